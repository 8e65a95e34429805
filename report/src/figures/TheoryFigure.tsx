/** The expected excess of SGD on least squares, drawn through what was measured. */

import { area, line } from "d3-shape";
import type { CompareRecord, TheoryRecord } from "nabla/race";
import { type Lane, type Look, laneKey, lanesOf } from "../lanes/lane.ts";
import { laneName } from "../words/lane.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { formatCount, formatNumber } from "../words/number.ts";
import { Frame, type Plot } from "./axis.tsx";
import type { DrawnTable } from "./drawnTable.ts";
import { Figure } from "./Figure.tsx";
import { Legend, legendHeight } from "./Legend.tsx";
import { laneClass, Marker } from "./marks.tsx";
import type { FigureSize, RecordFigure } from "./recordFigure.ts";
import { amountLabels, logarithmicAxis, logarithmicAxisFromZero, lossLabels } from "./scale.ts";

const gapAtZero = 34;
/** The picture ends this many times above the start. */
const runaway = 100;

const english = {
  heading: "Theory and measurement",
  title: "The expected loss, and the measured one",
  theory: "theory: expected excess",
  band: (lane: string) => `${lane}: measured mean, 5–95%`,
  agrees: (largest: string) =>
    ` The measured means lie within ${largest} standard errors of the theory at each checkpoint tested.`,
  largest: (largest: string) =>
    ` The largest distance of a measured mean from the theory is ${largest} standard errors.`,
  limit: (lane: string, limit: string) => `${lane} up to ${limit}`,
  limits: (lanes: string) => ` By the same theory the mean square stays bounded: ${lanes}.`,
  caption: (rate: string, seeds: string) =>
    `Squared error, rows drawn with replacement, every lane at the same rate ${rate} from the same start, ${seeds} ` +
    `seeds. Plain line: the exact expectation of the excess loss after each update, computed from the data alone and ` +
    `fitted to nothing. Marks: the mean of the runs; band: from the 5th to the 95th percentile. What climbs above ` +
    `${runaway} times the start is not drawn.`,
};

const words: Readonly<Record<Language, typeof english>> = {
  en: english,
  zh: {
    heading: "理论与测量",
    title: "理论预期的损失与测得的损失",
    theory: "理论：超额损失的期望",
    band: (lane) => `${lane}：测得的平均值，5–95%`,
    agrees: (largest) => `在检验的每个检查点，测得的平均值与理论相差都不超过 ${largest} 个标准误。`,
    largest: (largest) => `测得的平均值与理论相差最大处是 ${largest} 个标准误。`,
    limit: (lane, limit) => `${lane} ${limit}`,
    limits: (lanes) => `由同一理论，均方保持有界的学习率上限是：${lanes}。`,
    caption: (rate, seeds) =>
      `平方误差；有放回抽取样本；各条用同一个学习率 ${rate}、同一个起点，${seeds} 个随机种子。没有记号的线：每次更新之后超额损失的精确期望，` +
      `只由数据算出，没有拟合任何东西。记号：各次运行的平均值；带：第 5 到第 95 百分位。高于起点 ${runaway} 倍的不画出来。`,
  },
};

export interface TheoryFigureProps extends Partial<FigureSize> {
  readonly record: Pick<CompareRecord, "races" | "startLoss" | "optimum" | "resolution"> & {
    readonly theory: readonly TheoryRecord[];
  };
  readonly language: Language;
}

const theoryLook: Look = { colour: "ink", dash: "", marker: null, hollow: false };
/** A lane with its theory; the look is that of the same lane in the race. */
function theoryLanes({ races, theory }: TheoryFigureProps["record"]) {
  const lanes = races.filter(({ rule }) => rule === "same").flatMap<Lane>(lanesOf);
  return theory.flatMap((entry) => {
    const lane = lanes.find(({ descent }) => descent.batchSize === entry.batchSize && descent.decay === 0);
    return lane === undefined ? [] : [{ lane, theory: entry }];
  });
}

interface TheoryPoint {
  readonly x: number;
  readonly low: number | null;
  readonly mean: number | null;
  readonly high: number | null;
  readonly expected: number | null;
}

const pointsOf = ({ examples, expected, mean, p5, p95 }: TheoryRecord): readonly TheoryPoint[] =>
  examples.map((x, index) => ({
    x,
    low: p5[index],
    mean: mean[index],
    high: p95[index],
    expected: expected[index],
  }));

