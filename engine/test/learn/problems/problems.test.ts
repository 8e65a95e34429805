import { describe, expect, it } from "vitest";
import { callable } from "../../../src/doors/callable.ts";
import { grad, hessian, type Tensor } from "../../../src/doors/index.ts";
import * as door from "../../../src/doors/problems.ts";
import { minimize } from "../../../src/doors/train.ts";
import { jit } from "../../../src/jit/jit.ts";
import { angle } from "../../../src/learn/problems/angle.ts";
import { symmetricEigen } from "../../../src/train/eigen.ts";
import { published, transcriptions } from "./transcriptions.ts";

const { moreGarbowHillstrom, ...named } = door;
const problems = Object.values(named);
const rows = problems.map((problem) => [problem.info.id, problem] as const);

function near(got: number, expected: number, relative: number, absolute: number): void {
  const error = Math.abs(got - expected);
  expect(error, `${got} instead of ${expected}`).toBeLessThanOrEqual(relative * Math.abs(expected) + absolute);
}

/** Points about the start and about each minimum, the same in every run of the test. */
function pointsAround(problem: door.TestProblem, share: number): number[][] {
  return [problem.start, ...problem.minima.map(({ x }) => x)].flatMap((centre, k) =>
    Array.from({ length: 8 }, (_, j) =>
      centre.map((each, i) => each + share * Math.max(Math.abs(each), 0.1) * Math.sin(1 + 7 * i + 3 * j + k)),
    ),
  );
}

