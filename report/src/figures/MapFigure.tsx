/** The final excess over rate × batch size, with the predicted limit of stability. */

import { line } from "d3-shape";
import type { CompareRecord, MapRecord } from "nabla/race";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { formatCount, formatNumber, formatShare } from "../words/number.ts";
import { Frame, type Plot } from "./axis.tsx";
import { ColourKey, cividis } from "./cividis.tsx";
import type { DrawnTable } from "./drawnTable.ts";
import { Figure } from "./Figure.tsx";
import { Place } from "./Place.tsx";
import type { FigureSize, RecordFigure } from "./recordFigure.ts";
import { type Axis, logarithmicAxis, rateLabels } from "./scale.ts";

const english = {
  heading: "The map of rates and batch sizes",
  title: "Final excess over learning rate and batch size",
  rate: "learning rate",
  batchSize: "batch size (rows per update)",
  best: "best",
  lost: "lost",
  boundary: "predicted limit of stability",
  key: (low: string, high: string) => `${low} … ${high} of the start's excess`,
  boundaryHow: {
    "mean-square": "where the mean square of the weights stops being bounded, computed from the data alone",
    "expected-smoothness": "2/𝓛(B) from the expected smoothness of each batch size",
    "local-curvature": "2/λmax of the curvature at the start, which promises nothing elsewhere",
    none: "",
  } as Readonly<Record<MapRecord["boundaryHow"], string>>,
  caption: (epochs: string, seeds: string) =>
    `Held equal in every cell: the data, the starts, and the budget of ${epochs}; the median over ${seeds} at a ` +
    `constant rate. Dark is low: the share of the start's excess that is left, on a logarithmic scale; yellow is no ` +
    `better than the start. Hatched: half of the runs or more were lost.`,
  bestCell: (batchSize: string, rate: string, share: string) =>
    ` The best cell: batch size ${batchSize} at rate ${rate}, ${share} left.`,
  dashed: (how: string) => ` Dashed: the predicted limit of stability (${how}).`,
};

const words: Readonly<Record<Language, typeof english>> = {
  en: english,
  zh: {
    heading: "学习率与批量大小的地图",
    title: "最后的超额损失：学习率 × 批量大小",
    rate: "学习率",
    batchSize: "批量大小（每次更新的行数）",
    best: "最好",
    lost: "发散",
    boundary: "预测的稳定界线",
    key: (low, high) => `起点超额损失的 ${low} … ${high}`,
    boundaryHow: {
      "mean-square": "权重的均方不再有界之处，只由数据算出",
      "expected-smoothness": "由各批量大小的期望光滑度得到的 2/𝓛(B)",
      "local-curvature": "由起点处的曲率得到的 2/λmax，对别处没有保证",
      none: "",
    },
    caption: (epochs, seeds) =>
      `每一格都相同的：数据、起点、工作量（${epochs}）；固定的学习率；取${seeds}的中位数。颜色越暗越低：起点的超额损失还剩多少（对数刻度）；` +
      `黄色表示不比起点好。斜线格：一半以上的运行发散了。`,
    bestCell: (batchSize, rate, share) => `最好的一格：批量大小 ${batchSize}，学习率 ${rate}，还剩 ${share}。`,
    dashed: (how) => `虚线：预测的稳定界线（${how}）。`,
  },
};

export interface MapFigureProps extends Partial<FigureSize> {
  readonly record: Pick<CompareRecord, "resolution"> & { readonly map: MapRecord };
  readonly language: Language;
}

interface Cell {
  readonly row: number;
  readonly column: number;
  /** Share of the start's excess that is left; null where the cell was lost. */
  readonly left: number | null;
}

/** What is left below the resolution of the losses is rounding. */
function cellsOf({ map, resolution }: MapFigureProps["record"]): readonly Cell[] {
  const start = map.startExcess > 0 ? map.startExcess : 1;
  return map.excess.flatMap((values, row) =>
    values.map((excess, column) => ({
      row,
      column,
      left: excess === null ? null : Math.max(excess, resolution) / start,
    })),
  );
}

function bestOf(cells: readonly Cell[]): (Cell & { readonly left: number }) | null {
  return cells.reduce<(Cell & { readonly left: number }) | null>((best, { left, ...cell }) => {
    return left !== null && (best === null || left < best.left) ? { ...cell, left } : best;
  }, null);
}

/** Evenly spaced rows, one per batch size, the largest on top; every second label where they would touch. */
function batchAxis({ batchSizes }: MapRecord, plot: Plot): Axis {
  const rowHeight = (plot.bottom - plot.top) / batchSizes.length;
  const position = (row: number): number => plot.bottom - (row + 0.5) * rowHeight;
  const every = Math.ceil(15 / rowHeight);
  const shown = batchSizes.map((_, row) => row).filter((row) => (batchSizes.length - 1 - row) % every === 0);
  return { position, ticks: shown.map((row) => ({ at: position(row), label: formatCount(batchSizes[row]) })) };
}

/** Borders between the cells of ascending rates: halfway in logarithm. */
function bordersOf(rates: readonly number[]): readonly number[] {
  const ratio = rates.length > 1 ? Math.sqrt(rates[1] / rates[0]) : 2;
  const between = rates.slice(1).map((rate, index) => Math.sqrt(rate * rates[index]));
  return [rates[0] / ratio, ...between, rates[rates.length - 1] * ratio];
}

