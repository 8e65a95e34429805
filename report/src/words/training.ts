/** A training in words: how good the model is, and why the descent stopped. */

import type { TrainRecord } from "../trainRecord.ts";
import type { Language } from "./language.ts";
import { messagesOf } from "./messages.ts";
import { formatCount, formatNumber, formatShare } from "./number.ts";

export interface TrainingSummary {
  readonly headline: string;
  readonly sentences: readonly string[];
}

function headline(record: TrainRecord, language: Language): string {
  const { train } = messagesOf(language);
  const { r2, accuracy, loss } = record.metrics;
  if (record.stopped.reason === "not-finite" || loss === null) return train.noScore;
  if (accuracy !== undefined) return train.accuracy(formatShare(accuracy));
  if (r2 !== undefined) return r2 < 0 ? train.regressionWorse(signed(r2)) : train.regression(formatShare(r2));
  return fallen(record, language);
}

/** A number below 0 with a minus sign. */
const signed = (value: number): string => `−${formatNumber(-value)}`;

function fallen(record: TrainRecord, language: Language): string {
  const from = record.curve[0]?.loss ?? null;
  return messagesOf(language).train.finalLoss(formatNumber(record.metrics.loss), formatNumber(from));
}

function heldOut(record: TrainRecord, language: Language): string {
  const { train } = messagesOf(language);
  const { validation } = record.metrics;
  if (validation?.accuracy !== undefined) return train.validationAccuracy(formatShare(validation.accuracy));
  const r2 = validation?.r2;
  if (r2 !== undefined) return r2 < 0 ? train.validationWorse(signed(r2)) : train.validationRegression(formatShare(r2));
  return validation === undefined ? train.onTrainingRows : "";
}

function stopped({ stopped }: TrainRecord, language: Language): string {
  const { train, race } = messagesOf(language);
  if (stopped.reason !== "not-finite") {
    return train.stopped(train.reasons[stopped.reason] ?? stopped.reason, stopped.step);
  }
  if (stopped.step === 0) return train.notFiniteAtStart + race.stop;
  const stable = stopped.stableRate ?? null;
  return [
    train.diverged(formatCount(stopped.step), stopped.parameter ?? ""),
    stable === null ? "" : race.stableBelow(formatNumber(stable)),
    race.stop,
  ].join("");
}

export function trainingSummary(record: TrainRecord, language: Language): TrainingSummary {
  const failed = record.metrics.loss === null || record.stopped.reason === "not-finite";
  const sentences = failed
    ? [stopped(record, language)]
    : [heldOut(record, language), fallen(record, language), stopped(record, language)];
  const first = headline(record, language);
  return { headline: first, sentences: sentences.filter((sentence) => sentence !== "" && sentence !== first) };
}
