/** What losses, optimizers, schedules and models say about themselves. Menus, help and checks are made from it. */
import { OptionError } from "../base/errors.ts";
import { nearest, requireKnown } from "../base/nearest.ts";

/** The same words in two languages. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** A number that a maker takes, with the range in which it means something. */
export interface OptionInfo {
  readonly name: string;
  readonly description: Words;
  /** What holds when it is not given; an option without it must be given, unless it is `optional`. */
  readonly default?: number;
  /** Leaving it out means something of its own, for example no momentum. */
  readonly optional?: boolean;
  /** It may be negative; otherwise it is at least 0. */
  readonly signed?: boolean;
  /** It must be at least this; 0 when no other bound is given. */
  readonly least?: number;
  /** It must be greater than this. */
  readonly above?: number;
  /** It must be less than this. */
  readonly below?: number;
  /** It must be at most this. */
  readonly most?: number;
  /** Only whole numbers. */
  readonly integer?: boolean;
  /** It is true or false, not a number. */
  readonly flag?: boolean;
  /** It is a list of numbers, which its owner reads. */
  readonly list?: boolean;
  /** It is one of these words; the first when it is not given. */
  readonly choices?: readonly string[];
}

export interface Info {
  /** The name it is exported and asked for by. */
  readonly id: string;
  /** Names that other systems have for it. */
  readonly knownAs?: readonly string[];
  readonly name: Words;
  readonly formula: string;
  /** Where it was published, if it was. */
  readonly source?: string;
  readonly options: readonly OptionInfo[];
  /** It is made of others of its kind, not of options alone. */
  readonly of?: "schedules" | "optimizers";
}

/**
 * The number options as they hold: what is given, checked, and the defaults. Flags and values that are not numbers
 * where something else is allowed too (a schedule) are the caller's to read.
 *
 * @throws OptionError `unknown-option`, `missing-option`, `option-type`, `option-range`
 */
export function readNumbers(
  { id, options }: Pick<Info, "id" | "options">,
  given: object = {},
  isAlternative: (value: unknown) => boolean = () => false,
): Record<string, number> {
  requireKnown(
    id,
    Object.keys(given),
    options.map(({ name }) => name),
  );
  const values: Record<string, number> = {};
  for (const option of options) {
    const { name } = option;
    const value: unknown = (given as Record<string, unknown>)[name] ?? option.default;
    if (option.flag) requireFlag(id, name, value);
    if (option.choices !== undefined) requireChoice(id, name, value, option.choices);
    if (option.flag || option.list || option.choices !== undefined || isAlternative(value)) continue;
    if (value !== undefined) values[name] = checkNumber(id, option, value);
    else if (!option.optional) {
      throw new OptionError("missing-option", `${id} needs ${name}, ${range(option)}`, { owner: id, name });
    }
  }
  return values;
}

function requireFlag(owner: string, name: string, value: unknown): void {
  if (value === undefined || typeof value === "boolean") return;
  throw wrongType(owner, name, value, "true or false");
}

function requireChoice(owner: string, name: string, value: unknown, choices: readonly string[]): void {
  if (value === undefined || choices.some((choice) => choice === value)) return;
  throw new OptionError(
    "option-value",
    `${owner}: ${name} is ${JSON.stringify(value)}; expected ${choices.join(", ")}`,
    {
      name: `${owner} ${name}`,
      value: String(value),
      known: choices,
      nearest: nearest(String(value), choices),
    },
  );
}

function checkNumber(owner: string, option: OptionInfo, value: unknown): number {
  const { name, above = Number.NEGATIVE_INFINITY, below = Infinity, most = Infinity, integer = false } = option;
  const least = leastOf(option);
  if (typeof value !== "number") throw wrongType(owner, name, value, range(option));
  const inside = value > above && (least === undefined || value >= least) && value < below && value <= most;
  if (inside && Number.isFinite(value) && (!integer || Number.isInteger(value))) return value;
  throw new OptionError("option-range", `${owner}: ${name} is ${value}; expected ${range(option)}`, {
    owner,
    name,
    value,
    integer: option.integer ?? false,
    above: option.above ?? null,
    least: least ?? null,
    below: option.below ?? null,
    most: option.most ?? null,
  });
}

const wrongType = (owner: string, name: string, value: unknown, expected: string): OptionError =>
  new OptionError("option-type", `${owner}: ${name} is of type ${typeof value}; expected ${expected}`, {
    owner,
    name,
    got: typeof value,
    expected,
  });

/** The least value where no bound excludes its own: 0 unless it may be negative. */
const leastOf = ({ least, signed, above }: OptionInfo): number | undefined =>
  least ?? (signed || above !== undefined ? undefined : 0);

/** "a finite number ≥ 0 and < 1": what an option may be. */
function range(option: OptionInfo): string {
  const { above, below, most, integer = false } = option;
  const least = leastOf(option);
  const lower = above === undefined ? (least === undefined ? [] : [`≥ ${least}`]) : [`> ${above}`];
  const upper = [...(below === undefined ? [] : [`< ${below}`]), ...(most === undefined ? [] : [`≤ ${most}`])];
  return [integer ? "a whole number" : "a finite number", [...lower, ...upper].join(" and ")].join(" ").trim();
}
