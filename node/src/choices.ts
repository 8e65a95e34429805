/** From `--model`, `--loss` and `--optimizer` to the engine's values. The menus are what the engine exports. */
import { nearestNames } from "@nabla/tables";
import type { CallableLoss } from "nabla/losses";
import * as lossDoor from "nabla/losses";
import { linear, mlp } from "nabla/models";
import * as optimizerDoor from "nabla/optimizers";
import type { Schedule } from "nabla/schedules";
import type { DescendOptions } from "nabla/train";
import { CommandError } from "./errors.ts";
import { numberValue } from "./optionValues.ts";
import type { Spec } from "./spec.ts";

export type Task = "regression" | "classification";
export type Model = DescendOptions["model"];
export type Optimizer = DescendOptions["optimizer"];
export type Loss = CallableLoss;

/** A choice, and the text that makes it again. */
export interface Named<Choice> {
  readonly name: string;
  readonly choice: Choice;
}

const activations = ["relu", "tanh", "sigmoid", "gelu", "softplus"] as const;

/** @throws CommandError "unknown-name", "unknown-parameter", "model-layers", "model-width". */
export function chooseModel(spec: Spec): Named<Model> {
  const option = "--model";
  const name = specText(spec);
  switch (spec.name) {
    case "linear":
      takesOnly(option, spec, [], false);
      return { name, choice: linear() };
    case "mlp": {
      takesOnly(option, spec, ["activation"], true);
      if (spec.values.length === 0) throw new CommandError("model-layers", { value: name });
      const widths = spec.values.map((width) => layerWidth(name, width));
      const wanted = spec.options.activation ?? "relu";
      const activation = activations.find((known) => known === wanted);
      if (activation === undefined) throw unknownName(`${option} activation`, wanted, activations);
      return { name, choice: mlp(widths, { activation }) };
    }
    default:
      throw unknownName(option, spec.name, ["linear", "mlp"]);
  }
}

function layerWidth(model: string, text: string): number {
  const width = /^\d+$/.test(text) ? Number(text) : 0;
  if (!Number.isSafeInteger(width) || width < 1) throw new CommandError("model-width", { value: model, width: text });
  return width;
}

const isLoss = (value: unknown): value is Loss => typeof value === "function" && "info" in value;
const losses = new Map(
  Object.values(lossDoor).flatMap((each: unknown) => (isLoss(each) ? [[each.info.id, each]] : [])),
);

/** @throws CommandError "unknown-name" for a loss that there is not, so that this is said before the table is read. */
export function requireLoss(spec: Spec | undefined): void {
  if (spec !== undefined && !losses.has(spec.name)) throw unknownName("--loss", spec.name, [...losses.keys()]);
}

/**
 * The loss that is asked for, or the task's own: mean squared error, or softmax cross-entropy.
 * @throws CommandError "unknown-name", "loss-task", "loss-classes", "loss-probabilities"; OptionError for its options.
 */
export function chooseLoss(spec: Spec | undefined, task: Task, classes: readonly string[]): Named<Loss> {
  const own = task === "regression" ? "meanSquaredError" : "softmaxCrossEntropy";
  const { name, values, options }: Spec = spec ?? { name: own, values: [], options: {} };
  const option = "--loss";
  const fitting = [...losses.values()].filter((each) => fits(each, task, classes)).map(({ info }) => info.id);
  const loss = losses.get(name);
  if (loss === undefined) throw unknownName(option, name, fitting);
  const { info } = loss;
  if (values.length > 0) {
    const known = info.options.map((each) => each.name);
    throw unknownParameter(option, name, values[0], known);
  }
  if ((info.task === "regression") !== (task === "regression")) {
    throw new CommandError("loss-task", { loss: name, lossTask: info.task, task, fitting });
  }
  if (info.predictionIs.startsWith("probabilit")) throw new CommandError("loss-probabilities", { loss: name, fitting });
  if (!fits(loss, task, classes)) throw new CommandError("loss-classes", { loss: name, classes: classes.length });
  const numbers = Object.entries(options).map(([key, text]) => [key, numberValue(`${option} ${key}`, text, anyNumber)]);
  return { name: specText({ name, values, options }), choice: loss.with(Object.fromEntries(numbers)) };
}

/** Models of the command give values or logits, never probabilities; one logit is for two classes. */
function fits({ info }: Loss, task: Task, classes: readonly string[]): boolean {
  if (task === "regression") return info.task === "regression";
  return info.predictionIs.startsWith("logit") && (info.task === "classification" || classes.length === 2);
}

type OptimizerMaker = ((options: Record<string, unknown>) => Optimizer) & { readonly info: Loss["info"] };
const isOptimizerMaker = (value: unknown): value is OptimizerMaker => typeof value === "function" && "info" in value;
const optimizers = new Map(
  Object.values(optimizerDoor).flatMap((each: unknown) => (isOptimizerMaker(each) ? [[each.info.id, each]] : [])),
);

/** @throws CommandError "unknown-name", "unknown-parameter", "option-number"; OptionError for values out of range. */
export function chooseOptimizer(spec: Spec, learningRate: number | Schedule): Named<Optimizer> {
  const option = "--optimizer";
  const make = optimizers.get(spec.name);
  if (make === undefined) throw unknownName(option, spec.name, [...optimizers.keys()]);
  const known = make.info.options.filter(({ name }) => name !== "learningRate");
  takesOnly(
    option,
    spec,
    known.map(({ name }) => name),
    false,
  );
  const values = Object.entries(spec.options).map(([key, text]) => {
    const flag = known.some((each) => each.name === key && each.flag === true);
    return [key, flag ? text === "true" : numberValue(`${option} ${key}`, text, anyNumber)];
  });
  return { name: specText(spec), choice: make({ learningRate, ...Object.fromEntries(values) }) };
}

const anyNumber = {};

/** "mlp:32,16,activation=tanh": the text that `parseSpec` reads. */
function specText({ name, values, options }: Spec): string {
  const parts = [...values, ...Object.entries(options).map(([key, value]) => `${key}=${value}`)];
  return parts.length === 0 ? name : `${name}:${parts.join(",")}`;
}

function takesOnly(option: string, { name, values, options }: Spec, known: readonly string[], lists: boolean): void {
  const wrong = Object.keys(options).find((key) => !known.includes(key)) ?? (lists ? undefined : values[0]);
  if (wrong !== undefined) throw unknownParameter(option, name, wrong, known);
}

const unknownName = (option: string, value: string, known: readonly string[]): CommandError =>
  new CommandError("unknown-name", { option, value, known, nearest: nearestNames(value, known) });

const unknownParameter = (option: string, name: string, parameter: string, known: readonly string[]): CommandError =>
  new CommandError("unknown-parameter", { option, name, parameter, known, nearest: nearestNames(parameter, known) });
