/** Which rows the next batch has, and how far its epoch is. */

import { formatCount } from "@nabla/report";
import { useInlineSize } from "../../app/useInlineSize.ts";
import type { LaneTape } from "../../tape/tape.ts";
import { rows } from "./batchesState.ts";
import { RowsFigure } from "./RowsFigure.tsx";
import { nextBatch } from "./resample.ts";
import type { BatchesWords } from "./words/index.ts";

interface NextRowsProps {
  readonly lane: LaneTape;
  readonly step: number;
  /** Rows in the order in which they are read, epoch after epoch. */
  readonly read: Uint32Array;
  readonly words: BatchesWords;
}

/** Row numbers that are written out. */
const mostNumbers = 12;

export function NextRows({ lane, step, read, words }: NextRowsProps) {
  const [place, width] = useInlineSize<HTMLDivElement>(860);
  const next = nextBatch(read, rows, lane.batchRows, step);
  const numbers = [...next.rows.subarray(0, mostNumbers)].map((row) => String(row + 1)).join(", ");
  const count = formatCount(next.rows.length);
  const text =
    step === lane.updates
      ? words.over
      : words.next(String(next.epoch), String(next.batch), String(next.batches), count);
  return (
    <section ref={place} aria-labelledby="rows-title">
      <h2 id="rows-title">{words.rows}</h2>
      <p class="next-batch">
        {text} {step < lane.updates && words.rowNumbers(numbers + (next.rows.length > mostNumbers ? ", …" : ""))}
        {step < lane.updates && next.rows.length < lane.batchRows && <b> {words.partial}</b>}
      </p>
      {step < lane.updates && (
        <RowsFigure count={rows} next={next} width={width} title={words.rows} description={text} />
      )}
      <p class="caption">{words.rowsKey}</p>
    </section>
  );
}
