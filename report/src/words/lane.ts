import type { DescentRecord } from "nabla/race";
import { roleOf } from "../lanes/lane.ts";
import type { Language } from "./language.ts";
import { messagesOf } from "./messages.ts";
import { formatCount } from "./number.ts";

/** "batch", "mini-batch 32", "stochastic". */
export function laneName(batchSize: DescentRecord["batchSize"], language: Language): string {
  const names = messagesOf(language).labels.lane;
  const role = roleOf(batchSize);
  return role === "mini-batch" ? names.miniBatch(formatCount(Number(batchSize))) : names[role];
}

/** The same in full, with how many rows one step reads. */
export function laneDescription(batchSize: DescentRecord["batchSize"], rows: number, language: Language): string {
  const names = messagesOf(language).labels.laneLong;
  const role = roleOf(batchSize);
  if (role === "batch") return names.batch(formatCount(rows));
  return role === "stochastic" ? names.stochastic : names.miniBatch(formatCount(Number(batchSize)));
}
