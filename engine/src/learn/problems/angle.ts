/** The direction of a point of the plane. */
import { stopGradient, where } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";

/** arctan(y / x) where x > 0, and π more where x < 0: the angle of (x, y), from −π/2 up to 3π/2. */
export function angle(x: Tensor, y: Tensor): Tensor {
  // The quotient of the smaller by the larger, so that it is never more than 1.
  const steep = y.abs().greater(x.abs());
  const small = arctangent(where(steep, x, y).div(where(steep, y, x)));
  const fromHorizontal = small.add(where(x.less(0), Math.PI, 0));
  const upright = where(y.greater(0), Math.PI / 2, where(x.less(0), 1.5 * Math.PI, -Math.PI / 2));
  return where(steep, upright.sub(small), fromHorizontal);
}

/**
 * arctan t for |t| ≤ 1: a rough angle is turned away, and of the small rest z the series z − z³/3 is exact to rounding,
 * as are its derivatives, which come from the rest alone.
 */
function arctangent(t: Tensor): Tensor {
  const rough = stopGradient(roughly(t));
  const [sine, cosine] = [rough.sin(), rough.cos()];
  const rest = t
    .mul(cosine)
    .sub(sine)
    .div(cosine.add(t.mul(sine)));
  return rough.add(rest.sub(rest.mul(rest).mul(rest).div(3)));
}

/** Within 1.2·10⁻⁵ for |t| ≤ 1: Hastings, Approximations for digital computers, 1955, sheet 11. */
function roughly(t: Tensor): Tensor {
  const square = t.mul(t);
  const [highest, ...others] = [0.0208351, -0.085133, 0.180141, -0.3302995, 0.999866];
  const series = others.reduce(
    (sum: Tensor, coefficient) => sum.mul(square).add(coefficient),
    square.mul(0).add(highest),
  );
  return series.mul(t);
}
