/** What may be asked of `prepare`, its defaults, and the columns each role is given to. */
import { listed, TableError } from "../errors.js";
import { didYouMean, findName, nearestNames } from "../names.js";
import { columnNames } from "../table.js";

const tasks = ["regression", "classification"];
const missingRules = ["refuse", "drop", "mean"];
const scaleRules = ["standard", "none"];
export function settle(table, options) {
  const known = columnNames(table);
  const matched = [];
  const find = (given, role) => {
    const used = findName(given, known, role, table.name);
    if (used !== given && !matched.some((match) => match.given === given)) matched.push({ given, used });
    return used;
  };
  const target = find(options.target, "target");
  const weights = options.weights === undefined ? undefined : find(options.weights, "weights");
  const asked = options.features?.map((name) => find(name, "feature"));
  const dropped = (options.drop ?? []).map((name) => find(name, "column to drop"));
  refuseConflicts(table.name, target, weights, asked ?? [], dropped);
  const chosen = new Set(asked ?? known.filter((name) => name !== target && name !== weights));
  for (const name of dropped) chosen.delete(name);
  const numeric = new Set((options.numeric ?? []).map((name) => find(name, "numeric column")));
  const text = new Set((options.text ?? []).map((name) => find(name, "text column")));
  const both = [...numeric].find((name) => text.has(name));
  if (both !== undefined) {
    throw invalid("text", both, `"${both}" is declared numeric and text: a column can be only one of them`);
  }
  return {
    target,
    task: choice("task", options.task, tasks),
    weights,
    features: known.filter((name) => chosen.has(name)),
    dropped,
    numeric,
    text,
    missing: choice("missing", options.missing, missingRules) ?? "refuse",
    na: options.na ?? [],
    scale: choice("scale", options.scale, scaleRules) ?? "standard",
    validation: share(options.validation ?? 0),
    seed: wholeNumber(options.seed ?? 0),
    matched,
  };
}
function refuseConflicts(table, target, weights, features, dropped) {
  const conflict = (code, column, sentence) =>
    new TableError(code, `${table}: column "${column}" ${sentence}`, { table, column });
  if (features.includes(target)) {
    throw conflict("target-is-feature", target, "is the target and a feature: remove it from --features");
  }
  if (dropped.includes(target)) throw conflict("target-is-dropped", target, "is the target and in --drop");
  if (weights === target) throw conflict("target-is-weights", target, "is the target and the weights");
  const twice = features.find((name) => dropped.includes(name));
  if (twice !== undefined) throw conflict("feature-is-dropped", twice, "is in --features and in --drop");
  if (weights !== undefined && features.includes(weights)) {
    throw conflict("weights-are-feature", weights, "is the weights and a feature: remove it from --features");
  }
}
function choice(option, given, known) {
  if (given === undefined || known.includes(given)) return given;
  const nearest = nearestNames(given, known);
  throw invalid(option, given, `there is no --${option} "${given}"${didYouMean(nearest)} Known: ${listed(known)}`);
}
function share(value) {
  if (value >= 0 && value < 1) return value;
  throw invalid("validation", value, `--validation ${value} must be a share of the rows, from 0 to below 1`);
}
function wholeNumber(value) {
  if (Number.isSafeInteger(value)) return value;
  throw invalid("seed", value, `--seed ${value} must be a whole number`);
}
const invalid = (option, value, message) => new TableError("invalid-option", message, { option, value });
