/** The lanes of a race in numbers. */

import type { CompareRecord, DescentRecord, RaceRecord, TuningRecord } from "nabla/race";
import type { ComponentChildren } from "preact";
import { laneClass, Swatch } from "../figures/marks.tsx";
import { type HeldOutMeasure, heldOutEnd, heldOutMeasures } from "../lanes/heldOut.ts";
import { divergedSeeds, type Lane, laneKey, lanesOf } from "../lanes/lane.ts";
import { laneName } from "../words/lane.ts";
import type { Language } from "../words/language.ts";
import { type Messages, messagesOf } from "../words/messages.ts";
import { formatAmount, formatCount, formatDuration, formatNumber, formatShare } from "../words/number.ts";
import { excessText, type SpreadText, spreadText } from "../words/spread.ts";

interface LaneTableProps {
  readonly record: CompareRecord;
  readonly race: RaceRecord;
  readonly language: Language;
}

interface Column {
  readonly title: string;
  readonly cell: (descent: DescentRecord) => ComponentChildren;
}

const below = (text: string) => text !== "" && <span class="below">{text}</span>;

const spreadCell = ({ median, range }: SpreadText): ComponentChildren => (
  <>
    {median} {below(range)}
  </>
);

/** The cost of a lane's tuning under every clock. */
function tuningCell({ examples, steps, seconds, flops }: TuningRecord, { page }: Messages) {
  const costs = [page.steps(formatAmount(steps)), formatDuration(seconds), page.operations(formatAmount(flops))];
  return (
    <span class="cost">
      {page.examples(formatAmount(examples))} {below(costs.join(" · "))}
    </span>
  );
}

function timeCell({ timing, secondsPerStep, examplesPerSecond }: DescentRecord, { page }: Messages): ComponentChildren {
  return (
    <>
      {formatDuration(timing?.median ?? secondsPerStep)}{" "}
      {timing !== null && below(`[${formatDuration(timing.least)}, ${formatDuration(timing.most)}]`)}
      {below(page.perSecond(formatAmount(examplesPerSecond)))}
    </>
  );
}

function heldOutText(descent: DescentRecord, measure: HeldOutMeasure, none: string): string {
  const value = heldOutEnd(descent, measure);
  if (value === null) return none;
  return measure === "accuracy" ? formatShare(value) : formatNumber(value);
}

function columnsOf({ record, race, language }: LaneTableProps): readonly Column[] {
  const messages = messagesOf(language);
  const { labels, page } = messages;
  const { column } = page;
  const tuned = race.descents.some(({ tuning }) => tuning !== undefined);
  const withExcess = race.descents.some(({ excess }) => excess !== null);
  const heldOut = {
    loss: column.heldOutLoss,
    accuracy: column.heldOutAccuracy,
    r2: column.heldOutR2,
  };
  return [
    {
      title: column.rate,
      cell: ({ learningRate, decay }) => (
        <>
          {formatNumber(learningRate)} {decay > 0 && below(page.decay(formatNumber(decay)))}
        </>
      ),
    },
    ...(tuned
      ? []
      : [
          {
            title: column.limit,
            cell: ({ limit }: DescentRecord) => (limit === null ? labels.none : formatNumber(limit)),
          },
        ]),
    { title: column.finalLoss, cell: ({ finalLoss }) => spreadCell(spreadText(finalLoss)) },
    ...(withExcess
      ? [
          {
            title: column.excess,
            cell: ({ excess }: DescentRecord) =>
              excess === null ? labels.none : spreadCell(excessText(excess, record.resolution)),
          },
        ]
      : []),
    ...heldOutMeasures(race.descents).map((measure) => ({
      title: heldOut[measure],
      cell: (descent: DescentRecord) => heldOutText(descent, measure, labels.none),
    })),
    {
      title: column.diverged,
      cell: (descent) => page.ofSeeds(formatCount(divergedSeeds(descent)), formatCount(descent.seeds.length)),
    },
    { title: column.secondsPerStep, cell: (descent) => timeCell(descent, messages) },
    ...(tuned
      ? [
          {
            title: column.tuning,
            cell: ({ tuning }: DescentRecord) => (tuning === undefined ? labels.none : tuningCell(tuning, messages)),
          },
        ]
      : []),
  ];
}

function LaneHead({ lane: { descent, look }, record, language }: { lane: Lane } & Omit<LaneTableProps, "race">) {
  const { page, race } = messagesOf(language);
  const rows = descent.batchSize === "full" ? record.data.rows : descent.batchSize;
  return (
    <th scope="row">
      <svg class="nabla-figure swatch" width={36} height={18} aria-hidden="true">
        <g class={laneClass(look)} transform="translate(1,9)">
          <Swatch look={look} width={34} />
        </g>
      </svg>
      {laneName(descent, language)} <span class="below">{page.perStep(race.rows(rows))}</span>
    </th>
  );
}

export function LaneTable(props: LaneTableProps) {
  const { record, race, language } = props;
  const { labels, page } = messagesOf(language);
  const columns = columnsOf(props);
  const limitHows = new Set(race.descents.map((descent) => labels.limitHow[descent.limitHow]));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard */}
      <section class="scroll" aria-label={page.lanes} tabIndex={0}>
        <table class="lanes">
          <thead>
            <tr>
              <th scope="col">{page.column.lane}</th>
              {columns.map(({ title }) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lanesOf(race).map((lane) => (
              <tr key={laneKey(lane.descent)}>
                <LaneHead lane={lane} record={record} language={language} />
                {columns.map(({ title, cell }) => (
                  <td key={title}>{cell(lane.descent)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {race.rule === "same" && (
        <p class="quiet small">{`${page.column.limit}${labels.colon}${[...limitHows].join(labels.semicolon)}`}</p>
      )}
    </>
  );
}
