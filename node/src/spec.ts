/** "name:value,value,key=value": how a model, a loss or an optimizer is written in one option. */
import { CommandError } from "./errors.ts";

export interface Spec {
  readonly name: string;
  /** What stands without a key: the 32 and 16 of "mlp:32,16". */
  readonly values: readonly string[];
  /** What has a key: the delta of "huber:delta=1.5". */
  readonly options: Readonly<Record<string, string>>;
}

/** @throws CommandError "option-spec" for a text that is not of this form. */
export function parseSpec(option: string, text: string): Spec {
  const colon = text.indexOf(":");
  const name = (colon < 0 ? text : text.slice(0, colon)).trim();
  const parts = colon < 0 ? [] : text.slice(colon + 1).split(",");
  const values: string[] = [];
  const options: Record<string, string> = {};
  for (const part of parts) {
    const [key, value, ...more] = part.split("=").map((piece) => piece.trim());
    const twice = value !== undefined && Object.hasOwn(options, key);
    if (key === "" || value === "" || more.length > 0 || twice) throw wrong(option, text);
    if (value === undefined) values.push(key);
    else options[key] = value;
  }
  if (name === "") throw wrong(option, text);
  return { name, values, options };
}

/**
 * "sgd,sgd:momentum=0.9,nesterov=true,adam": several without values of their own; what has a key belongs to the name
 * before it.
 *
 * @throws CommandError "option-spec" for a text that is not of this form, "option-twice" for the same one twice.
 */
export function parseSpecs(option: string, text: string): Spec[] {
  const texts = text.split(/,(?=[^=,]*(?:[:,]|$))/);
  const twice = texts.find((each, i) => texts.indexOf(each) !== i);
  if (twice !== undefined) throw new CommandError("option-twice", { option, value: twice });
  return texts.map((each) => parseSpec(option, each));
}

const wrong = (option: string, text: string): CommandError => new CommandError("option-spec", { option, value: text });
