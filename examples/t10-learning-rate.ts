/**
 * T10, the learning rate (学习率): on squared error, full-batch descent converges below 2/λmax and diverges above it.
 * λmax is the largest eigenvalue of the Hessian, here of a parabola in two directions.
 */
import { hessian, type Tensor, valueAndGrad } from "nabla";

const bowl = ([x, y]: Tensor) => x.mul(x).add(y.mul(y).mul(4));
const [[steepX], [, steepY]] = hessian(bowl)([0, 0]);
const limit = 2 / Math.max(steepX, steepY);
console.log(`λmax = ${Math.max(steepX, steepY)}, so the limit is ${limit}`);

const measure = valueAndGrad(bowl);
for (const share of [0.1, 0.5, 0.99, 1, 1.01]) {
  let point = [1, 1];
  for (let step = 0; step < 1000; step++) {
    const { gradient } = measure(point);
    point = point.map((coordinate, i) => coordinate - share * limit * gradient[i]);
  }
  const { value } = measure(point);
  const verdict = value < 1e-3 ? "converges" : value > 10 ? "diverges" : "swings for ever";
  console.log(`${share} of the limit: ${verdict} (loss after 1000 steps ${value.toPrecision(3)})`);
}

/* Prints:
λmax = 8, so the limit is 0.25
0.1 of the limit: converges (loss after 1000 steps 2.80e-45)
0.5 of the limit: converges (loss after 1000 steps 1.33e-250)
0.99 of the limit: converges (loss after 1000 steps 1.13e-17)
1 of the limit: swings for ever (loss after 1000 steps 4.00)
1.01 of the limit: diverges (loss after 1000 steps 6.34e+17)
*/
