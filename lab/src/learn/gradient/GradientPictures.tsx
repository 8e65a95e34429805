/** The pictures of the lesson on the gradient: the surface with its test steps, the two cuts, the dial. */

import {
  formatNumber,
  type Language,
  LinesFigure,
  type LinesFigureProps,
  looksOf,
  PathsFigure,
  SlopeFigure,
} from "@nabla/report";
import type { SurfaceRecord } from "nabla/race";
import { Exported } from "../../app/Exported.tsx";
import { useInlineSize } from "../../app/useInlineSize.ts";
import { DragPlane } from "../../function/DragPlane.tsx";
import type { PlaneAnswer } from "../engine/plane.ts";
import { bestOf, GradientNumbers } from "./GradientNumbers.tsx";
import type { GradientValues } from "./gradientState.ts";
import { Ring } from "./Ring.tsx";
import { reproductionOf } from "./reproduce.ts";
import type { GradientWords } from "./words/index.ts";

interface GradientPicturesProps {
  readonly found: PlaneAnswer;
  readonly surface: SurfaceRecord;
  readonly values: GradientValues;
  readonly words: GradientWords;
  readonly axes: readonly [string, string];
  readonly language: Language;
  readonly change: (to: Partial<GradientValues>) => void;
}

const gap = 16;
const breadth = 700;
/** What a map needs around its plot: the plot itself is a square, so that a circle is one. */
const around = { across: 76, down: 142 };
const [line, dots] = looksOf([
  { batchSize: "full", decay: 0 },
  { batchSize: 1, decay: 0 },
]);
const looks = { slope: { ...line, marker: null }, change: { ...dots, dash: "0 99" } };

export function GradientPictures(props: GradientPicturesProps) {
  const { found, surface, values, words, axes, language, change } = props;
  const [place, available] = useInlineSize<HTMLDivElement>(900);
  const columns = available < breadth ? 1 : 2;
  const width = Math.floor((available - gap * (columns - 1)) / columns) - 1;
  const { point, length, angle } = found.question;
  const { hold } = values;
  const origin = { note: words.note(found.question), reproduce: reproductionOf(found.question) };
  const ends = [
    [surface.x[0], surface.x[surface.x.length - 1]],
    [surface.y[0], surface.y[surface.y.length - 1]],
  ] as const;
  /** A held variable stays where it is, whatever is dragged. */
  const move = (x: number, y: number): void =>
    change({ x0: hold === "x0" ? values.x0 : x, x1: hold === "x1" ? values.x1 : y });
  const arrow = [hold === "x0" ? 0 : -found.gradient[0], hold === "x1" ? 0 : -found.gradient[1]] as const;
  const cut = (axis: 0 | 1) => (
    <Exported {...origin} key={axis}>
      <DragPlane
        horizontal={ends[axis]}
        vertical={null}
        onMove={(at) => (axis === 0 ? move(at, values.x1) : move(values.x0, at))}
        keys={{ label: words.cutKeys(axes[axis]), at: [point[axis], 0] }}
      >
        <SlopeFigure
          id={`cut-${axis}`}
          width={width}
          height={260}
          title={words.cut(axes[axis], axes[1 - axis], formatNumber(point[1 - axis]))}
          description={words.cutSlope(axes[axis], formatNumber(found.gradient[axis]))}
          axis={axes[axis]}
          names={{ curve: words.curve, tangent: words.tangent }}
          places={axis === 0 ? surface.x : surface.y}
          values={found.slices[axis]}
          point={{ x: point[axis], value: found.value }}
          slope={found.gradient[axis]}
        />
      </DragPlane>
    </Exported>
  );
  return (
    <div class="panels" ref={place}>
      <div class="stack">
        <Exported {...origin}>
          <DragPlane
            horizontal={ends[0]}
            vertical={ends[1]}
            onMove={(x, y) => move(x, y ?? values.x1)}
            keys={{ label: words.mapKeys, at: point }}
          >
            <PathsFigure
              id="map"
              width={width}
              height={width - around.across + around.down}
              surface={surface}
              paths={[]}
              start={point}
              optimum={null}
              resolution={values.f === "saddle" ? heightOf(surface) : 0}
              arrow={arrow}
              says={{ title: words.map, description: words.mapText, height: words.curve, start: "" }}
              over={(at) => (
                <Ring
                  point={point}
                  length={length}
                  directions={found.directions}
                  chosen={found.chosen}
                  best={bestOf(found)}
                  at={at}
                />
              )}
              language={language}
            />
          </DragPlane>
        </Exported>
        <Exported {...origin} table={() => LinesFigure.table(dialOf(found, words))}>
          <Dial found={found} words={words} width={width} onTurn={(to) => change({ angle: to })} angle={angle} />
        </Exported>
      </div>
      <div class="stack" style={{ inlineSize: `${width}px` }}>
        {cut(0)}
        {cut(1)}
        <GradientNumbers found={found} hold={hold} words={words} axes={axes} />
      </div>
    </div>
  );
}

/** From lowest to highest: as resolution of a map it makes the colours even, where no minimum asks for rings. */
const heightOf = ({ losses }: SurfaceRecord): number =>
  losses.reduce<number>((most, each) => Math.max(most, each ?? most), -Infinity) -
  losses.reduce<number>((least, each) => Math.min(least, each ?? least), Infinity);

interface DialProps {
  readonly found: PlaneAnswer;
  readonly words: GradientWords;
  readonly width: number;
  readonly angle: number;
  readonly onTurn: (angle: number) => void;
}

/** What the dial shows: the slope in every direction, and what each test step makes of it. */
function dialOf({ directions, gradient, chosen, downhill, question }: PlaneAnswer, words: GradientWords) {
  const changes = directions.map(({ angle, change }) => [angle, change / question.length] as const);
  const steepest = Math.sqrt(gradient[0] * gradient[0] + gradient[1] * gradient[1]);
  const most = changes.reduce((high, [, height]) => Math.max(high, Math.abs(height)), Math.max(steepest, 1e-6));
  return {
    title: words.dial,
    description: words.dialText(String(chosen.angle), formatNumber(chosen.slope)),
    horizontal: { label: words.dialAxis, kind: "linear", ends: [0, 360] },
    vertical: { label: "", kind: "linear", ends: [-1.08 * most, 1.08 * most] },
    lines: [
      { name: words.dialSlope, look: looks.slope, points: directions.map(({ angle, slope }) => [angle, slope]) },
      { name: words.dialChange, look: looks.change, points: changes, asDots: true },
    ],
    marks: [
      { at: chosen.angle, label: words.chosen },
      ...(downhill === null ? [] : [{ at: downhill.angle, label: words.downhill }]),
    ],
  } satisfies LinesFigureProps;
}

const Dial = ({ found, words, width, angle, onTurn }: DialProps) => (
  <DragPlane
    horizontal={[0, 360]}
    vertical={null}
    onMove={(to) => onTurn(Math.round(to))}
    keys={{ label: words.angleSlider, at: [angle, 0] }}
  >
    <LinesFigure id="dial" width={width} height={330} {...dialOf(found, words)} />
  </DragPlane>
);
