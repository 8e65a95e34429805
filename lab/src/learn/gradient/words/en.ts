/** The lesson on partial derivative and gradient in English. */

import type { PlaneQuestion } from "../../engine/plane.ts";
import type { PlaneName } from "../../engine/planeNames.ts";

export const en = {
  text: [
    "A partial derivative is an ordinary derivative with the other variables held: ∂f/∂x₀ is the slope " +
      "of the cut along x₀, and turning one knob tells nothing about turning both.",
    "The gradient ∇f = (∂f/∂x₀, ∂f/∂x₁) collects them. In a direction u of length 1 the slope is ∇f · u, " +
      "a cosine of the angle between u and ∇f: largest along ∇f, where it is ‖∇f‖, and smallest along −∇f.",
    "That is said of the slope at this point. The dots around it are 36 test steps of one length, filled " +
      "where f falls: short ones follow the cosine, and −∇f wins. Make them longer, and another direction " +
      "may win.",
    "Where the gradient is zero no direction is steepest. That may be a minimum, a maximum, or neither: " +
      "on a saddle f falls in one direction and rises in another, and the smallest eigenvalue of the " +
      "Hessian is below 0.",
  ],
  functions: "Function",
  functionNames: {
    bowl: "x₀² + x₁²",
    saddle: "saddle x₀² − x₁²",
    loss: "mean squared error of a line",
  } satisfies Record<PlaneName, string>,
  axes: (isLoss: boolean): readonly [string, string] => (isLoss ? ["w", "b"] : ["x₀", "x₁"]),
  point: "Point",
  hold: "Hold",
  holdNothing: "nothing",
  direction: "Direction",
  angle: "angle °",
  angleSlider: "Angle, to drag",
  length: "step length",
  lengthSlider: "Step length, to drag",
  wrong: "A number from −100 to 100, please.",
  wrongAngle: "A number from 0 to 360, please.",
  wrongLength: "A number from 0.001 to 10, please.",
  map: "f from above, −∇f, and the test steps",
  mapText: "Contours of f, dark where it is low. The arrow is −∇f, the dashed line the chosen direction.",
  mapKeys: "Point on the map: arrow keys move it",
  cut: (axis: string, other: string, value: string) => `The cut along ${axis}, ${other} held at ${value}`,
  cutSlope: (axis: string, slope: string) => `Its slope here is ∂f/∂${axis} = ${slope}.`,
  cutKeys: (axis: string) => `Point on the cut along ${axis}: arrow keys move it`,
  curve: "f",
  tangent: "tangent",
  dial: "The slope in every direction",
  dialText: (angle: string, slope: string) => `In the direction of ${angle}° the slope is ${slope}.`,
  dialSlope: "slope ∇f · u",
  dialChange: "change of f by a test step, per unit of length",
  dialAxis: "direction u in degrees",
  downhill: "−∇f",
  chosen: "u",
  numbers: "Numbers at the point",
  value: "f",
  partial: (axis: string) => `∂f/∂${axis}`,
  norm: "‖∇f‖",
  slope: "slope along u",
  change: "change of f by the step along u",
  changeDownhill: "change of f by the step along −∇f",
  curvature: "eigenvalues of the Hessian",
  wins: (length: string, change: string) =>
    `Steps of length ${length}: none of the 36 lowers f more than the step along −∇f, which changes it by ${change}.`,
  loses: (length: string, angle: string, change: string, downhill: string) =>
    `Steps of length ${length}: the step at ${angle}° changes f by ${change}, the step along −∇f only by ` +
    `${downhill}. ` +
    "At this length −∇f is not the best direction.",
  stationary: "The gradient is zero here: no direction is steepest.",
  holding: (axis: string, slope: string) =>
    `${axis} is held: of the gradient only the other partial derivative, ${slope}, is left to move by.`,
  note: ({ plane, point, length, angle }: PlaneQuestion) =>
    `${plane} at (${point.join(", ")}), test steps of length ${length}, u at ${angle}°`,
  tasks: {
    loses: "On the mean squared error, make the test steps so long that −∇f no longer wins.",
    saddle:
      "On the saddle, stand where ‖∇f‖ is below 0.05, and turn u so that a step along it lowers f all the same: " +
      "a gradient of nearly zero, and no minimum.",
  },
};

/** Everything this lesson says; a language that lacks something does not compile. */
export type GradientWords = typeof en;
