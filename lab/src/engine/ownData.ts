/** The table of one's own that was brought last, prepared for a race: each thread keeps what it was told of. */

import { isGenerated, isOwnName, type LossName, type OwnName, type Source } from "./sourceNames.ts";

export interface OwnData {
  readonly id: OwnName;
  /** The file's name, and the column that is predicted. */
  readonly table: string;
  readonly target: string;
  readonly loss: LossName;
  readonly rows: number;
  readonly features: number;
  /** rows × features, row after row. */
  readonly x: Float64Array;
  readonly y: Float64Array | Int32Array;
  /** Around this rate descents by single rows cease to stay near the optimum. */
  readonly stableRate: number;
}

let kept: OwnData | null = null;

export const keepOwn = (data: OwnData): void => {
  kept = data;
};

export const ownData = (): OwnData | null => kept;

/** The data of that name; a link may name data that were never brought here. */
export function ownDataOf(name: OwnName): OwnData {
  if (kept?.id !== name) throw new Error(`${name} is not the table that was brought here.`);
  return kept;
}

/** What a saved picture calls its data: with the fingerprint, since two tables may have one name. */
export function nameOf(source: Source): string {
  if (!isOwnName(source)) return source;
  const { table, target, id } = ownDataOf(source);
  return `${table}, ${target} (${id})`;
}

/** Two columns that are told apart in classes: what a model says of them is a picture. */
export function isPlane(source: Source): boolean {
  if (!isOwnName(source)) return isGenerated(source);
  return kept?.id === source && kept.features === 2 && kept.loss === "softmaxCrossEntropy";
}

/** What a thread is told before anything is asked of it. */
export interface OwnTold {
  readonly kind: "own";
  readonly data: OwnData;
}

export function tellOwn(worker: Worker): void {
  if (kept !== null) worker.postMessage({ kind: "own", data: kept } satisfies OwnTold);
}
