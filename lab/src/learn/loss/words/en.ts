/** The lesson on the loss in English. */

export const en = {
  text: [
    "A model predicts, and its prediction differs from what is there. A loss function turns all these errors into " +
      "one number: the smaller, the better the model fits. Learning is: predict, compare, adjust until the loss is " +
      "as small as it gets.",
    "The model here is a line ŷ = w·x + b. Drag its two ends, or the dot on the map. The loss is the mean of " +
      "the squared errors, E(w, b) = (1/n) Σ (w·xᵢ + b − yᵢ)².",
    "The first picture is the line among its data, the second the same line as one dot among all lines. Every line " +
      "is one point; the loss is its height. While you drag, the dot leaves a trail, and the curve below keeps the " +
      "loss of every line you tried.",
    "A computer has no eye for data. All it can know is the height under its feet and the slope there. That is what " +
      "the next lessons are about.",
  ],
  line: "The line ŷ = w·x + b",
  slope: "w",
  height: "b",
  slopeSlider: "w, to drag",
  heightSlider: "b, to drag",
  wrong: "A number from −10 to 10, please.",
  forget: "Forget the trail",
  data: "Data space: one line",
  dataText: "Five points, the line, and the error of each point as a vertical stroke.",
  dataKeys: "Ends of the line: arrow up and down move the chosen end, left and right choose the other.",
  leftEnd: "Left end chosen.",
  rightEnd: "Right end chosen.",
  points: "data",
  prediction: "prediction",
  ends: "ends to drag",
  map: "Parameter space: all lines",
  mapText: "The loss over w and b, dark where it is low; the dot is the line among the data.",
  mapAwaited: "The losses of all lines are being computed …",
  mapKeys: "The line as a point (w, b): arrow keys move it",
  trail: "lines tried",
  history: "The loss of every line tried",
  historyText: (loss: string) => `The loss now: ${loss}.`,
  historyAxis: "lines tried so far",
  loss: "loss E",
  numbers: "The line in numbers",
  errorOf: (x: string, y: string) => `error at (${x}, ${y})`,
  partial: (name: string) => `∂E/∂${name}`,
  verdict: (w: string, b: string, loss: string) => `The line w = ${w}, b = ${b} is one point; its height is ${loss}.`,
  note: (w: number, b: number) => `line w = ${w}, b = ${b}; five points; mean squared error`,
  tasks: {
    small: (loss: string) => `Bring the loss below ${loss}.`,
    meets: (loss: string) => `Meet one point exactly, and still have a loss above ${loss}.`,
  },
};

/** Everything this lesson says; a language that lacks something does not compile. */
export type LossWords = typeof en;
