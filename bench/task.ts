/** What the works ask of the systems: plain data, so that any process in any language can be given it. */

/** Gradient descent on one net: widths [inputs, hidden …, outputs]; without hidden widths it is a linear model. */
export interface Training {
  readonly kind: "training";
  readonly rows: number;
  readonly widths: readonly number[];
  readonly activation: "identity" | "relu" | "tanh";
  /** squared: mean of (p − y)². logistic: y is 0 or 1. softmax: y is a class id. */
  readonly loss: "squared" | "logistic" | "softmax";
  readonly optimizer: "sgd" | "adam";
  readonly learningRate: number;
  /** Rows of an update; as many as `rows` for full batches, which read the rows in their own order. */
  readonly batch: number;
  /** Updates from the shared start, rows in their own order, after which the systems' losses must agree. */
  readonly checked: number;
}

/** The derivative of x ← tanh(a·x + b)·x, five times: 20 operations, one number in and one out. */
export interface ScalarGradient {
  readonly kind: "scalar-gradient";
}

export interface Race {
  readonly kind: "race";
  readonly seeds: number;
  readonly epochs: number;
}

/** A process of its own from nothing to the first update, the start of the host not counted. */
export interface Start {
  readonly kind: "start";
  readonly model: "linear" | "mlp";
}

export interface Size {
  readonly kind: "size";
  readonly doors: readonly string[];
}

/** The most memory of a process that trains on so much data, the data not counted. */
export interface Memory {
  readonly kind: "memory";
  readonly rows: number;
  readonly columns: number;
}

/** The update of a rule alone, so many weights at once. */
export interface OptimizerUpdate {
  readonly kind: "update";
  readonly rule: string;
  /** Numbers that it keeps of each weight. */
  readonly states: number;
  /** Times that it must read them: twice where a length of them all decides the step. */
  readonly passes: 1 | 2;
  readonly parameters: number;
}

export type Task = Training | ScalarGradient | Race | Start | Size | Memory | OptimizerUpdate;

export type Unit = "seconds" | "bytes";

/** What is promised of nabla in one case. Figures are the minima of the run. */
export type Target =
  | { readonly atMost: number }
  /** At most so many times the other's figure: how near the limit is. */
  | { readonly atMost: number; readonly times: string }
  /** At least so many times faster than the other. */
  | { readonly faster: number; readonly than: string; readonly who?: string };

export interface Case {
  readonly name: string;
  readonly task: Task;
  readonly unit: Unit;
  readonly targets: readonly Target[];
}

export interface Work {
  readonly id: string;
  readonly title: string;
  /** What a case is, where all cases stand in one table by lines of their own. */
  readonly lines?: string;
  /** How many things are done in one measured piece of work: such tables show the figure of one. */
  readonly per?: number;
  readonly cases: (quick: boolean) => readonly Case[];
}
