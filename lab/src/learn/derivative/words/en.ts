/** The lesson on the derivative in English. */

export const en = {
  text: [
    "How steeply does a function change at x? Go a little way h and divide: Δy/Δx = (f(x + h) − f(x)) / h is the " +
      "slope of the secant. The derivative is its limit as h goes to 0: the slope of the tangent.",
    "Drag x, and make h smaller. The second picture shows how far the secant’s slope is from the exact one, for " +
      "every h at once, on logarithmic axes.",
    "At first the error falls with h. Then it rises again: f(x + h) and f(x) agree in more and more digits, a number " +
      "of 64 bits has only sixteen of them, and the difference is divided by a tiny h.",
    "So gradients are not computed this way. The exact slope comes from the rules of differentiation, applied to " +
      "every step of the program.",
  ],
  functions: "Function f(x)",
  point: "Secant",
  h: "h",
  hSlider: "h, to drag",
  wrong: "A number from −3 to 3, please.",
  wrongWidth: "A number from 1e-16 to 1, please.",
  title: "Secant and tangent",
  slopeText: (x: string, slope: string) => `At x = ${x} the slope is ${slope}.`,
  keys: "x: arrow left and right move it",
  curve: "f(x)",
  tangent: "tangent",
  secant: "secant",
  errors: "Error of the secant’s slope against h",
  errorText: (h: string, error: string) => `With h = ${h} the error is ${error}.`,
  error: "|secant − tangent|",
  numbers: "The slopes in numbers",
  exact: "exact slope f′(x)",
  bySecant: "secant’s slope Δy/Δx",
  note: (f: string, x: number, h: number) => `f(x) = ${f}, x = ${x}, h = ${h}`,
  tasks: {
    good: (error: string) => `Bring the error of the secant below ${error}.`,
    short: "Make h so small that the error is larger than with h = 0.1.",
  },
};

/** Everything this lesson says; a language that lacks something does not compile. */
export type DerivativeWords = typeof en;
