/** How each lane of the best-rate race found its rate: the final loss over the rates that were tried. */

import { line } from "d3-shape";
import type { CompareRecord, DescentRecord, TuningRecord } from "nabla/race";
import { type Lane, laneKey, lanesOf } from "../lanes/lane.ts";
import { laneName } from "../words/lane.ts";
import type { Language } from "../words/language.ts";
import { formatCount, formatNumber } from "../words/number.ts";
import { Frame, type Plot, translate } from "./axis.tsx";
import { Figure } from "./Figure.tsx";
import { Legend, legendHeight } from "./Legend.tsx";
import { Cross, LaneLine, laneClass, Marker } from "./marks.tsx";
import type { FigureSize, RecordFigure } from "./recordFigure.ts";
import { linearAxis, logarithmicAxis, lossLabels, rateLabels } from "./scale.ts";

const english = {
  heading: "How each lane found its rate",
  title: "Final loss over the learning rate",
  rate: "learning rate",
  excess: "median final excess loss E − E*",
  loss: "median final training loss E",
  lost: "lost",
  chosen: (lane: string, rate: string) => `${lane}: ${rate}`,
  caption: (rates: string, seeds: string) =>
    `Held equal for every lane: the grid of ${rates} rates, ${seeds} tuning seeds for each, and the budget of the ` +
    `race. The ring marks the rate with the lowest median, which the lane then runs at; the result is measured on ` +
    `other seeds. ✕ at the top edge, one line per lane: half of the trials or more were lost (no finite loss), and a ` +
    `small × that some were. A lane marked 1/t starts at the rate shown and lets it fall. Losses above three times ` +
    `the start are not drawn.`,
};

const words: Readonly<Record<Language, typeof english>> = {
  en: english,
  zh: {
    heading: "各条怎样找到自己的学习率",
    title: "最后的损失随学习率的变化",
    rate: "学习率",
    excess: "最后的超额损失 E − E*（中位数）",
    loss: "最后的训练损失 E（中位数）",
    lost: "发散",
    chosen: (lane, rate) => `${lane}：${rate}`,
    caption: (rates, seeds) =>
      `对每一条都相同的：${rates} 个学习率的同一张网格、每个学习率 ${seeds} 个调参用的随机种子、与比赛相同的工作量。` +
      `圆圈是中位数最低、因而被选中的学习率；比赛的结果用另外的随机种子测量。上沿每条一行：✕ 表示一半以上的试验发散了，` +
      `小 × 表示有一些发散了。标有 1/t 的，图中是它开始时的学习率，之后逐步减小。高于起点三倍的损失不画出来。`,
  },
};

export interface TuningFigureProps extends Partial<FigureSize> {
  readonly record: CompareRecord;
  readonly language: Language;
}

type TunedLane = Lane & { readonly descent: DescentRecord & { readonly tuning: TuningRecord } };

function tunedLanes(record: CompareRecord): readonly TunedLane[] {
  const race = record.races.find(({ rule }) => rule === "best");
  return (race === undefined ? [] : lanesOf(race)).flatMap((lane) => {
    const { tuning } = lane.descent;
    return tuning === undefined ? [] : [{ ...lane, descent: { ...lane.descent, tuning } }];
  });
}

interface Trial {
  readonly rate: number;
  readonly height: number | null;
  /** Share of the runs that were lost. */
  readonly lost: number;
}

const trialsOf = ({ grid, losses, lost, seeds }: TuningRecord, baseline: number): readonly Trial[] =>
  grid.map((rate, index) => {
    const loss = losses[index];
    return { rate, height: loss === null ? null : loss - baseline, lost: lost[index] / Math.max(1, seeds.length) };
  });

/** Trials that end this many times above the start are drawn at the top: their heights say nothing. */
const ceilingOverStart = 3;
const stripRow = 11;

