import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as schedules from "../../src/doors/schedules.ts";
import { valueAt } from "./support.ts";

const { dialects, ...makers } = schedules;
const { constant, cosine, inverseTime } = makers;

const steps = fc.integer({ min: 0, max: 1e6 });
const rates = fc.double({ min: 0, max: 10, noNaN: true });

describe("schedules", () => {
  it("constant is the same at every step", () => {
    fc.assert(
      fc.property(rates, steps, (initial, step) => {
        expect(valueAt(constant({ initial }), step)).toBe(initial);
      }),
      { seed: 1 },
    );
  });

  it("inverse time falls like 1/step", () => {
    fc.assert(
      fc.property(rates, rates, steps, fc.integer({ min: 1, max: 100 }), (initial, decay, step, unit) => {
        const value = valueAt(inverseTime({ initial, decay, steps: unit }), step);
        expect(value).toBeCloseTo(initial / (1 + (decay * step) / unit), 12);
      }),
      { seed: 2 },
    );
    expect(valueAt(inverseTime({ initial: 1, decay: 1 }), 3)).toBe(0.25);
  });

  it("cosine goes from its first to its last value exactly, and stays", () => {
    fc.assert(
      fc.property(rates, rates, fc.integer({ min: 1, max: 1000 }), steps, (initial, final, length, beyond) => {
        const schedule = cosine({ initial, final, steps: length });
        expect(valueAt(schedule, 0)).toBe(initial);
        expect(valueAt(schedule, length)).toBe(final);
        expect(valueAt(schedule, length + beyond)).toBe(final);
        expect(valueAt(schedule, length / 2)).toBeCloseTo((initial + final) / 2, 12);
        expect(valueAt(schedule, length / 3)).toBeCloseTo((3 * initial + final) / 4, 12);
      }),
      { seed: 3 },
    );
    expect(valueAt(cosine({ initial: 1, steps: 10 }), 10)).toBe(0);
  });

  it("take numbers at run time", () => {
    expect(cosine({ initial: 1, steps: 10 }).hyper).toEqual({ initial: 1, final: 0, steps: 10 });
    expect(inverseTime({ initial: 1, decay: 2 }).hyper).toEqual({ initial: 1, decay: 2, steps: 1 });
  });

  it("refuse what means nothing", () => {
    expect(() => cosine({ initial: 1, steps: 0 })).toThrow(/cosine: steps is 0; expected a finite number > 0/);
    expect(() => cosine({ initial: 1 } as never)).toThrow(/cosine needs steps/);
    expect(() => inverseTime({ initial: -1, decay: 1 })).toThrow(/initial is -1/);
    expect(() => constant({ initail: 1 } as never)).toThrow(/did you mean "initial"/);
  });

  it.each(Object.entries(makers))("%s knows itself", (name, { info }) => {
    expect(info.id).toBe(name);
    for (const words of [info.name.en, info.name.zh, info.formula, info.source]) expect(words).toMatch(/\S/);
  });
});
