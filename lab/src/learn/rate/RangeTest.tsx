/** The learning-rate range test as a picture. */

import { LinesFigure, looksOf } from "@nabla/report";
import type { RateRange } from "nabla/diagnostics";
import { Exported } from "../../app/Exported.tsx";
import { importLines } from "../../app/program.ts";
import { useInlineSize } from "../../app/useInlineSize.ts";
import { writtenFitOf } from "../../engine/writtenFit.ts";
import type { RateSource } from "./rateState.ts";
import type { RateWords } from "./words/index.ts";

interface RangeTestProps {
  readonly range: RateRange | null;
  readonly source: RateSource;
  /** 2/λmax at the start. */
  readonly limit: number;
  readonly words: RateWords;
}

const [full] = looksOf([{ batchSize: "full", decay: 0 }]);
const look = { ...full, marker: null };

export function RangeTest({ range, source, limit, words }: RangeTestProps) {
  const [place, width] = useInlineSize<HTMLDivElement>(420);
  if (range === null) return <div ref={place} class="half" />;
  const { rates, losses, steepest, lastStable } = range;
  const ends = (values: readonly number[]): readonly [number, number] => [
    values.reduce((least, each) => Math.min(least, each)),
    values.reduce((most, each) => Math.max(most, each)),
  ];
  const [low, high] = ends(losses);
  const mark = (at: number | null, label: string) => (at === null ? [] : [{ at, label }]);
  return (
    <div ref={place} class="half">
      <Exported note={`${source}: ${words.range}`} reproduce={{ command: null, code: codeOf(source, rates) }}>
        <LinesFigure
          id="range"
          width={width}
          height={360}
          title={words.range}
          description={words.rangeText}
          horizontal={{ label: words.rangeRate, kind: "logarithmic", ends: ends(rates) }}
          vertical={{ label: words.rangeLoss, kind: "logarithmic", ends: [0.9 * low, 1.1 * high] }}
          lines={[{ name: words.rangeLine, look, points: rates.map((rate, i) => [rate, losses[i]]) }]}
          marks={[
            ...mark(steepest, words.marks.steepest),
            ...mark(limit, words.marks.limit),
            ...mark(lastStable, words.marks.stable),
          ]}
        />
      </Exported>
      <p class="caption">{words.rangeText}</p>
    </div>
  );
}

function codeOf(source: RateSource, rates: readonly number[]): string {
  const { imports, lines } = writtenFitOf(source);
  const options = `from: ${rates[0]}, to: ${rates[rates.length - 1]}, updates: ${rates.length}`;
  return [
    ...importLines({ ...imports, "nabla/diagnostics": ["rateRangeTest"] }),
    "",
    ...lines,
    `const options = { model, loss, data, batchSize: "full", dtype: "float64", ${options} } as const;`,
    "console.log(rateRangeTest(options));",
    "",
  ].join("\n");
}
