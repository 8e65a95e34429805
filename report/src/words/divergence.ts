import type { DescentRecord } from "nabla/race";
import { divergedSeeds } from "../lanes/lane.ts";
import { laneName } from "./lane.ts";
import type { Language } from "./language.ts";
import { messagesOf } from "./messages.ts";
import { formatCount, formatNumber } from "./number.ts";

/** In how many seeds a lane diverged, where first, and which rate would have been stable. */
export function divergence(descent: DescentRecord, language: Language): string {
  const { race: words } = messagesOf(language);
  const first = descent.seeds
    .flatMap((seed) => (seed.diverged === null ? [] : [seed.diverged]))
    .reduce<{ step: number; parameter: string | null } | null>(
      (least, each) => (least === null || each.step < least.step ? each : least),
      null,
    );
  const promised = descent.limitHow === "expected-smoothness" && descent.limit !== null;
  return [
    words.diverged(laneName(descent, language), divergedSeeds(descent), descent.seeds.length),
    first === null ? "" : words.divergedAt(formatCount(first.step), first.parameter ?? ""),
    promised ? words.stableBelow(formatNumber(descent.limit)) : "",
    words.stop,
  ].join("");
}
