import type { DescentRecord } from "nabla/race";
import { type LaneKind, roleOf } from "../lanes/lane.ts";
import type { Language } from "./language.ts";
import { messagesOf } from "./messages.ts";
import { formatCount } from "./number.ts";

/** "batch", "mini-batch 32", "stochastic (1/t)": a lane whose rate falls says so. */
export function laneName({ batchSize, optimizer, decay }: LaneKind, language: Language): string {
  const { lane: names, parenthesised } = messagesOf(language).labels;
  const role = roleOf(batchSize);
  const ofSize = role === "mini-batch" ? names.miniBatch(formatCount(Number(batchSize))) : names[role];
  const name = optimizer ?? ofSize;
  return decay > 0 ? name + parenthesised("1/t") : name;
}

/** A lane in full: its optimizer where optimizers race, and how many rows one step reads. */
export function laneInFull({ batchSize, optimizer }: LaneKind, rows: number, language: Language): string {
  const { parenthesised } = messagesOf(language).labels;
  const size = laneDescription(batchSize, rows, language);
  return optimizer === undefined ? size : optimizer + parenthesised(size);
}

/** A batch size in full, with how many rows one step reads. */
export function laneDescription(batchSize: DescentRecord["batchSize"], rows: number, language: Language): string {
  const names = messagesOf(language).labels.laneLong;
  const role = roleOf(batchSize);
  if (role === "batch") return names.batch(formatCount(rows));
  return role === "stochastic" ? names.stochastic : names.miniBatch(formatCount(Number(batchSize)));
}
