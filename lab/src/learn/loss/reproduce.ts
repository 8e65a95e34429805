/** The numbers of the lesson on the loss as a program of their own. */

import type { Reproduction } from "../../app/Exported.tsx";
import { importLines } from "../../app/program.ts";
import type { LineQuestion } from "../engine/lineLoss.ts";
import { lossPoints } from "../engine/lossPoints.ts";

export const reproductionOf = ({ w, b }: LineQuestion): Reproduction => ({
  command: null,
  code: [
    ...importLines({ nabla: ["type Tensor", "valueAndGrad"], "nabla/losses": ["meanSquaredError"] }),
    "",
    `const x = ${JSON.stringify(lossPoints.map(([place]) => place))};`,
    `const y = ${JSON.stringify(lossPoints.map(([, target]) => target))};`,
    "const loss = (w: Tensor, b: Tensor, x: Tensor, y: Tensor) => meanSquaredError(w.mul(x).add(b), y);",
    `console.log(valueAndGrad(loss, { argument: [0, 1] })(${w}, ${b}, x, y));`,
    "",
  ].join("\n"),
});
