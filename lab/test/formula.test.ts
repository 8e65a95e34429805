import fc from "fast-check";
import { grad, type Tensor } from "nabla";
import { describe, expect, it } from "vitest";
import { optimizers } from "../src/engine/optimizers.ts";
import { explore } from "../src/function/explore.ts";
import { presetNames, presets, readQuestion, writeQuestion } from "../src/function/functionState.ts";
import { FormulaError, type FormulaProblem, parse } from "../src/function/parse.ts";
import { traced } from "../src/function/traced.ts";

const known = [...optimizers.keys()];
const at = async (formula: string, x: number, y = 0) => explore({ ...presets.parabola, formula, x, y, steps: 0 });

/** A formula as text and, told independently, what it means. */
interface Told {
  readonly text: string;
  readonly value: (x: number, y: number) => number;
}
const leaf: fc.Arbitrary<Told> = fc.oneof(
  fc.constant<Told>({ text: "x", value: (x) => x }),
  fc.constant<Told>({ text: "y", value: (_, y) => y }),
  fc.integer({ min: 0, max: 9 }).map((n): Told => ({ text: String(n), value: () => n })),
);
const { told } = fc.letrec<{ told: Told }>((tie) => ({
  told: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.tuple(tie("told"), tie("told")).map(
      ([a, b]): Told => ({
        text: `(${a.text} + ${b.text})`,
        value: (x, y) => a.value(x, y) + b.value(x, y),
      }),
    ),
    fc.tuple(tie("told"), tie("told")).map(
      ([a, b]): Told => ({
        text: `(${a.text}) * ${b.text}`,
        value: (x, y) => a.value(x, y) * b.value(x, y),
      }),
    ),
    tie("told").map((a): Told => ({ text: `-sin(${a.text})`, value: (x, y) => -Math.sin(a.value(x, y)) })),
    tie("told").map((a): Told => ({ text: `(${a.text})^2`, value: (x, y) => a.value(x, y) ** 2 })),
  ),
}));

describe("formulas", () => {
  it("mean what they say", async () => {
    await fc.assert(
      fc.asyncProperty(told, fc.double({ min: -2, max: 2, noNaN: true }), async ({ text, value }, x) => {
        const expected = value(x, 0.5);
        fc.pre(text.length <= 400 && Math.abs(expected) < 1e6);
        expect((await at(text, x, 0.5)).value).toBeCloseTo(expected, 6);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ["2x^2", 3, 18],
    ["-x^2", 3, -9],
    ["2^-x", 2, 0.25],
    ["x^2^3", 2, 256],
    ["6/2x", 3, 9],
    ["1 - 2 - 3", 0, -4],
    ["x₀² · 2 − pi/π", 2, 7],
    ["max(x, 2) + min(x, 2) + .5e1", 7, 14],
    ["ln(e) + sqrt(x)", 4, 3],
  ])("%s at x = %d is %d", async (formula, x, expected) => {
    expect((await at(formula, x)).value).toBeCloseTo(expected, 12);
  });

  it.each<[string, FormulaProblem, number, number]>([
    ["", "empty", 0, 0],
    ["x + $", "unknown-sign", 4, 5],
    ["2 * foo(x)", "unknown-name", 4, 7],
    ["x +", "missing", 3, 4],
    ["x + * 2", "unexpected", 4, 5],
    ["(x + 1", "unclosed", 0, 1],
    ["sin(x", "unclosed", 3, 4],
    ["x)", "unexpected", 1, 2],
    ["sin x", "arguments", 0, 3],
    ["min(x)", "arguments", 0, 3],
    ["x".repeat(401), "too-long", 0, 401],
  ])("%j is refused: %s", (text, problem, from, to) => {
    let found: unknown;
    try {
      parse(text);
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(FormulaError);
    expect(found).toMatchObject({ problem, from, to });
  });

  it("of any letters are read or refused with a place inside of them, and never break the page", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."xy01.+-*/^(), sinconlgae²π$"), maxLength: 30 }), (text) => {
        try {
          parse(text);
        } catch (error) {
          if (!(error instanceof FormulaError)) throw error;
          expect(error.from).toBeGreaterThanOrEqual(0);
          expect(error.to).toBeLessThanOrEqual(text.length + 1);
        }
      }),
    );
  });

  it.each(presetNames)("%s: the derivatives are those of central differences", async (name) => {
    const question = presets[name];
    const { gradient } = await explore({ ...question, steps: 0 });
    const h = 1e-5;
    const slope = async (x: number, y: number) =>
      ((await at(question.formula, question.x + x, question.y + y)).value -
        (await at(question.formula, question.x - x, question.y - y)).value) /
      (2 * h);
    const differences = [await slope(h, 0), await slope(0, h)];
    for (const [i, each] of gradient.entries()) expect(each).toBeCloseTo(differences[i], 3);
  });

  it("have the derivative of a whole power where x is negative", () => {
    const cube = parse("x^3");
    expect(grad((x: Tensor) => traced(cube, x, x))(-2)).toBe(12);
  });
});

describe("what is explored", () => {
  it("descends by the textbook's rule: each step takes η·2x off x²", async () => {
    const { path } = await explore({ ...presets.parabola, x: 1, rate: 0.1, steps: 3 });
    for (const [step, x] of path.entries()) expect(x).toBeCloseTo(0.8 ** step, 12);
  });

  it("ends Himmelblau's descent at one of its four known minima", async () => {
    const { path, values } = await explore({ ...presets.himmelblau, steps: 400 });
    expect(values[400]).toBeLessThan(1e-12);
    expect([path[800], path[801]]).toEqual([expect.closeTo(3, 6), expect.closeTo(2, 6)]);
  });

  it("has a hole where it divides by zero, and says where a descent ran away", async () => {
    const { slices } = await at("1/x", 1);
    expect(slices[0].values[200]).toBeNull();
    const { surface } = await explore({ ...presets.bowl, formula: "1/(x + y)", steps: 0 });
    expect(surface?.losses.filter((loss) => loss === null)).toHaveLength(97);
    expect((await explore({ ...presets.valleys, rate: 10, steps: 50 })).diverged).toBeGreaterThan(0);
  });

  it("is written into the address and read again", () => {
    for (const name of presetNames) {
      const state = new URLSearchParams(writeQuestion(presets[name]).toString());
      expect(readQuestion(state, known)).toEqual({ question: presets[name], ignored: [] });
    }
    const broken = new URLSearchParams("f=x&x=far&moon=1&from=4&to=2&by=luck&v=99");
    const { question, ignored } = readQuestion(broken, known);
    expect(ignored).toEqual(["x=far", "moon=1", "by=luck", "v=99", "from=4", "to=2"]);
    expect(question).toMatchObject({ formula: "x", x: 1.5, least: -3, most: 3, optimizer: "sgd" });
  });

  it("keeps the surface while only the point moves, and no longer", async () => {
    const [first, moved, wider, other] = [
      await explore(presets.bowl),
      await explore({ ...presets.bowl, x: 1 }),
      await explore({ ...presets.bowl, most: 5 }),
      await explore(presets.saddle),
    ].map(({ surface }) => surface);
    expect(moved).toBe(first);
    expect(wider?.x.at(-1)).toBe(5);
    expect(other?.losses).not.toEqual(first?.losses);
  });
});