export function MapFigure({ record, language, width = 760, height = 440, id = "map" }: MapFigureProps) {
  const said = words[language];
  const { map } = record;
  const plot: Plot = { left: 58, right: width - 18, top: 66, bottom: height - 88 };
  const cells = cellsOf(record);
  const best = bestOf(cells);
  const low = Math.min(best?.left ?? 0.1, 0.5);
  const shade = (left: number): string => cividis(1 - Math.min(1, Math.log(Math.min(left, 1)) / Math.log(low)));
  const borders = bordersOf(map.rates);
  const horizontal = logarithmicAxis(
    [borders[0], borders[borders.length - 1]],
    [plot.left, plot.right],
    Math.max(4, Math.floor(width / 90)),
    rateLabels,
  );
  const vertical = batchAxis(map, plot);
  const rowHeight = (plot.bottom - plot.top) / map.batchSizes.length;
  const hatch = `${id}-hatch`;
  const inside = `${id}-inside`;
  const predicted = map.boundary.some((limit) => limit !== null);
  const edge = line<readonly [number, number]>().digits(1)(
    map.boundary.flatMap((limit, row) => {
      if (limit === null) return [];
      const x = horizontal.position(limit);
      const y = vertical.position(row);
      return [[x, y + rowHeight / 2] as const, [x, y - rowHeight / 2] as const];
    }),
  );

  return (
    <Figure id={id} width={width} height={height} title={said.title} description={mapCaption(record, language)}>
      <pattern id={hatch} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="lost" width={6} height={6} />
        <line class="hatch" x1={0} y1={0} x2={0} y2={6} />
      </pattern>
      <clipPath id={inside}>
        <rect x={plot.left} y={plot.top} width={plot.right - plot.left} height={plot.bottom - plot.top} />
      </clipPath>
      <Frame
        plot={plot}
        horizontal={horizontal}
        vertical={vertical}
        horizontalLabel={said.rate}
        verticalLabel={said.batchSize}
      />
      <g clip-path={`url(#${inside})`}>
        {cells.map(({ row, column, left }) => {
          const x = horizontal.position(borders[column]);
          return (
            <rect
              key={`${row}-${column}`}
              class="cell"
              x={x.toFixed(1)}
              y={(vertical.position(row) - rowHeight / 2).toFixed(1)}
              width={(horizontal.position(borders[column + 1]) - x).toFixed(1)}
              height={rowHeight.toFixed(1)}
              fill={left === null ? `url(#${hatch})` : shade(left)}
            />
          );
        })}
        {predicted && (
          <>
            <path class="boundary under" d={edge ?? ""} />
            <path class="boundary" d={edge ?? ""} />
          </>
        )}
      </g>
      {best !== null && (
        <Place
          x={horizontal.position(map.rates[best.column])}
          y={vertical.position(best.row)}
          label={said.best}
          above
          plot={plot}
        />
      )}
      <ColourKey label={said.key(formatShare(low), formatShare(1))} plot={plot} below={52} />
      <g transform={`translate(${plot.right - plot.left < 400 ? 8 : plot.left},${plot.bottom + 68})`}>
        <rect width={22} height={12} fill={`url(#${hatch})`} />
        <text class="quiet" x={28} y={10}>
          {said.lost}
        </text>
        {predicted && (
          <g transform="translate(100,6)">
            <path class="boundary under" d="M0,0H30" />
            <path class="boundary" d="M0,0H30" />
            <text class="quiet" x={38} y={4}>
              {said.boundary}
            </text>
          </g>
        )}
      </g>
    </Figure>
  );
}

/** What was held equal, the best cell, and what the dashed line is. */
export function mapCaption(record: MapFigureProps["record"], language: Language): string {
  const said = words[language];
  const { race } = messagesOf(language);
  const { map } = record;
  const best = bestOf(cellsOf(record));
  const how = said.boundaryHow[map.boundaryHow];
  return [
    said.caption(race.epochs(map.epochs), race.seeds(map.seeds)),
    best === null
      ? ""
      : said.bestCell(
          formatCount(map.batchSizes[best.row]),
          formatNumber(map.rates[best.column]),
          formatShare(best.left),
        ),
    how === "" ? "" : said.dashed(how),
  ].join("");
}

/** Every cell, with the predicted limit of its batch size. */
MapFigure.table = ({ record: { map } }: MapFigureProps): DrawnTable => ({
  columns: ["batchSize", "rate", "excess", "lost", "seeds", "predictedLimit"],
  rows: map.batchSizes.flatMap((batchSize, i) =>
    map.rates.map((rate, j) => [batchSize, rate, map.excess[i][j], map.lost[i][j], map.seeds, map.boundary[i]]),
  ),
});

const hasMap = (record: CompareRecord): record is CompareRecord & MapFigureProps["record"] => record.map !== undefined;

export const map: RecordFigure = {
  id: "map",
  wide: [820, 480],
  narrow: [340, 420],
  of(record, language) {
    if (!hasMap(record)) return null;
    return {
      heading: words[language].heading,
      caption: mapCaption(record, language),
      draw: (size) => <MapFigure record={record} language={language} {...size} />,
    };
  },
};
