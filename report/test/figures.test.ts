import type { CompareRecord } from "nabla/race";
import { describe, expect, it } from "vitest";
import { ContourFigure } from "../src/figures/ContourFigure.tsx";
import { ConvergenceFigure, type ConvergenceFigureProps } from "../src/figures/ConvergenceFigure.tsx";
import { FitFigure } from "../src/figures/FitFigure.tsx";
import { recordFigures } from "../src/figures/index.ts";
import { MapFigure } from "../src/figures/MapFigure.tsx";
import { renderSvg } from "../src/figures/renderSvg.ts";
import { linearAxis, logarithmicAxisFromZero, logarithmicValues, lossLabels } from "../src/figures/scale.ts";
import { TheoryFigure } from "../src/figures/TheoryFigure.tsx";
import { TrainingFigure } from "../src/figures/TrainingFigure.tsx";
import { TuningFigure } from "../src/figures/TuningFigure.tsx";
import { clocks } from "../src/lanes/band.ts";
import { laneName } from "../src/words/lane.ts";
import type { Language } from "../src/words/language.ts";
import { bothRaces, everyRecord, twoParameters } from "./fixtures/records.ts";
import { everyTraining, regression } from "./fixtures/trainings.ts";

const languages: readonly Language[] = ["en", "zh"];

const convergence = (record: CompareRecord, changes: Partial<ConvergenceFigureProps> = {}): string =>
  renderSvg(ConvergenceFigure, { record, race: record.races[0], clock: "examples", language: "en", ...changes });

/** Every coordinate of every path and shape, as far as it is a number. */
const numbersIn = (svg: string): readonly string[] => svg.match(/-?\d+(\.\d+)?/g) ?? [];

