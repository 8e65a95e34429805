/** What an optimizer is: pure functions from parameters and their gradient to better parameters. */
import { flatten, type Tree, unflatten } from "../../base/tree.ts";
import { isTensor, type Tensor } from "../../trace/tensor.ts";
import { type Info, readNumbers } from "../info.ts";
import { isSchedule, type Schedule } from "../schedules.ts";

/** A hyper-parameter that may change with the step. */
export type Rate = number | Schedule;

/** Passed to the program at run time, so that another value compiles nothing. */
export type Hyper = Readonly<Record<string, Rate>>;

/** What an update is made from. Trees of parameters all have the structure of `params`. */
export interface UpdateInput {
  readonly gradient: Tree<Tensor>;
  /** The loss of the batch before this update. */
  readonly loss: Tensor;
  readonly params: Tree<Tensor>;
  readonly state: Tree<Tensor>;
  /** Updates made before this one: an int32 scalar, 0 at the first. */
  readonly step: Tensor;
  /** The hyper-parameters at this step, schedules already evaluated. */
  readonly hyper: Readonly<Record<string, Tensor>>;
  /** The gradient of the same batch at other parameters; for rules with a `snapshot`. */
  gradientAt?(params: Tree<Tensor>): Tree<Tensor>;
  /** What the last update from this example gave back as `remembered`, at first zeros; for rules with a table. */
  readonly remembered?: Tree<Tensor>;
}

/** What an update makes. */
export interface Updated {
  readonly params: Tree<Tensor>;
  readonly state: Tree<Tensor>;
  /** What to keep of this example, like the parameters in form; for rules with a table. */
  readonly remembered?: Tree<Tensor>;
}

/** A look at all rows together, before the first update and then every few epochs. */
export interface Snapshot {
  readonly epochs: number;
  /** The state from then on, given the gradient of the whole objective. */
  take(input: Pick<UpdateInput, "gradient" | "params" | "state">): Tree<Tensor>;
}

/**
 * A rule of descent. `init` and `update` are pure and are traced, not run. Write one as an object, or compose one with
 * `chain`.
 */
export interface Optimizer {
  readonly info?: Info;
  readonly hyper: Hyper;
  /** What is remembered between updates, before the first. */
  init(params: Tree<Tensor>): Tree<Tensor>;
  update(input: UpdateInput): Updated;
  /** The parameters to predict with, where they are not those that are updated. */
  evaluate?(params: Tree<Tensor>, state: Tree<Tensor>): Tree<Tensor>;
  /** For rules that look at all rows now and then. Batches must not be larger than a tile. */
  readonly snapshot?: Snapshot;
  /**
   * For rules that remember something of every example, in a table as large as the parameters times the rows. Batches
   * must be of one example, and `hyper` must have a number `rows`: the descent fills in how many there are.
   */
  readonly table?: true;
  /** For rules that ask for the gradient of a batch at other parameters. Batches must not be larger than a tile. */
  readonly secondGradient?: true;
}

/** Makes optimizers of one kind, and knows about them before one is made. */
export interface OptimizerMaker<Arguments extends readonly unknown[]> {
  (...options: Arguments): Optimizer;
  readonly info: Info;
}

/** The checked number options, each a number or a schedule; options that were left out are absent. */
export function readRates(info: Pick<Info, "id" | "options">, given: object = {}): Record<string, Rate> {
  const schedules = Object.entries(given).filter(([, value]) => isSchedule(value));
  return { ...readNumbers(info, given, isSchedule), ...Object.fromEntries(schedules) };
}

/** f applied to the leaves at the same place of trees of one structure. */
export function mapTogether(f: (...leaves: Tensor[]) => Tensor, ...trees: readonly Tree<Tensor>[]): Tree<Tensor> {
  const flat = trees.map((tree) => flatten(tree, isTensor));
  const [{ leaves, structure }] = flat;
  return unflatten(
    structure,
    leaves.map((_, i) => f(...flat.map((each) => each.leaves[i]))),
  );
}
