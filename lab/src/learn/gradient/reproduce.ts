/** The numbers of the lesson on the gradient as a program of their own. */

import type { Reproduction } from "../../app/Exported.tsx";
import { importLines } from "../../app/program.ts";
import { lossPoints } from "../engine/lossPoints.ts";
import type { PlaneQuestion } from "../engine/plane.ts";
import type { PlaneName } from "../engine/planeNames.ts";

const functions: Readonly<Record<PlaneName, readonly string[]>> = {
  bowl: ["const f = ([x0, x1]: Tensor) => square(x0).add(square(x1));"],
  saddle: ["const f = ([x0, x1]: Tensor) => square(x0).sub(square(x1));"],
  loss: [
    `const points = ${JSON.stringify(lossPoints)};`,
    "const f = ([w, b]: Tensor) =>",
    "  points",
    "    .map(([x, y]) => square(w.mul(x).add(b).sub(y)))",
    "    .reduce((sum, each) => sum.add(each))",
    "    .div(points.length);",
  ],
};

export const reproductionOf = ({ plane, point, length, angle }: PlaneQuestion): Reproduction => ({
  command: null,
  code: [
    ...importLines({ nabla: ["hessian", "jit", "jvp", "square", "type Tensor", "valueAndGrad"] }),
    "",
    ...functions[plane],
    `const point = ${JSON.stringify(point)};`,
    `const radians = (${angle} * Math.PI) / 180;`,
    "const u = [Math.cos(radians), Math.sin(radians)];",
    "console.log(valueAndGrad(f)(point), hessian(f)(point));",
    "console.log(jvp(f)(point, u)); // the slope along u",
    `console.log(jit(f)(point.map((x, i) => x + ${length} * u[i]))); // f after the step`,
    "",
  ].join("\n"),
});
