/** Mathematics on tensors: everything above the primitives, by subject. */
export * from "./activations.ts";
export { customGradient } from "./customGradient.ts";
export * from "./elementwise.ts";
export * from "./linear.ts";
export * from "./shaping.ts";
export * from "./statistics.ts";
