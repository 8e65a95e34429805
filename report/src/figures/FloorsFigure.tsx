/** The floor on which single-example descent comes to rest, over the rate: the measurement behind claim C6. */

import type { CompareRecord } from "nabla/race";
import { type Look, stochasticLook } from "../lanes/lane.ts";
import type { Language } from "../words/language.ts";
import { formatInterval, formatNumber } from "../words/number.ts";
import { Frame, type Plot } from "./axis.tsx";
import { Figure } from "./Figure.tsx";
import { Legend, legendHeight } from "./Legend.tsx";
import { laneClass, Marker } from "./marks.tsx";
import type { FigureSize, RecordFigure } from "./recordFigure.ts";
import { logarithmicAxis, lossLabels, rateLabels } from "./scale.ts";

const english = {
  heading: "The floor of a constant rate",
  title: "Excess loss at rest over the learning rate",
  rate: "learning rate",
  floor: "mean excess loss at rest",
  measured: "stochastic, measured",
  line: (exponent: string) => `floor ∝ rate to the power ${exponent}`,
  caption: (runs: string, exponent: string, interval: string) =>
    `Single examples drawn with replacement at constant rates, each half the one before; held equal: the data, the ` +
    `start at the optimum, ${runs} runs at each rate, and the distance travelled (steps × rate). Each mark: the ` +
    `excess loss around which the runs come to rest. The dashed line has slope ${exponent} ${interval}: the ` +
    `floor follows the rate and does not vanish at any constant one.`,
};

const words: Readonly<Record<Language, typeof english>> = {
  en: english,
  zh: {
    heading: "固定学习率的底线",
    title: "停下来时的超额损失随学习率的变化",
    rate: "学习率",
    floor: "停下来时超额损失的平均值",
    measured: "随机，测量值",
    line: (exponent) => `底线与学习率的 ${exponent} 次方成正比`,
    caption: (runs, exponent, interval) =>
      `有放回地抽取单个样本，学习率固定，每次减半；保持相同的：数据、从最优点出发、每个学习率运行 ${runs} 次、走过的路程（步数 × 学习率）。` +
      `每个记号：运行停下来时围绕着摆动的超额损失。虚线的斜率是 ${exponent} ${interval}：底线随学习率变化，任何固定的学习率下都不会消失。`,
  },
};

export interface FloorsFigureProps extends Partial<FigureSize> {
  readonly floors: Floors;
  readonly language: Language;
}

interface Floors {
  readonly points: readonly { readonly rate: number; readonly floor: number }[];
  readonly exponent: number;
  readonly interval: readonly [number, number] | null;
  readonly runs: number;
}

/** What claim C6 measured, where it did. */
function floorsOf({ claims }: CompareRecord): Floors | null {
  const claim = claims.find(({ id, verdict }) => id === "C6" && verdict === "holds");
  const numbers = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const [rates, floors] = [numbers(claim?.evidence.rates), numbers(claim?.evidence.floors)];
  const points = rates.flatMap((rate, index) => {
    const floor = floors[index];
    return typeof rate === "number" && typeof floor === "number" && rate > 0 && floor > 0 ? [{ rate, floor }] : [];
  });
  if (claim === undefined || claim.estimate === null || points.length < 2) return null;
  const { runs } = claim.evidence;
  return {
    points,
    exponent: claim.estimate,
    interval: claim.interval95,
    runs: typeof runs === "number" ? runs : claim.n / points.length,
  };
}

const lineLook: Look = { colour: "ink", dash: "4 3", marker: null, hollow: false };

export function FloorsFigure({ floors, language, width = 620, height = 400, id = "floors" }: FloorsFigureProps) {
  const said = words[language];
  const { points, exponent } = floors;
  const entries = [
    { look: stochasticLook, name: said.measured },
    { look: lineLook, name: said.line(formatNumber(exponent)) },
  ];
  const plot: Plot = { left: 64, right: width - 18, top: 44 + legendHeight(entries, width) + 18, bottom: height - 50 };
  const rates = points.map(({ rate }) => rate);
  const heights = points.map(({ floor }) => floor);
  const extent = (values: readonly number[], margin: number): readonly [number, number] => [
    Math.min(...values) / margin,
    Math.max(...values) * margin,
  ];
  const horizontal = logarithmicAxis(extent(rates, 1.4), [plot.left, plot.right], 6, rateLabels);
  const vertical = logarithmicAxis(extent(heights, 2), [plot.bottom, plot.top], 6, lossLabels);
  // The line of that slope through the middle of the points, in logarithms.
  const middle = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + Math.log(value), 0) / values.length;
  const at = (rate: number): number => Math.exp(middle(heights) + exponent * (Math.log(rate) - middle(rates)));
  const [low, high] = [Math.min(...rates), Math.max(...rates)];
  return (
    <Figure id={id} width={width} height={height} title={said.title} description={captionOf(floors, language)}>
      <Legend entries={entries} top={44} width={width} />
      <Frame
        plot={plot}
        horizontal={horizontal}
        vertical={vertical}
        horizontalLabel={said.rate}
        verticalLabel={said.floor}
      />
      <line
        class="reference"
        x1={horizontal.position(low)}
        y1={vertical.position(at(low))}
        x2={horizontal.position(high)}
        y2={vertical.position(at(high))}
      />
      <g class={laneClass(stochasticLook)}>
        {points.map(({ rate, floor }) => (
          <Marker
            key={rate}
            look={stochasticLook}
            x={horizontal.position(rate)}
            y={vertical.position(floor)}
            size={90}
          />
        ))}
      </g>
    </Figure>
  );
}

const captionOf = ({ runs, exponent, interval }: Floors, language: Language): string =>
  words[language].caption(formatNumber(runs), formatNumber(exponent), formatInterval(interval));

export const floors: RecordFigure = {
  id: "floors",
  wide: [620, 400],
  narrow: [340, 360],
  of(record, language) {
    const found = floorsOf(record);
    if (found === null) return null;
    return {
      heading: words[language].heading,
      caption: captionOf(found, language),
      draw: (size) => <FloorsFigure floors={found} language={language} {...size} />,
    };
  },
};
