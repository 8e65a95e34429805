/** The pictures of a function: curve and derivative for one variable; contour and the two cuts for two. */

import { formatNumber, type Language, looksOf, PathsFigure, SlopeFigure } from "@nabla/report";
import { Exported } from "../app/Exported.tsx";
import { useInlineSize } from "../app/useInlineSize.ts";
import { DragPlane } from "./DragPlane.tsx";
import type { Exploration } from "./explore.ts";
import type { FunctionWords } from "./words/index.ts";
import { reproductionOf } from "./written.ts";

interface FunctionPicturesProps {
  readonly found: Exploration;
  readonly words: FunctionWords;
  readonly language: Language;
  readonly onMove: (point: { x?: number; y?: number }) => void;
}

const gap = 16;
const breadth = 760;
const [pathLook] = looksOf([{ batchSize: 1, decay: 0 }]);

export function FunctionPictures(props: FunctionPicturesProps) {
  const [place, available] = useInlineSize<HTMLDivElement>(1200);
  const columns = available < breadth ? 1 : 2;
  const width = Math.floor((available - gap * (columns - 1)) / columns) - 1;
  const size = { width, height: Math.round(Math.max(300, Math.min(440, width * 0.75))) };
  const pictures = props.found.surface === null ? <Line {...props} size={size} /> : <Plane {...props} size={size} />;
  return (
    <div class="panels" ref={place}>
      {pictures}
    </div>
  );
}

/** Coordinates for drawing: far outside of the window all are alike, and an SVG takes no number of any size. */
const drawable = (path: Float64Array, { least, most }: Exploration["question"]): Float64Array =>
  path.map((value) => Math.max(2 * least - most, Math.min(2 * most - least, value)));

type SizedProps = FunctionPicturesProps & { readonly size: { readonly width: number; readonly height: number } };

/** What a saved picture says of itself. */
const originOf = ({ question }: Exploration, words: FunctionWords) => ({
  note: words.note(question),
  reproduce: reproductionOf(question),
});

function Line({ found, words, onMove, size }: SizedProps) {
  const origin = originOf(found, words);
  const { question, value, gradient, ahead, slices, path, values } = found;
  const [{ places, values: heights, slopes }] = slices;
  const point = { x: question.x, value };
  const [slope] = gradient;
  const ends = [question.least, question.most] as const;
  const description = words.tangentAt("x", formatNumber(question.x), formatNumber(slope));
  return (
    <>
      <Exported {...origin}>
        <DragPlane horizontal={ends} vertical={null} onMove={(x) => onMove({ x })}>
          <SlopeFigure
            {...size}
            title={words.functionTitle}
            description={description}
            axis="x"
            names={{ curve: words.curve, tangent: words.tangent, secant: words.secant, path: words.path }}
            places={places}
            values={heights}
            point={point}
            slope={slope}
            secantTo={{ x: question.x + question.h, value: ahead }}
            path={Array.from(drawable(path, question), (x, i) => ({ x, value: values[i] }))}
          />
        </DragPlane>
      </Exported>
      <Exported {...origin}>
        <DragPlane horizontal={ends} vertical={null} onMove={(x) => onMove({ x })}>
          <SlopeFigure
            {...size}
            id="derivative"
            title={words.derivativeTitle}
            description={description}
            axis="x"
            names={{ curve: words.derivative }}
            places={places}
            values={slopes}
            point={{ x: question.x, value: slope }}
            slope={Number.NaN}
          />
        </DragPlane>
      </Exported>
    </>
  );
}

function Plane({ found, words, language, onMove, size }: SizedProps) {
  const origin = originOf(found, words);
  const { question, value, gradient, slices, path, surface } = found;
  if (surface === null) return null;
  const ends = [question.least, question.most] as const;
  const [alongX, alongY] = gradient;
  const cut = (axis: 0 | 1) => {
    const name = axis === 0 ? "x" : "y";
    const [at, fixed] = axis === 0 ? [question.x, question.y] : [question.y, question.x];
    return (
      <Exported key={name} {...origin}>
        <DragPlane
          horizontal={ends}
          vertical={null}
          onMove={(moved) => onMove(axis === 0 ? { x: moved } : { y: moved })}
        >
          <SlopeFigure
            {...size}
            id={`cut-${name}`}
            title={words.cutTitle(name, axis === 0 ? "y" : "x", formatNumber(fixed))}
            description={words.tangentAt(name, formatNumber(at), formatNumber(gradient[axis]))}
            axis={name}
            names={{ curve: words.curve, tangent: words.tangent }}
            places={slices[axis].places}
            values={slices[axis].values}
            point={{ x: at, value }}
            slope={gradient[axis]}
          />
        </DragPlane>
      </Exported>
    );
  };
  return (
    <>
      <Exported {...origin}>
        <DragPlane horizontal={ends} vertical={ends} onMove={(x, y) => onMove({ x, y: y ?? question.y })}>
          <PathsFigure
            {...size}
            surface={surface}
            paths={[{ name: words.path, look: pathLook, points: drawable(path, question) }]}
            start={[question.x, question.y]}
            optimum={null}
            resolution={0}
            arrow={[-alongX, -alongY]}
            says={{ title: words.surfaceTitle, description: words.surfaceText, height: words.curve }}
            language={language}
          />
        </DragPlane>
      </Exported>
      {cut(0)}
      {cut(1)}
    </>
  );
}
