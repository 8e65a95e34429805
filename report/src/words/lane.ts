import type { DescentRecord } from "nabla/race";
import { type LaneKind, roleOf } from "../lanes/lane.ts";
import type { Language } from "./language.ts";
import { messagesOf } from "./messages.ts";
import { formatCount } from "./number.ts";

/** "batch", "mini-batch 32", "stochastic (1/t)": a lane whose rate falls says so. */
export function laneName({ batchSize, decay }: LaneKind, language: Language): string {
  const { lane: names, parenthesised } = messagesOf(language).labels;
  const role = roleOf(batchSize);
  const name = role === "mini-batch" ? names.miniBatch(formatCount(Number(batchSize))) : names[role];
  return decay > 0 ? name + parenthesised("1/t") : name;
}

/** A batch size in full, with how many rows one step reads. */
export function laneDescription(batchSize: DescentRecord["batchSize"], rows: number, language: Language): string {
  const names = messagesOf(language).labels.laneLong;
  const role = roleOf(batchSize);
  if (role === "batch") return names.batch(formatCount(rows));
  return role === "stochastic" ? names.stochastic : names.miniBatch(formatCount(Number(batchSize)));
}
