/** The slopes of a function on both sides of a point, from its values alone, and whether they are one slope. */

/** One slope; two (a corner); or values that do not even meet. */
export type Corner = "smooth" | "kink" | "jump";

export interface Differences {
  readonly kind: Corner;
  /** (f(h) − f(−h)) / 2h */
  readonly central: number;
  /** The slope to the left and to the right, where they are extrapolated to no distance at all. */
  readonly left: number;
  readonly right: number;
}

/**
 * Next to the cube root of the float64 epsilon, where truncation and rounding of a central difference balance; a power
 * of 2, so that moving by it rounds less.
 */
export const STEP = 2 ** -17;

/** The farther pair of points. The slopes of a smooth function then differ so many times as much. */
const FARTHER = 64;

/**
 * How far two slopes may part before that says something: 64 units of rounding of the values that they are made of.
 * Inside f every operation rounds; a few dozen of them add up to less.
 */
const ROUNDING = 64 * Number.EPSILON;

/**
 * Tells a corner from curvature by what distance does to the difference of the slopes on both sides: where f is smooth
 * it falls with the distance, at a corner it stays, at a jump it grows as the distance falls.
 *
 * @param f the function of the displacement from the point
 * @param step the smaller distance
 * @param negligible slopes that differ by less are one slope
 */
export function differencesOf(f: (displacement: number) => number, step: number, negligible: number): Differences {
  const at = f(0);
  const [above, below] = [f(step), f(-step)];
  const far = FARTHER * step;
  const [right, left] = [(above - at) / step, (at - below) / step];
  const [farRight, farLeft] = [(f(far) - at) / far, (at - f(-far)) / far];
  const gap = Math.abs(right - left);
  const farGap = Math.abs(farRight - farLeft);
  const rounding = (ROUNDING * Math.max(Math.abs(at), Math.abs(above), Math.abs(below))) / step;
  return {
    kind: gap > Math.max(negligible, rounding) ? kindOf(gap, farGap) : "smooth",
    central: (above - below) / (2 * step),
    left: extrapolated(left, farLeft),
    right: extrapolated(right, farRight),
  };
}

/** The slopes part by `FARTHER` times less if smooth, as much at a kink, more at a jump; the limits lie between. */
function kindOf(gap: number, farGap: number): Corner {
  if (gap * (FARTHER / 4) <= farGap) return "smooth";
  return gap >= (FARTHER / 4) * farGap ? "jump" : "kink";
}

/** What a slope that changes evenly with the distance is at distance 0. */
const extrapolated = (near: number, far: number): number => near + (near - far) / (FARTHER - 1);
