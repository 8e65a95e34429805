/** Every figure; those of a race's record stand on its page in the order of the list below. */

import { paths } from "./ContourFigure.tsx";
import { floors } from "./FloorsFigure.tsx";
import { heldOut } from "./heldOutFigure.tsx";
import { map } from "./MapFigure.tsx";
import type { RecordFigure } from "./recordFigure.ts";
import { theory } from "./TheoryFigure.tsx";
import { tuning } from "./TuningFigure.tsx";

export { ContourFigure, type ContourFigureProps } from "./ContourFigure.tsx";
export { ConvergenceFigure, type ConvergenceFigureProps, convergenceCaption } from "./ConvergenceFigure.tsx";
export { type Curve, type CurveBand, CurvesFigure, type CurvesFigureProps } from "./CurvesFigure.tsx";
export { csvOf, type DrawnTable } from "./drawnTable.ts";
export { FitFigure, type FitFigureProps } from "./FitFigure.tsx";
export { FloorsFigure, type FloorsFigureProps } from "./FloorsFigure.tsx";
export {
  GradientsFigure,
  type GradientsFigureProps,
  gradientsCaption,
  shareOfBatch,
  spreadOfPairs,
} from "./GradientsFigure.tsx";
export { type AxisMark, type DrawnLine, type LinesAxis, LinesFigure, type LinesFigureProps } from "./LinesFigure.tsx";
export { MapFigure, type MapFigureProps, mapCaption } from "./MapFigure.tsx";
export { type LanePath, PathsFigure, type PathsFigureProps } from "./PathsFigure.tsx";
export { type Plane, type Regions, RegionsFigure, type RegionsFigureProps, regionsCaption } from "./RegionsFigure.tsx";
export { RulerFigure, type RulerFigureProps } from "./RulerFigure.tsx";
export type { Drawing, FigureSize, RecordFigure } from "./recordFigure.ts";
export { renderSvg } from "./renderSvg.ts";
export { SlopeFigure, type SlopeFigureProps } from "./SlopeFigure.tsx";
export { figureStyle, themeSwitchStyle } from "./style.ts";
export { TheoryFigure, type TheoryFigureProps, theoryCaption } from "./TheoryFigure.tsx";
export { TrainingFigure, type TrainingFigureProps } from "./TrainingFigure.tsx";
export { TuningFigure, type TuningFigureProps } from "./TuningFigure.tsx";

/** The figures a record may have beside its races; a new one is a file of its own and a place in this list. */
export const recordFigures: readonly RecordFigure[] = [paths, heldOut, tuning, theory, map, floors];