const classesOf = (svg: string): ReadonlySet<string> => new Set(svg.match(/lane-\d(?=")/g) ?? []);

describe("ConvergenceFigure", () => {
  it.each(Object.entries(everyRecord))("draws %s as it did", async (name, record) => {
    await expect(`${convergence(record)}\n`).toMatchFileSnapshot(`__snapshots__/convergence-${name}.svg`);
  });

  it.each(clocks)("draws every lane under the clock %s, in both languages", (clock) => {
    for (const record of Object.values(everyRecord)) {
      for (const language of languages) {
        const svg = convergence(record, { clock, language });
        for (const lane of record.races[0].descents) expect(svg).toContain(laneName(lane, language));
        expect(svg).not.toMatch(/NaN|undefined|Infinity|\[object/);
      }
    }
  });

  it("tells lanes apart by colour, dash and marker", () => {
    const svg = convergence(twoParameters);
    expect(classesOf(svg)).toEqual(new Set(["lane-0", "lane-1", "lane-2"]));
    const dashes = new Set(svg.match(/stroke-dasharray="[^"]*"/g));
    expect(dashes.size).toBe(2);
  });

  it("draws a band for lanes with chance and none for a lane without", () => {
    const svg = convergence(twoParameters);
    expect(svg.match(/class="band"/g)).toHaveLength(2);
  });

  it("marks a lane that diverges instead of drawing it as if it had not", () => {
    expect(convergence(everyRecord.diverged)).toContain('class="mark"');
    expect(convergence(everyRecord.plain)).not.toContain('class="mark"');
  });

  it("shows the loss itself where there is no minimiser, the excess where there is one", () => {
    expect(convergence(everyRecord.separable)).toContain("training loss E");
    expect(convergence(everyRecord.plain)).toContain("excess loss");
  });

  it("draws nothing below the resolution", () => {
    const reached: CompareRecord = { ...everyRecord.plain, resolution: 1e-2 };
    const svg = convergence(reached);
    expect(svg).toContain("rounding");
    const floor = Number(/class="floor" x="[^"]*" y="([^"]*)"/.exec(svg)?.[1]);
    const median = svg.match(/class="line" d="([^"]*)"/g)?.join(" ") ?? "";
    const heights = [...median.matchAll(/,(-?[\d.]+)/g)].map(([, y]) => Number(y));
    expect(Math.max(...heights)).toBeLessThanOrEqual(floor + 0.1);
  });

  it("stays inside its width when narrow", () => {
    const svg = convergence(twoParameters, { width: 340, height: 360 });
    const xs = [...svg.matchAll(/ x2?="(-?[\d.]+)"/g)].map(([, x]) => Number(x));
    expect(Math.max(...xs)).toBeLessThanOrEqual(340);
    expect(numbersIn(svg).length).toBeGreaterThan(100);
  });
});

describe("ContourFigure", () => {
  const { surface } = twoParameters;
  if (surface === undefined) throw new Error("the fixture has a surface");
  const draw = (language: Language, changes: Partial<CompareRecord> = {}): string =>
    renderSvg(ContourFigure, {
      record: { ...twoParameters, ...changes, surface: changes.surface ?? surface },
      race: twoParameters.races[0],
      language,
    });

  it("draws the contours as it did", async () => {
    await expect(`${draw("zh")}\n`).toMatchFileSnapshot("__snapshots__/contour.svg");
  });

  it("holds every path, the start and the optimum", () => {
    const svg = draw("en");
    expect(classesOf(svg)).toEqual(new Set(["lane-0", "lane-1", "lane-2"]));
    expect(svg).toContain(">start<");
    expect(svg).toContain(">optimum<");
  });

  it("puts the optimum where the paths of batch descent end", () => {
    const svg = draw("en");
    const places = [...svg.matchAll(/<g transform="translate\(([\d.]+),([\d.]+)\)"><path class="place under"/g)];
    const optimum = places.map(([, x, y]) => [Number(x), Number(y)])[0];
    const batch = /class="casing" d="([^"]*)"/.exec(svg)?.[1] ?? "";
    const [x, y] = (batch.split(/[ML]/).at(-1) ?? "").split(",").map(Number);
    expect(Math.hypot(x - optimum[0], y - optimum[1])).toBeLessThan(12);
  });

  it("leaves the optimum out where none is attained, and takes losses that are not finite", () => {
    const optimum = twoParameters.optimum && { ...twoParameters.optimum, attained: false };
    const losses = surface.losses.map((loss, index) => (index < 50 ? null : loss));
    const svg = draw("en", { optimum, surface: { ...surface, losses } });
    expect(svg).not.toContain(">optimum<");
    expect(svg).not.toMatch(/NaN|undefined/);
  });
});

describe.each(recordFigures.map((figure) => [figure.id, figure] as const))("the figure %s", (id, figure) => {
  const drawn = Object.entries(everyRecord).flatMap(([name, record]) =>
    languages.flatMap((language) => {
      const drawing = figure.of(record, language);
      if (drawing === null) return [];
      return [figure.wide, figure.narrow].map(([width, height]) => ({
        name,
        width,
        caption: drawing.caption,
        svg: renderSvg(() => drawing.draw({ width, height, id }), {}),
      }));
    }),
  );

  it("is drawn of some record, with a title, names of both axes with ticks, and a legend", () => {
    expect(drawn.length).toBeGreaterThan(0);
    for (const { svg } of drawn) {
      expect(svg).toMatch(/<text class="title"[^>]*>[^<]+</);
      expect(svg).toMatch(/<desc [^>]*>[^<]+</);
      const labels = [...svg.matchAll(/<text class="quiet"[^>]*>([^<]+)</g)].map(([, text]) => text);
      const ticks = labels.filter((label) => /^[\d.,×⁻⁰¹²³⁴⁵⁶⁷⁸⁹kMG−-]+$/.test(label));
      expect(ticks.length).toBeGreaterThanOrEqual(4);
      expect(labels.filter((label) => /[a-z]{3}|\p{Script=Han}{2}/u.test(label)).length).toBeGreaterThanOrEqual(2);
    }
  });

  it("has a caption in sentences, no gap, and stays inside its width", () => {
    for (const { svg, caption, width } of drawn) {
      expect(caption.length).toBeGreaterThan(60);
      expect(caption).toMatch(/[.。）)]$/);
      expect(svg + caption).not.toMatch(/NaN|undefined|Infinity|\[object/);
      const xs = [...svg.matchAll(/ (?:x|x1|x2|cx)="(-?[\d.]+)"/g)].map(([, x]) => Number(x));
      expect(Math.max(...xs)).toBeLessThanOrEqual(width);
      expect(Math.min(...xs)).toBeGreaterThanOrEqual(-20);
    }
  });

  it("looks as it did", async () => {
    const wide = drawn.find(({ width }) => width === figure.wide[0]);
    await expect(`${wide?.svg}\n`).toMatchFileSnapshot(`__snapshots__/figure-${id}.svg`);
  });
});

describe("TuningFigure", () => {
  const [, best] = bothRaces.races;
  const svg = renderSvg(TuningFigure, { record: bothRaces, language: "en" });

  it("rings one rate a lane, and crosses every rate at which trials were lost", () => {
    expect(svg.match(/class="chosen"/g)).toHaveLength(best.descents.length);
    const lost = best.descents.flatMap(({ tuning }) => tuning?.lost.filter((count) => count > 0) ?? []);
    expect(lost.length).toBeGreaterThan(0);
    expect(svg.match(/class="mark"/g)).toHaveLength(lost.length);
  });

  it("puts the ring where the lane's curve is lowest", () => {
    const rings = [...svg.matchAll(/class="chosen" transform="translate\([\d.]+,([\d.]+)\)"/g)].map(([, y]) =>
      Number(y),
    );
    const lines = [...svg.matchAll(/class="line" d="([^"]*)"/g)].map(([, d]) =>
      [...d.matchAll(/,([\d.]+)/g)].map(([, y]) => Number(y)),
    );
    for (const [index, ring] of rings.entries()) expect(ring).toBeCloseTo(Math.max(...lines[index]), 0);
  });
});

describe("TheoryFigure", () => {
  const { theory } = bothRaces;
  if (theory === undefined) throw new Error("the fixture has a theory");

  it("draws one line of theory a lane, and a mark at every measured mean", () => {
    const svg = renderSvg(TheoryFigure, { record: { ...bothRaces, theory }, language: "en" });
    expect(svg.match(/class="theory"/g)).toHaveLength(theory.length);
    const means = theory.flatMap(({ mean }) => mean.filter((value) => value !== null));
    // One more for each lane in the legend.
    expect(svg.match(/class="marker"/g)).toHaveLength(means.length + theory.length);
  });

  it("says how far measurement and theory are apart, and does not call a large distance agreement", () => {
    const captionOf = (z: number): string => {
      const record = { ...bothRaces, theory: [{ ...theory[0], z: theory[0].z.map(() => z) }] };
      return recordFigures.find(({ id }) => id === "theory")?.of(record, "en")?.caption ?? "";
    };
    expect(captionOf(-2.4)).toContain("within 2.4 standard errors");
    expect(captionOf(5.1)).toContain("largest distance of a measured mean from the theory is 5.1 standard errors");
  });
});

describe("MapFigure", () => {
  const { map } = bothRaces;
  if (map === undefined) throw new Error("the fixture has a map");
  const draw = (changes: Partial<typeof map> = {}): string =>
    renderSvg(MapFigure, { record: { ...bothRaces, map: { ...map, ...changes } }, language: "en" });
  const cells = (svg: string) => [...svg.matchAll(/class="cell"[^>]*fill="([^"]*)"/g)].map(([, fill]) => fill);

  it("has a cell for every rate and batch size, hatched where it was lost", () => {
    const fills = cells(draw());
    expect(fills).toHaveLength(map.rates.length * map.batchSizes.length);
    const lost = map.excess.flat().filter((excess) => excess === null);
    expect(fills.filter((fill) => fill.startsWith("url(#"))).toHaveLength(lost.length);
  });

  it("marks the lowest cell, and draws the boundary only where one is predicted", () => {
    expect(draw()).toContain(">best<");
    expect(draw().match(/class="boundary"/g)).toHaveLength(2);
    const unknown = draw({ boundary: map.boundary.map(() => null), boundaryHow: "none" });
    expect(unknown).not.toContain('class="boundary"');
    expect(unknown).not.toContain("stability");
  });

  it("is darker where less is left, and takes a map without a finite cell", () => {
    const brightness = (fill: string): number =>
      [...fill.matchAll(/\d+/g)].slice(0, 3).reduce((sum, [value]) => sum + Number(value), 0);
    const row = map.excess.map((values, index) => values.map((_, column) => (index === 0 ? 2 ** -column : null)));
    const fills = cells(draw({ excess: row }))
      .slice(0, map.rates.length)
      .map(brightness);
    expect(fills).toEqual([...fills].sort((left, right) => right - left));
    expect(new Set(fills).size).toBeGreaterThan(10);
    const empty = draw({ excess: map.excess.map((values) => values.map(() => null)) });
    expect(empty).not.toMatch(/NaN|undefined|Infinity|>best</);
  });
});

describe("figures of a training", () => {
  it.each(Object.entries(everyTraining))("draws %s as it did", async (name, record) => {
    const svg = renderSvg(TrainingFigure, { record, language: "en" });
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    await expect(`${svg}\n`).toMatchFileSnapshot(`__snapshots__/training-${name}.svg`);
  });

  it("draws every finite row of a fit, and one row or none without failing", () => {
    const { fit } = regression;
    if (fit === undefined) throw new Error("the fixture has a fit");
    const draw = (actual: readonly number[], predicted: readonly number[]): string =>
      renderSvg(FitFigure, { fit: { actual, predicted }, target: "mpg", language: "zh" });
    expect(draw(fit.actual, fit.predicted).match(/<circle/g)).toHaveLength(fit.actual.length);
    expect(draw([1, Number.NaN], [1, 2]).match(/<circle/g)).toHaveLength(1);
    expect(draw([], [])).not.toMatch(/NaN|undefined/);
  });
});

describe("axes", () => {
  it("has at least three ticks for any extent, all inside", () => {
    for (const domain of [
      [1, 1e9],
      [0.17, 21],
      [0.5, 0.9],
      [3e-8, 2.9e-7],
      [1, 10],
    ] as const) {
      const values = logarithmicValues(domain, 7);
      expect(values.length).toBeGreaterThanOrEqual(3);
      for (const value of values) {
        expect(value).toBeGreaterThanOrEqual(domain[0] * 0.99);
        expect(value).toBeLessThanOrEqual(domain[1] * 1.01);
      }
    }
  });

  it("writes the ticks of one axis in one way", () => {
    expect(lossLabels([1e-4, 1e-2, 1])).toEqual(["10⁻⁴", "10⁻²", "10⁰"]);
    expect(lossLabels([0.01, 0.1, 1])).toEqual(["0.01", "0.1", "1"]);
  });

  it("gives 0 a place of its own before the first positive value", () => {
    const axis = logarithmicAxisFromZero([1, 100], [0, 220], 20, 5, lossLabels);
    expect([0, 1, 10, 100].map(axis.position)).toEqual([0, 20, 120, 220]);
    expect(axis.ticks[0]).toEqual({ at: 0, label: "0" });
  });

  it("keeps the exact ends where it is told to", () => {
    const axis = linearAxis([0.3, 9.7], [0, 100], 5, lossLabels, false);
    expect(axis.position(0.3)).toBe(0);
    expect(axis.position(9.7)).toBeCloseTo(100, 9);
  });
});
