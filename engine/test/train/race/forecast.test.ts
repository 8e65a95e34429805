import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Forecast } from "../../../src/train/race/forecast.ts";

/** Runs parts of known duration under a forecast, in `ticks` steps each. */
function run(parts: readonly { name: string; cost: number; seconds: number }[], ticks: number) {
  let time = 5;
  const forecast = new Forecast(parts, () => time);
  const seen = [];
  for (const { name, seconds } of parts) {
    for (let done = 0; done < ticks; done++) {
      seen.push({ ...forecast.at({ label: name, done, total: ticks }), time });
      time += seconds / ticks;
    }
  }
  return { seen, end: time };
}

describe("the forecast of a comparison", () => {
  it("is exact when the plan is", () => {
    const parts = [
      { name: "first", cost: 30, seconds: 3 },
      { name: "second", cost: 10, seconds: 1 },
    ];
    const { seen, end } = run(parts, 20);
    for (const { secondsLeft, share, time } of seen.slice(5)) {
      expect(secondsLeft).toBeCloseTo(end - time, 9);
      expect(share).toBeCloseTo((time - 5) / 4, 9);
    }
  });

  it("corrects itself by what was measured", () => {
    const parts = [
      { name: "fast", cost: 10, seconds: 1 },
      { name: "slower than planned", cost: 10, seconds: 9 },
    ];
    const { seen, end } = run(parts, 30);
    const { secondsLeft, time } = seen[45];
    expect(secondsLeft).toBeCloseTo(end - time, 9);
  });

  it("never falls, stays within 0…1, and tells no time in the first moments", () => {
    const part = fc.record({
      cost: fc.double({ min: 0.1, max: 100, noNaN: true }),
      seconds: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 9 }), (parts, ticks) => {
        const { seen } = run(
          parts.map((each, i) => ({ ...each, name: `part ${i}` })),
          ticks,
        );
        let last = 0;
        for (const { share, secondsLeft, time } of seen) {
          expect(share).toBeGreaterThanOrEqual(last);
          expect(share).toBeLessThanOrEqual(1);
          expect(secondsLeft ?? 0).toBeGreaterThanOrEqual(0);
          if (time < 5.3) expect(secondsLeft).toBeNull();
          last = share;
        }
      }),
    );
  });
});
