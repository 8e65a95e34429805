/** Figures as text: for each case a line a system, then the targets and whether they hold. */
import type { Figure } from "./measure.ts";
import type { Case, Target, Unit, Work } from "./task.ts";

export interface Result {
  readonly work: string;
  readonly title: string;
  readonly case: string;
  readonly unit: Unit;
  readonly figures: readonly Figure[];
  readonly targets: readonly Verdict[];
}

export interface Verdict {
  readonly target: string;
  readonly figure: string;
  readonly holds: boolean;
}

const least = (values: readonly number[]): number => Math.min(...values);
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** Three digits and the unit that suits them: "28.4 ns", "6.61 ms", "47.1 kB". */
export function show(value: number, unit: Unit): string {
  const steps = unit === "bytes" ? ["B", "kB", "MB", "GB"] : ["ns", "µs", "ms", "s"];
  let scaled = unit === "bytes" ? value : value * 1e9;
  let step = 0;
  while (Math.abs(scaled) >= 999.5 && step < steps.length - 1) {
    scaled /= 1000;
    step++;
  }
  return `${Number(scaled.toPrecision(3))} ${steps[step]}`;
}

export const times = (ratio: number): string => `${Number(ratio.toPrecision(3)).toLocaleString("en")}×`;

export function resultOf(work: Work, { name, unit, targets }: Case, figures: readonly Figure[]): Result {
  const found = new Map(figures.filter(({ values }) => values.length > 0).map((each) => [each.system, each]));
  const verdicts = targets.flatMap((target) => {
    const verdict = verdictOf(target, unit, (id) => found.get(id));
    return verdict === null ? [] : [verdict];
  });
  return { work: work.id, title: work.title, case: name, unit, figures, targets: verdicts };
}

function verdictOf(target: Target, unit: Unit, of: (id: string) => Figure | undefined): Verdict | null {
  const who = of("who" in target && target.who !== undefined ? target.who : "nabla");
  if (who === undefined) return null;
  const own = least(who.values);
  if ("faster" in target) {
    const than = of(target.than);
    if (than === undefined) return null;
    const ratio = least(than.values) / own;
    const subject = target.who === undefined ? "" : `${who.name}: `;
    return {
      target: `${subject}≥ ${target.faster}× as fast as ${than.name}`,
      figure: times(ratio),
      holds: ratio >= target.faster,
    };
  }
  if (!("times" in target)) {
    return { target: `≤ ${show(target.atMost, unit)}`, figure: show(own, unit), holds: own <= target.atMost };
  }
  const other = of(target.times);
  if (other === undefined) return null;
  const ratio = own / least(other.values);
  return {
    target: `≤ ${Number(target.atMost.toPrecision(3))} × ${other.name}`,
    figure: times(ratio),
    holds: ratio <= target.atMost,
  };
}

/** A Markdown table of all cases of a work: a line each, with the ratio that its target is about. */
export function linesTable({ lines, per = 1 }: Work, results: readonly Result[]): string {
  const [{ figures }] = results;
  const head = [`| ${[lines ?? "case", ...figures.map(({ name }) => name), "ratio", ""].join(" | ")} |`];
  const rows = results.map(({ case: name, unit, figures: all, targets }) => {
    const shown = all.map(({ values }) => (values.length === 0 ? "–" : show(least(values) / per, unit)));
    const verdicts = targets.map(({ target, holds }) => `${holds ? "holds" : "**missed**"}: ${target}`);
    return `| ${[name, ...shown, targets.map(({ figure }) => figure).join(), verdicts.join()].join(" | ")} |`;
  });
  return [...head, `|---|${"---:|".repeat(figures.length + 1)}---|`, ...rows].join("\n");
}

/** A Markdown table of one case. */
export function caseTable({ figures, unit, targets }: Result): string {
  const nabla = figures.find(({ system, values }) => system === "nabla" && values.length > 0);
  const rows = figures.map(({ name, values, absent }) => {
    if (values.length === 0) return `| ${name} | – | – | ${absent ?? ""} |`;
    const ratio = nabla === undefined ? "" : times(least(values) / least(nabla.values));
    return `| ${name} | ${show(least(values), unit)} | ${show(median(values), unit)} | ${ratio} |`;
  });
  const verdicts = targets.map(
    ({ target, figure, holds }) => `- ${holds ? "holds" : "**missed**"}: ${target}; measured ${figure}`,
  );
  const head = ["| system | minimum | median | to nabla |", "|---|---:|---:|---:|"];
  return [...head, ...rows, ...(verdicts.length > 0 ? ["", ...verdicts] : [])].join("\n");
}
