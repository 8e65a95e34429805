import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RegionsFigure, regionsCaption, renderSvg } from "../src/figures/index.ts";

const places = Array.from({ length: 12 }, (_, i) => i / 4 - 1.5);
const marginsOf = (f: (x: number, y: number) => number): Float64Array =>
  Float64Array.from(places.flatMap((y) => places.map((x) => f(x, y))));

const rows = fc.array(
  fc.tuple(
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.nat(2),
    fc.nat(2),
  ),
  { minLength: 1, maxLength: 40 },
);

const propsOf = (given: readonly (readonly [number, number, number, number])[]) => ({
  plane: {
    points: Float64Array.from(given.flatMap((row) => row.slice(0, 2))),
    classes: Int32Array.from(given, ([, , one]) => one),
    x: places,
    y: places,
  },
  guesses: Int32Array.from(given, ([, , , guess]) => guess),
  margins: [marginsOf((x) => x), marginsOf((x) => -x), marginsOf(() => -1)],
  names: ["x₁", "x₂"] as const,
});

describe("what a model says over the plane", () => {
  it("rings the points that it takes for another class, and says how many they are", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const props = propsOf(given);
        const wrong = given.filter(([, , one, guess]) => one !== guess).length;
        const svg = renderSvg(RegionsFigure, { ...props, language: "en" });
        const [, rings = ""] = /class="wrong-class" d="([^"]*)"/.exec(svg) ?? [];
        expect(rings.match(/M/g) ?? []).toHaveLength(wrong);
        expect(regionsCaption(props, "en")).toContain(`the ${wrong} of ${given.length} points`);
        expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      }),
      { numRuns: 30 },
    );
  });

  it("shades each class where its margin says so", () => {
    const svg = renderSvg(RegionsFigure, { ...propsOf([[0.5, 0.5, 0, 0]]), language: "en" });
    const regions = [...svg.matchAll(/class="region" d(?:="([^"]*)")?/g)].map(([, d = ""]) => d);
    const reach = (d: string) => [...d.matchAll(/([\d.]+),[\d.]+/g)].map(([, x]) => Number(x));
    const [right, , strongest, left] = regions;
    expect(regions).toHaveLength(9);
    expect(Math.min(...reach(right))).toBeGreaterThan(300);
    expect(Math.min(...reach(strongest))).toBeGreaterThan(Math.min(...reach(right)));
    expect(Math.max(...reach(left))).toBeLessThan(360);
    // The third class is the likeliest nowhere.
    expect(regions.slice(6)).toEqual(["", "", ""]);
  });

  it.each(["en", "zh"] as const)("is drawn as it was (%s)", async (language) => {
    const given = Array.from({ length: 24 }, (_, i) => [Math.sin(5 * i), Math.cos(3 * i), i % 3, (i * i) % 3] as const);
    const svg = renderSvg(RegionsFigure, { ...propsOf(given), language });
    await expect(`${svg}\n`).toMatchFileSnapshot(`__snapshots__/regions-${language}.svg`);
  });
});
