/** From `--model`, `--loss` and `--optimizer` to the engine's values. The menus are what the engine exports. */
import { nearestNames } from "@nabla/tables";
import type { CallableLoss } from "nabla/losses";
import * as lossDoor from "nabla/losses";
import { linear, mlp } from "nabla/models";
import * as optimizerDoor from "nabla/optimizers";
import { clipByGlobalNorm, decoupledWeightDecay, withGradient } from "nabla/optimizers";
import type { Schedule } from "nabla/schedules";
import * as scheduleDoor from "nabla/schedules";
import type { DescendOptions } from "nabla/train";
import { CommandError } from "./errors.ts";
import { choiceValue, numberValue } from "./optionValues.ts";
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

/** Losses of one prediction and one target; those of pairs and triplets have no task. */
const isLoss = (value: unknown): value is Loss =>
  typeof value === "function" && "info" in value && "task" in (value.info as object);
const losses = new Map(
  Object.values(lossDoor).flatMap((each: unknown) => (isLoss(each) ? [[each.info.id, each]] : [])),
);

/** @throws CommandError "unknown-name" for a loss that there is not, so that this is said before the table is read. */
export function requireLoss(spec: Spec | undefined): void {
  if (spec !== undefined && !losses.has(spec.name)) throw unknownEntry("--loss", spec.name, losses);
}

/**
 * The loss that is asked for, or the task's own: mean squared error, or softmax cross-entropy.
 * @throws CommandError "unknown-name", "loss-task", "loss-classes", "loss-output"; OptionError for its options.
 */
export function chooseLoss(spec: Spec | undefined, task: Task, classes: readonly string[]): Named<Loss> {
  const own = task === "regression" ? "meanSquaredError" : "softmaxCrossEntropy";
  const { name, values, options }: Spec = spec ?? { name: own, values: [], options: {} };
  const option = "--loss";
  const fitting = [...losses.values()].filter((each) => fits(each, task, classes)).map(({ info }) => info.id);
  const loss = losses.get(name);
  if (loss === undefined) throw unknownEntry(option, name, losses);
  const { info } = loss;
  if ((info.task === "regression") !== (task === "regression")) {
    throw new CommandError("loss-task", { loss: name, lossTask: info.task, task, fitting });
  }
  if (!outputs.includes(info.predictionIs)) throw new CommandError("loss-output", { loss: name, fitting });
  if (!fits(loss, task, classes)) throw new CommandError("loss-classes", { loss: name, classes: classes.length });
  const wanted = { name, values, options };
  const choice = loss.with(optionsOf(option, wanted, info.options) as Parameters<Loss["with"]>[0]);
  return { name: specText(wanted), choice };
}

/** What models of the command give: a number that may be any, or one for each class. */
const outputs: readonly string[] = ["value", "logarithm", "score", "scores", "logit", "logits"] satisfies Output[];
type Output = Loss["info"]["predictionIs"];

/** One score or logit is for two classes. */
function fits({ info }: Loss, task: Task, classes: readonly string[]): boolean {
  if (!outputs.includes(info.predictionIs)) return false;
  if (task === "regression") return info.task === "regression";
  return info.task === "classification" || (info.task === "binary" && classes.length === 2);
}

/** What a door exports that makes something from options: under the name it is asked for by. */
function makersOf<Made>(door: object): ReadonlyMap<string, Maker<Made>> {
  const isMaker = (value: unknown): value is Maker<Made> => typeof value === "function" && "info" in value;
  const makers = Object.values(door).filter(isMaker);
  return new Map(makers.filter(({ info }) => info.of === undefined).map((each) => [each.info.id, each]));
}

interface Maker<Made> {
  (options: Record<string, unknown>): Made;
  readonly info: Loss["info"];
}

const optimizers = makersOf<Optimizer>(optimizerDoor);
const schedules = makersOf<Schedule>(scheduleDoor);

/** What is done around an optimizer, whichever it is. */
export interface Around {
  readonly clip?: number;
  readonly weightDecay?: number;
}

