/** What a lesson keeps in the address: numbers, choices and texts, each with what it is at first. */

import { addressVersion } from "../app/address.ts";

export interface NumberField {
  readonly usual: number;
  readonly allowed: (value: number) => boolean;
}

export interface ChoiceField<Name extends string> {
  readonly choices: readonly Name[];
  readonly usual: Name;
}

export interface TextField {
  readonly usual: string;
  readonly isText: (text: string) => boolean;
}

export type Fields = Readonly<Record<string, NumberField | ChoiceField<string> | TextField>>;
export type ValuesOf<Asked extends Fields> = {
  readonly [Key in keyof Asked]: Asked[Key] extends ChoiceField<infer Name>
    ? Name
    : Asked[Key] extends TextField
      ? string
      : number;
};

export const number = (usual: number, allowed: (value: number) => boolean): NumberField => ({ usual, allowed });
export const choice = <const Name extends string>(
  choices: readonly Name[],
  usual: NoInfer<Name>,
): ChoiceField<Name> => ({
  choices,
  usual,
});

export const text = (usual: string, isText: (text: string) => boolean): TextField => ({ usual, isText });

/** A number that a field takes; null for any other text. */
export function readNumber({ allowed }: NumberField, text: string): number | null {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) && allowed(value) ? value : null;
}

function knownOf(field: Fields[string], given: string): number | string | null {
  if ("choices" in field) return field.choices.find((each) => each === given) ?? null;
  if ("isText" in field) return field.isText(given) ? given : null;
  return readNumber(field, given);
}

/** What an address says, as far as it is understood; the usual stands in for the rest. */
export function readFields<Asked extends Fields>(state: URLSearchParams, fields: Asked) {
  const values: Record<string, number | string> = {};
  const ignored: string[] = [];
  for (const [key, field] of Object.entries(fields)) {
    const given = state.get(key);
    const known = given === null ? null : knownOf(field, given);
    if (given !== null && known === null) ignored.push(`${key}=${given}`);
    values[key] = known ?? field.usual;
  }
  for (const [key, text] of state) {
    const isVersion = key === "v" && Number(text) >= 1 && Number(text) <= addressVersion;
    if (!Object.hasOwn(fields, key) && !isVersion) ignored.push(`${key}=${text}`);
  }
  return { values: values as ValuesOf<Asked>, ignored };
}

export function writeFields(values: Readonly<Record<string, number | string>>): URLSearchParams {
  const state = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) state.set(key, String(value));
  state.set("v", String(addressVersion));
  return state;
}
