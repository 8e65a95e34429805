import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAddress, writeAddress } from "../src/app/address.ts";
import { optimizers } from "../src/engine/optimizers.ts";
import { sourceNames } from "../src/engine/sourceNames.ts";
import { presetOf } from "../src/race/presets.ts";
import { mostEpochs, mostLanes, mostSeeds, readState, writeView } from "../src/race/raceState.ts";
import { tapeClocks } from "../src/tape/tape.ts";

const lane = fc
  .record({
    batchSize: fc.oneof(fc.constant("full" as const), fc.integer({ min: 1, max: 1e9 })),
    learningRate: fc.double({ min: 1e-12, max: 1e12, noNaN: true }),
    optimizer: fc.constantFrom(...optimizers.keys()),
    falls: fc.boolean(),
  })
  .map(({ optimizer, falls, ...rest }) => ({
    ...rest,
    ...(optimizer === "sgd" ? {} : { optimizer }),
    ...(falls ? { falls: true } : {}),
  }));

const view = fc.record({
  clock: fc.constantFrom(...tapeClocks),
  at: fc.integer({ min: 0, max: 999_999 }),
  rise: fc.boolean(),
  slope: fc.option(fc.double({ min: 1e-9, max: 1e9, noNaN: true })),
  loop: fc.constant(0),
  shows: fc.subarray(["map", "claims"] as const),
});

const setting = fc.record({
  source: fc.constantFrom(...sourceNames),
  lanes: fc.array(lane, { minLength: 1, maxLength: mostLanes }),
  epochs: fc.integer({ min: 1, max: mostEpochs }),
  seed: fc.maxSafeNat(),
  seeds: fc.integer({ min: 1, max: mostSeeds }),
});

describe("the address of a race", () => {
  it("says everything: what is written is read again, in both languages", () => {
    fc.assert(
      fc.property(setting, view, fc.constantFrom("zh" as const, "en" as const), (asked, seen, language) => {
        const written = writeAddress({ language, page: "race", part: "", state: writeView(asked, seen) });
        const address = parseAddress(written, language === "zh" ? "en" : "zh");
        expect(address.language).toBe(language);
        expect(readState(address.state)).toEqual({ setting: asked, view: seen, ignored: [] });
      }),
    );
  });

  it("is opened as far as it is understood, and says what was not", () => {
    const { setting: read, ignored } = readState(new URLSearchParams("data=moon&lanes=full@x&seed=-1&v=99&colour=red"));
    expect(read).toEqual(presetOf("line"));
    expect(ignored).toEqual(["data=moon", "lanes=full@x", "seed=-1", "v=99", "colour=red"]);
  });

  it("stays whole on any garbage", () => {
    fc.assert(
      fc.property(fc.string(), (garbage) => {
        const { setting: read } = readState(parseAddress(`#/en/race?${garbage}`, "en").state);
        expect(read.lanes.length).toBeGreaterThan(0);
        expect(read.epochs).toBeGreaterThan(0);
      }),
    );
  });
});
