import { describe, expect, it } from "vitest";
import { LinesFigure, RulerFigure, renderSvg } from "../src/figures/index.ts";
import { batchLook, stochasticLook } from "../src/lanes/lane.ts";

const drawn = (name: string, svg: string) => {
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  return expect(`${svg}\n`).toMatchFileSnapshot(`__snapshots__/${name}.svg`);
};

const spread = {
  title: "How far a batch's gradient strays",
  description: "Batches of 4 rows.",
  horizontal: { label: "rows of a batch", kind: "logarithmic", ends: [1, 16] },
  vertical: { label: "distance", kind: "logarithmic-from-zero", ends: [0.1, 2] },
  lines: [
    {
      name: "expected",
      look: batchLook,
      points: [1, 4, 9, 16].map((size) => [size, (16 - size) / 15 / size] as const),
    },
    {
      name: "measured",
      look: stochasticLook,
      points: [
        [1, 1.1],
        [4, 0.5],
        [9, Number.NaN],
      ],
      asDots: true,
    },
  ],
  marks: [
    { at: 4, label: "here" },
    { at: 40, label: "outside" },
  ],
} as const;

describe("LinesFigure", () => {
  it("is drawn as it was", async () => {
    await drawn("lines", renderSvg(LinesFigure, spread));
  });

  it("draws no mark outside of its axis and no point that is not finite, and keeps both in its table", () => {
    const svg = renderSvg(LinesFigure, spread);
    expect(svg).toContain(">here<");
    expect(svg).not.toContain(">outside<");
    expect(svg.match(/class="marker"/g)).toHaveLength(2 + 2);
    expect([...LinesFigure.table(spread).rows]).toHaveLength(7);
  });
});

describe("RulerFigure", () => {
  const ruler = {
    title: "The rate on the ruler",
    description: "0.9",
    ends: [0.02, 5] as const,
    rate: 0.9,
    landmarks: [
      { at: 0.5, label: "1/λmax = 0.5" },
      { at: 1, label: "2/λmax = 1" },
    ],
    zones: ["converging", "oscillating", "diverging"],
  };

  it("is drawn as it was", async () => {
    await drawn("ruler", renderSvg(RulerFigure, ruler));
  });

  it("keeps rates and landmarks beyond its ends at its ends", () => {
    const far = { ...ruler, rate: 1e9, landmarks: ruler.landmarks.map((mark) => ({ ...mark, at: 1e3 * mark.at })) };
    const places = [...renderSvg(RulerFigure, far).matchAll(/ x[12]="([\d.]+)"/g)].map(([, x]) => Number(x));
    expect(places.length).toBeGreaterThan(0);
    for (const x of places) expect(x).toBeLessThanOrEqual(620);
  });
});
