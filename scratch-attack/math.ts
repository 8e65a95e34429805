export * from "../engine/src/trace/math.ts";
export { constant as tensor } from "../engine/src/trace/shaping.ts";
export { stopGradient } from "../engine/src/trace/math.ts";
