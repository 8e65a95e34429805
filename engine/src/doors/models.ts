/** `nabla/models`: functions with parameters. */
export type { Layer } from "../learn/models/layer.ts";
export { linear } from "../learn/models/linear.ts";
export { type Activation, type MlpOptions, type MlpParameters, mlp } from "../learn/models/mlp.ts";
export type { Model, Start } from "../learn/models/model.ts";