describe.each(rows)("%s", (id, problem) => {
  it("is exported under its name", () => {
    expect(Object.entries(named).find(([, each]) => each === problem)?.[0]).toBe(id);
    expect(problem.info.name.zh).not.toBe("");
    expect(problem.info.remark?.zh).not.toBe("");
    expect(problem.info.formula).not.toBe("");
  });

  it("is the paper's function", () => {
    for (const x of [problem.start, ...pointsAround(problem, 0.3)]) {
      near(problem(x), transcriptions[id](x), 1e-10, 1e-13);
    }
  });

  it("has the same value in the reference interpreter", () => {
    const reference = jit(problem as (x: Tensor) => Tensor, { backend: "reference" }) as (x: number[]) => number;
    for (const x of pointsAround(problem, 0.2)) {
      near(reference(x), problem(x), 1e-11, 1e-14);
    }
  });

  it("has a gradient that agrees with differences of the paper's function", () => {
    for (const x of pointsAround(problem, 0.2)) {
      const slopes = grad(problem as (x: Tensor) => Tensor)(x);
      const scale = Math.max(...slopes.map(Math.abs));
      slopes.forEach((slope, i) => {
        const step = 1e-5 * Math.max(Math.abs(x[i]), 1e-3);
        const at = (shift: number) => transcriptions[id](x.map((each, j) => (j === i ? each + shift : each)));
        const difference = (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
        const noise = (1e-14 * Math.abs(at(0))) / step;
        near(slope, difference, 1e-5, 1e-7 * scale + 10 * noise);
      });
    }
  });

  it("has its minima where it says", () => {
    for (const { x, value, global } of problem.minima) {
      near(problem(x), value, 1e-10, 1e-20);
      // Nowhere near is it lower by more than rounding.
      for (const share of [1e-6, 1e-4, 1e-2]) {
        for (let j = 0; j < 40; j++) {
          const near = x.map((each, i) => each + share * Math.max(Math.abs(each), 1e-3) * Math.sin(1 + 7 * i + 5 * j));
          expect(problem(near)).toBeGreaterThanOrEqual(value - 1e-10 * Math.abs(value) - 1e-20);
        }
      }
      const least = Math.min(...problem.minima.map((each) => each.value));
      expect(value === least).toBe(global);
    }
  });

  it("has a gradient that vanishes at its minima, and no negative curvature", () => {
    for (const { x } of problem.minima) {
      // Coordinates may have very different sizes: both are looked at in units of each.
      const units = x.map((each) => Math.max(Math.abs(each), 1e-3));
      const curvature = hessian(problem as (x: Tensor) => Tensor)(x) as number[][];
      if (id === "ackley") continue;
      const scaled = Float64Array.from(curvature.flatMap((row, i) => row.map((each, j) => each * units[i] * units[j])));
      const { values } = symmetricEigen(scaled, x.length);
      const largest = Math.max(...values);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(-1e-8 * largest);
      const slopes = grad(problem as (x: Tensor) => Tensor)(x);
      slopes.forEach((slope, i) => {
        expect(Math.abs(slope * units[i])).toBeLessThanOrEqual(1e-8 * largest);
      });
    }
  });

  it("refuses a point of another length", () => {
    const wrong = problem.info.dimension === null ? [[1, 2]] : [...problem.start, 1];
    expect(() => problem(wrong)).toThrow(expect.objectContaining({ code: "problem-shape" }));
  });
});

describe("sums of squares", () => {
  it.each(moreGarbowHillstrom.map((problem, i) => [i + 1, problem] as const))(
    "no. %i in its place",
    (number, problem) => {
      expect(problem.info.number).toBe(number);
      const residuals = problem.residuals(problem.start);
      near(
        problem(problem.start),
        residuals.reduce((sum, each) => sum + each * each, 0),
        1e-12,
        0,
      );
      expect(problem.minima.map(({ value }) => value)).toHaveLength(published[number].length);
      published[number].forEach((text, i) => {
        const digits =
          text === "0"
            ? 1
            : Number(text)
                .toExponential()
                .replace(/e.*|\D/g, "").length;
        // Printed digits may be cut off or rounded.
        const unit = 10 ** (1 - digits) * Math.abs(Number(text));
        expect(Math.abs(problem.minima[i].value - Number(text))).toBeLessThanOrEqual(unit);
      });
    },
  );

  it("approach their limits as parameters run away", () => {
    const [bardLimit] = door.bard.limits;
    near(door.bard([0.8406666666666667, -1e12, -1e12]), bardLimit, 1e-9, 0);
    const [kowalikLimit] = door.kowalikOsborne.limits;
    const far = 1e9;
    const ends = [-0.022095935730168846, -14.075883400603143, 0.6238013410486934];
    const away = door.kowalikOsborne([-ends[0] * far, ends[1], -far, -ends[2] * far]);
    near(away, kowalikLimit, 1e-6, 0);
  });
});

describe("the angle of the helical valley", () => {
  const turn = callable((point: Tensor) => angle(point.at(0), point.at(1)));
  it("is the arc tangent in all directions, with its derivatives", () => {
    for (let i = 0; i < 400; i++) {
      const direction = -Math.PI / 2 + ((i + 0.5) / 400) * 2 * Math.PI;
      const radius = 10 ** ((i % 7) - 3);
      const point = [radius * Math.cos(direction), radius * Math.sin(direction)];
      near(turn(point), direction, 4e-16, 4e-16);
      const [bx, by] = grad(turn as (point: Tensor) => Tensor)(point);
      near(bx * radius, -Math.sin(direction), 1e-12, 1e-12);
      near(by * radius, Math.cos(direction), 1e-12, 1e-12);
    }
  });
});

describe("minimize", () => {
  const reachable = rows.filter(([id]) => !["saddle", "rastrigin", "ackley", "meyer"].includes(id));
  it.each(reachable)("finds a minimum of %s from its start", (_, problem) => {
    const found = minimize(problem, problem.start, { gradientTolerance: 1e-6 });
    expect(found.converged).toBe(true);
    const distances = problem.minima.map(
      ({ value }) => Math.abs(found.value - value) / Math.max(Math.abs(value), 1e-3),
    );
    expect(Math.min(...distances)).toBeLessThan(1e-6);
  });

  it("follows the saddle down without end, and calls it no success", () => {
    expect(minimize(door.saddle, door.saddle.start).converged).toBe(false);
  });
});
