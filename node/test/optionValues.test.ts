import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandLine } from "../src/command.ts";
import { batchSizesValue, choiceValue, listValue, numberValue } from "../src/optionValues.ts";
import { parseSpec } from "../src/spec.ts";

const code = (expected: string) => expect.objectContaining({ code: expected });

describe("a number", () => {
  it("is read as it was written", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }), (value) => {
        expect(numberValue("--l2", String(value), { least: 0 })).toBe(value);
      }),
    );
  });

  it.each(["", "abc", "1x", "0x10", "NaN", "Infinity", "1e999", "1,5", "--1"])("is not %j", (text) => {
    expect(() => numberValue("--l2", text, { least: -1e308 })).toThrowError(code("option-number"));
  });

  it("keeps to its range", () => {
    expect(() => numberValue("--l2", "-1", { least: 0 })).toThrowError(code("option-number"));
    expect(() => numberValue("--learning-rate", "0", { least: 0, above: true })).toThrowError(code("option-number"));
    expect(() => numberValue("--validation", "1", { least: 0, below: 1 })).toThrowError(code("option-number"));
    expect(() => numberValue("--seed", "1.5", { least: 0, whole: true })).toThrowError(code("option-number"));
    expect(numberValue("--validation", "0", { least: 0, below: 1 })).toBe(0);
  });
});

describe("a list", () => {
  it("is divided at commas", () => {
    expect(listValue("--drop", "a, b ,c d")).toEqual(["a", "b", "c d"]);
    expect(listValue("--drop", '"a, b",c')).toEqual(["a, b", "c"]);
    expect(listValue("--drop", "体重,性别")).toEqual(["体重", "性别"]);
  });

  it.each(["", "a,", ",a", "a,,b", " "])("is not %j", (text) => {
    expect(() => listValue("--drop", text)).toThrowError(code("option-list"));
  });

  it("survives a round trip", () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !text.includes('"') && text.trim() === text);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), (names) => {
        expect(listValue("--drop", names.map((each) => `"${each}"`).join(","))).toEqual(names);
      }),
    );
  });
});

describe("batch sizes", () => {
  it("are whole numbers and full", () => {
    expect(batchSizesValue("--batch", "full,32, 1")).toEqual(["full", 32, 1]);
  });

  it("are refused otherwise", () => {
    expect(() => batchSizesValue("--batch", "0")).toThrowError(code("option-batch"));
    expect(() => batchSizesValue("--batch", "1.5")).toThrowError(code("option-batch"));
    expect(() => batchSizesValue("--batch", "all")).toThrowError(code("option-batch"));
    expect(() => batchSizesValue("--batch", "32,1,32")).toThrowError(code("option-twice"));
  });
});

describe("a choice", () => {
  it("suggests the nearest", () => {
    expect(() => choiceValue("--missing", "drops", ["refuse", "drop", "mean"])).toThrowError(
      expect.objectContaining({ code: "option-choice", details: expect.objectContaining({ nearest: ["drop"] }) }),
    );
  });
});

describe("a specification", () => {
  it("has a name, values and options", () => {
    expect(parseSpec("--model", "linear")).toEqual({ name: "linear", values: [], options: {} });
    expect(parseSpec("--model", "mlp:32,16,activation=tanh")).toEqual({
      name: "mlp",
      values: ["32", "16"],
      options: { activation: "tanh" },
    });
    expect(parseSpec("--loss", "huber:delta=1.5").options).toEqual({ delta: "1.5" });
  });

  it.each(["", ":1", "mlp:", "mlp:,", "huber:delta=", "huber:=1", "huber:a=1=2", "huber:a=1,a=2"])(
    "is not %j",
    (text) => {
      expect(() => parseSpec("--model", text)).toThrowError(code("option-spec"));
    },
  );
});

describe("the line that repeats a call", () => {
  it("is what a shell reads back", () => {
    expect(commandLine(["compare", "my cars.csv", "--target", "it's"])).toBe(
      "nabla compare 'my cars.csv' --target 'it'\\''s'",
    );
  });
});