/** @throws CommandError "unknown-name", "unknown-parameter", "option-number"; OptionError for values out of range. */
export function chooseOptimizer(
  spec: Spec,
  learningRate: number | Schedule,
  { clip, weightDecay }: Around = {},
  option = "--optimizer",
): Named<Optimizer> {
  const make = optimizers.get(spec.name);
  if (make === undefined) throw unknownEntry(option, spec.name, optimizers);
  const own = make.info.options.filter(({ name }) => name !== "learningRate");
  let choice = make({ learningRate, ...optionsOf(option, spec, own) });
  if (clip !== undefined) choice = withGradient(choice, clipByGlobalNorm({ norm: clip }));
  if (weightDecay !== undefined && weightDecay > 0) choice = decoupledWeightDecay(choice, { weightDecay });
  return { name: specText(spec), choice };
}

/**
 * A schedule of the learning rate. Where it is not said otherwise, its highest value is `learningRate` and it takes as
 * many steps as the descent.
 *
 * @throws CommandError "unknown-name", "unknown-parameter", "option-number"; OptionError for values out of range.
 */
export function chooseSchedule(spec: Spec, learningRate: number, steps: number): Named<Schedule> {
  const option = "--schedule";
  const make = schedules.get(spec.name);
  if (make === undefined) throw unknownEntry(option, spec.name, schedules);
  const { options } = make.info;
  const has = (name: string) => options.some((each) => each.name === name);
  const highest = has("peak") ? "peak" : "initial";
  const derived = { ...(has(highest) ? { [highest]: learningRate } : {}), ...(has("steps") ? { steps } : {}) };
  return { name: specText(spec), choice: make({ ...derived, ...optionsOf(option, spec, options) }) };
}

/** The options of a text by name, each read as what it is: a number, a word, true or false, "1/2/3" as a list. */
function optionsOf(option: string, spec: Spec, infos: readonly OptionInfo[]): Record<string, unknown> {
  const names = infos.map(({ name }) => name);
  takesOnly(option, spec, names, false);
  const read = ([key, text]: readonly [string, string]) => {
    const info = infos.find(({ name }) => name === key);
    const flag = `${option} ${key}`;
    if (info?.choices !== undefined) return choiceValue(flag, text, info.choices);
    if (info?.flag) return choiceValue(flag, text, ["true", "false"]) === "true";
    if (info?.list) return text.split("/").map((each) => numberValue(flag, each, anyNumber));
    return numberValue(flag, text, anyNumber);
  };
  return Object.fromEntries(Object.entries(spec.options).map((entry) => [entry[0], read(entry)]));
}

type OptionInfo = Loss["info"]["options"][number];

const anyNumber = {};

/** "mlp:32,16,activation=tanh": the text that `parseSpec` reads. */
export function specText({ name, values, options }: Spec): string {
  const parts = [...values, ...Object.entries(options).map(([key, value]) => `${key}=${value}`)];
  return parts.length === 0 ? name : `${name}:${parts.join(",")}`;
}

function takesOnly(option: string, { name, values, options }: Spec, known: readonly string[], lists: boolean): void {
  const wrong = Object.keys(options).find((key) => !known.includes(key)) ?? (lists ? undefined : values[0]);
  if (wrong !== undefined) throw unknownParameter(option, name, wrong, known);
}

const unknownName = (option: string, value: string, known: readonly string[]): CommandError =>
  new CommandError("unknown-name", { option, value, known, nearest: nearestNames(value, known) });

/** What has the name that was given, here but for its capitals or elsewhere, is meant; else what is nearly alike. */
function unknownEntry(
  option: string,
  value: string,
  entries: ReadonlyMap<string, { readonly info: Pick<Loss["info"], "id" | "knownAs"> }>,
): CommandError {
  const known = [...entries.keys()];
  const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  const same = [...entries.values()].filter(({ info: { id, knownAs = [] } }) =>
    [id, ...knownAs].some((name) => plain(name) === plain(value)),
  );
  const nearest = same.length > 0 ? same.map(({ info }) => info.id) : nearestNames(value, known);
  return new CommandError("unknown-name", { option, value, known, nearest });
}

const unknownParameter = (option: string, name: string, parameter: string, known: readonly string[]): CommandError =>
  new CommandError("unknown-parameter", { option, name, parameter, known, nearest: nearestNames(parameter, known) });
