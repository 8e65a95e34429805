/** What becomes of each error before the loss adds them up. */

import { abs, minimum, pow, square, type Tensor } from "nabla";
import type { ShapeName } from "./formNames.ts";

/** Of the constant, the targets and a number of its own. */
type ErrorShape = (c: Tensor, targets: Tensor, number: Tensor) => Tensor;

export const errorShapes: Readonly<Record<ShapeName, ErrorShape>> = {
  power: (c, targets, p) => pow(abs(c.sub(targets)), p),
  /** Twice Huber's loss, so that it is the square up to δ: e² and beyond 2δ|e| − δ². */
  huber: (c, targets, delta) => {
    const size = abs(c.sub(targets));
    const inside = minimum(size, delta);
    return square(inside).add(delta.mul(2).mul(size.sub(inside)));
  },
};
