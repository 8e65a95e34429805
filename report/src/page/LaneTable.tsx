/** The lanes of a race in numbers. */

import { symbol } from "d3-shape";
import type { CompareRecord, DescentRecord, RaceRecord } from "nabla/race";
import { divergedSeeds, type Lane, lanesOf } from "../lanes/lane.ts";
import { laneName } from "../words/lane.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { formatAmount, formatCount, formatDuration, formatNumber } from "../words/number.ts";
import { excessText, type SpreadText, spreadText } from "../words/spread.ts";

interface LaneTableProps {
  readonly record: CompareRecord;
  readonly race: RaceRecord;
  readonly language: Language;
}

function Swatch({ look }: { readonly look: Lane["look"] }) {
  return (
    <svg class="nabla-figure swatch" width={36} height={18} aria-hidden="true">
      <g class={`lane-${look.colour}`} transform="translate(1,9)">
        <line class="line" x1={0} x2={34} y1={0} y2={0} stroke-dasharray={look.dash || undefined} />
        <path class="marker" transform="translate(17,0)" d={symbol(look.marker, 60)() ?? ""} />
      </g>
    </svg>
  );
}

function SpreadCell({ median, range }: SpreadText) {
  return (
    <td>
      {median} {range !== "" && <span class="below">{range}</span>}
    </td>
  );
}

const rowsPerStep = (descent: DescentRecord, rows: number): number =>
  descent.batchSize === "full" ? rows : descent.batchSize;

export function LaneTable({ record, race, language }: LaneTableProps) {
  const { labels, page, race: words } = messagesOf(language);
  const { column } = page;
  const withExcess = race.descents.some((descent) => descent.excess !== null);
  const limitHows = new Set(race.descents.map((descent) => labels.limitHow[descent.limitHow]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section class="scroll" aria-label={page.lanes} tabIndex={0}>
      <table class="lanes">
        <thead>
          <tr>
            <th scope="col">{column.lane}</th>
            <th scope="col">{column.rate}</th>
            <th scope="col">{column.limit}</th>
            <th scope="col">{column.finalLoss}</th>
            {withExcess && <th scope="col">{column.excess}</th>}
            <th scope="col">{column.diverged}</th>
            <th scope="col">{column.steps}</th>
            <th scope="col">{column.secondsPerStep}</th>
            <th scope="col">{column.examplesPerSecond}</th>
          </tr>
        </thead>
        <tbody>
          {lanesOf(race).map(({ descent, look }) => (
            <tr key={`${descent.batchSize}`}>
              <th scope="row">
                <Swatch look={look} />
                {laneName(descent.batchSize, language)}{" "}
                <span class="below">{page.perStep(words.rows(rowsPerStep(descent, record.data.rows)))}</span>
              </th>
              <td>{formatNumber(descent.learningRate)}</td>
              <td>{descent.limit === null ? labels.none : formatNumber(descent.limit)}</td>
              <SpreadCell {...spreadText(descent.finalLoss)} />
              {withExcess &&
                (descent.excess === null ? (
                  <td>{labels.none}</td>
                ) : (
                  <SpreadCell {...excessText(descent.excess, record.resolution)} />
                ))}
              <td>{page.ofSeeds(formatCount(divergedSeeds(descent)), formatCount(descent.seeds.length))}</td>
              <td>{formatCount(descent.seeds.reduce((most, seed) => Math.max(most, seed.steps), 0))}</td>
              <td>{formatDuration(descent.secondsPerStep)}</td>
              <td>{formatAmount(descent.examplesPerSecond)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet small">{`${column.limit}${labels.colon}${[...limitHows].join("; ")}`}</p>
    </section>
  );
}