export function TheoryFigure({ record, language, width = 760, height = 440, id = "theory" }: TheoryFigureProps) {
  const said = words[language];
  const { labels } = messagesOf(language);
  const lanes = theoryLanes(record).map(({ lane, theory }) => ({ lane, points: pointsOf(theory) }));
  const entries = [
    ...lanes.map(({ lane }) => ({ look: lane.look, name: said.band(laneName(lane.descent, language)) })),
    { look: theoryLook, name: said.theory },
  ];
  const plot: Plot = { left: 58, right: width - 18, top: 44 + legendHeight(entries, width) + 18, bottom: height - 50 };

  const all = lanes.flatMap(({ points }) => points);
  const positive = (values: readonly (number | null)[]): readonly number[] =>
    values.filter((value) => value !== null).filter((value) => value > 0);
  const heights = positive(all.flatMap(({ low, mean, high, expected }) => [low, mean, high, expected]));
  const start = (record.startLoss ?? Infinity) - (record.optimum?.loss ?? 0);
  const high = Math.min(
    heights.reduce((most, each) => Math.max(most, each), 0),
    start > 0 ? start * runaway : Infinity,
  );
  const floor = Math.max(
    record.resolution,
    heights.reduce((least, each) => Math.min(least, each), high),
  );
  const times = positive(all.map(({ x }) => x));
  const first = times.reduce((least, each) => Math.min(least, each), Infinity);
  const last = times.reduce((most, each) => Math.max(most, each), 0);
  const horizontal = logarithmicAxisFromZero(
    first < last ? [first, last] : [1, 10],
    [plot.left, plot.right],
    gapAtZero,
    Math.max(3, Math.floor((plot.right - plot.left) / 80)),
    amountLabels,
  );
  const vertical = logarithmicAxis(
    high > floor ? [floor * 0.85, high * 1.15] : [0.1, 1],
    [plot.bottom, plot.top],
    7,
    lossLabels,
  );
  const inside = (value: number | null): boolean => value !== null && value <= high * 1.15;
  const at = (value: number | null): number =>
    value === null ? plot.top : Math.max(plot.top, vertical.position(Math.max(value, floor)));
  const x = (point: TheoryPoint): number => horizontal.position(point.x);
  const bandPath = area<TheoryPoint>(
    x,
    ({ low }) => at(low),
    ({ high: upper }) => at(upper),
  )
    .defined(({ low }) => inside(low))
    .digits(1);
  const theoryPath = line<TheoryPoint>(x, ({ expected }) => at(expected))
    .defined(({ expected }) => inside(expected))
    .digits(1);

  return (
    <Figure id={id} width={width} height={height} title={said.title} description={theoryCaption(record, language)}>
      <Legend entries={entries} top={44} width={width} />
      <Frame
        plot={plot}
        horizontal={horizontal}
        vertical={vertical}
        horizontalLabel={labels.clockAxis.examples}
        verticalLabel={labels.excess}
        breakAt={plot.left + gapAtZero / 2}
      />
      {lanes.map(({ lane, points }) => (
        <g key={laneKey(lane.descent)} class={laneClass(lane.look)}>
          <path class="band" d={bandPath(points) ?? ""} />
        </g>
      ))}
      <g class="lane-ink">
        {lanes.map(({ lane, points }) => (
          <path key={laneKey(lane.descent)} class="theory" d={theoryPath(points) ?? ""} />
        ))}
      </g>
      {lanes.map(({ lane, points }) => (
        <g key={laneKey(lane.descent)} class={laneClass(lane.look)}>
          {points
            .filter(({ mean }) => inside(mean))
            .map((point) => (
              <Marker key={point.x} look={lane.look} x={x(point)} y={at(point.mean)} size={38} />
            ))}
        </g>
      ))}
    </Figure>
  );
}

/** |z| up to this much is what chance explains at a handful of checkpoints. */
const agreement = 3;

/** What is compared, how well it agrees, and the limits that follow. */
export function theoryCaption(record: TheoryFigureProps["record"], language: Language): string {
  const said = words[language];
  const { labels } = messagesOf(language);
  const lanes = theoryLanes(record);
  const z = record.theory.flatMap((each) => each.z).filter((value) => value !== null);
  const largest = z.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  const limits = lanes.flatMap(({ lane, theory: { limit } }) =>
    limit === null ? [] : [said.limit(laneName(lane.descent, language), formatNumber(limit))],
  );
  return [
    said.caption(
      formatNumber(record.theory[0]?.learningRate ?? null),
      formatCount(record.theory.reduce((most, { seeds }) => Math.max(most, seeds), 0)),
    ),
    z.length === 0 ? "" : (largest <= agreement ? said.agrees : said.largest)(formatNumber(largest, 2)),
    limits.length === 0 ? "" : said.limits(limits.join(labels.semicolon)),
  ].join("");
}

/** Every point of every lane: theory and measurement. */
TheoryFigure.table = ({ record: { theory } }: TheoryFigureProps): DrawnTable => ({
  columns: ["batchSize", "rate", "step", "examples", "expected", "mean", "p5", "p95", "z"],
  rows: theory.flatMap((each) =>
    each.steps.map((step, i) => [
      each.batchSize,
      each.learningRate,
      step,
      each.examples[i],
      ...[each.expected, each.mean, each.p5, each.p95, each.z].map((values) => values[i]),
    ]),
  ),
});

const hasTheory = (record: CompareRecord): record is CompareRecord & TheoryFigureProps["record"] =>
  record.theory !== undefined && theoryLanes({ ...record, theory: record.theory }).length > 0;

export const theory: RecordFigure = {
  id: "theory",
  wide: [820, 460],
  narrow: [340, 420],
  of(record, language) {
    if (!hasTheory(record)) return null;
    return {
      heading: words[language].heading,
      caption: theoryCaption(record, language),
      draw: (size) => <TheoryFigure record={record} language={language} {...size} />,
    };
  },
};