export function TuningFigure({ record, language, width = 760, height = 440, id = "tuning" }: TuningFigureProps) {
  const said = words[language];
  const lanes = tunedLanes(record);
  const baseline = record.optimum?.attained ? record.optimum.loss : 0;
  const trials = lanes.map(({ descent }) => trialsOf(descent.tuning, baseline));
  const entries = lanes.map(({ look, descent }) => ({ look, name: laneName(descent, language) }));
  const top = 44 + legendHeight(entries, width) + 18;
  const strip = lanes.length * stripRow + 4;
  const plot: Plot = { left: 58, right: width - 18, top: top + strip, bottom: height - 50 };

  const heights = trials.flat().flatMap(({ height: at }) => (at === null ? [] : [at]));
  const start = ceilingOverStart * ((record.startLoss ?? Infinity) - baseline);
  const high = Math.min(
    start > 0 ? start : Infinity,
    heights.reduce((most, each) => Math.max(most, each), 0),
  );
  const positive = baseline === 0 && heights.some((each) => each <= 0) ? null : Math.max(record.resolution, 1e-300);
  const low = heights.reduce((least, each) => Math.min(least, Math.max(each, positive ?? each)), high);
  const range = [plot.bottom, plot.top] as const;
  const vertical =
    positive === null
      ? linearAxis([low, high > low ? high : low + 1], range, 6, lossLabels)
      : logarithmicAxis([low * 0.8 || 0.1, high > low ? high * 1.1 : low * 10 || 1], range, 7, lossLabels);
  const rates = lanes.flatMap(({ descent }) => descent.tuning.grid);
  const horizontal = logarithmicAxis(
    [rates.reduce((least, each) => Math.min(least, each), Infinity) / 1.2, 1.2 * Math.max(...rates)],
    [plot.left, plot.right],
    Math.max(4, Math.floor(width / 90)),
    rateLabels,
  );
  const at = (loss: number): number => Math.max(plot.top, vertical.position(Math.max(loss, positive ?? loss)));
  const inside = (trial: Trial): boolean => trial.height !== null && trial.height <= high;
  const path = line<Trial>(
    ({ rate }) => horizontal.position(rate),
    ({ height: loss }) => at(loss ?? 0),
  )
    .defined(inside)
    .digits(1);

  return (
    <Figure
      id={id}
      width={width}
      height={height}
      title={said.title}
      description={lanes
        .map(({ descent }) => said.chosen(laneName(descent, language), formatNumber(descent.learningRate)))
        .join("; ")}
    >
      <Legend entries={entries} top={44} width={width} />
      <Frame
        plot={{ ...plot, top }}
        horizontal={horizontal}
        vertical={vertical}
        horizontalLabel={said.rate}
        verticalLabel={baseline === 0 ? said.loss : said.excess}
      />
      <rect class="floor" x={plot.left} y={top} width={plot.right - plot.left} height={strip} />
      <text class="quiet" x={plot.left - 8} y={top + strip / 2} dy="0.35em" text-anchor="end">
        {said.lost}
      </text>
      {lanes.map(({ descent, look }, index) => (
        <g key={laneKey(descent)} class={laneClass(look)}>
          {trials[index]
            .filter(({ lost }) => lost > 0)
            .map(({ rate, lost }) => (
              <Cross
                key={rate}
                x={horizontal.position(rate)}
                y={top + 7 + index * stripRow}
                size={lost >= 0.5 ? 4 : 2}
              />
            ))}
          <LaneLine look={look} d={path(trials[index]) ?? ""} />
          {trials[index].filter(inside).map(({ rate, height: loss }) => (
            <Marker key={rate} look={look} x={horizontal.position(rate)} y={at(loss ?? 0)} size={30} />
          ))}
        </g>
      ))}
      {lanes.map(({ descent, look }, index) =>
        trials[index]
          .filter((trial) => inside(trial) && trial.rate === descent.learningRate)
          .map(({ rate, height: loss }) => (
            <g key={laneKey(descent)} class={laneClass(look)}>
              <Marker look={look} x={horizontal.position(rate)} y={at(loss ?? 0)} />
              <circle class="chosen" transform={translate(horizontal.position(rate), at(loss ?? 0))} r={9} />
            </g>
          )),
      )}
    </Figure>
  );
}

export const tuning: RecordFigure = {
  id: "tuning",
  wide: [820, 460],
  narrow: [340, 420],
  of(record, language) {
    const [first] = tunedLanes(record);
    if (first === undefined) return null;
    const { grid, seeds } = first.descent.tuning;
    return {
      heading: words[language].heading,
      caption: words[language].caption(formatCount(grid.length), formatCount(seeds.length)),
      draw: (size) => <TuningFigure record={record} language={language} {...size} />,
    };
  },
};
