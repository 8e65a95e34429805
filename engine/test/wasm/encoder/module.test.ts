import { describe, expect, it } from "vitest";
import { ModuleBuilder } from "../../../src/backends/wasm/encoder/module.ts";
import { instantiate, single } from "./build.ts";

describe("control", () => {
  it("a block gives its result to whoever branches out of it", () => {
    const run = single(["i32"], ["i32"], (code) => {
      code.block((end) => {
        code.i32(10).get(code.parameter(0)).brIf(end).drop().i32(20);
      }, "i32");
      code.i32(1).op("i32.add");
    });
    expect([run(0), run(1)]).toEqual([21, 11]);
  });

  it("nested loops and blocks branch to the label they name", () => {
    // The number of pairs (i, j) with 0 ≤ j ≤ i < n, stopping altogether at `limit`.
    const run = single(["i32", "i32"], ["i32"], (code) => {
      const [n, limit] = [code.parameter(0), code.parameter(1)];
      const [i, j, count] = [code.local("i32"), code.local("i32"), code.local("i32")];
      code.block((done) => {
        code.loop((outer) => {
          code.get(i).get(n).op("i32.ge_s").brIf(done);
          code.i32(0).set(j);
          code.loop((inner) => {
            code.get(count).get(limit).op("i32.eq").brIf(done);
            code.get(count).i32(1).op("i32.add").set(count);
            code.get(j).i32(1).op("i32.add").tee(j).get(i).op("i32.le_s").brIf(inner);
          });
          code.get(i).i32(1).op("i32.add").set(i).br(outer);
        });
      });
      code.get(count);
    });
    expect([run(0, 99), run(1, 99), run(5, 99), run(5, 7)]).toEqual([0, 1, 15, 7]);
  });

  it("if with and without a result, else, return", () => {
    const run = single(["i32"], ["f64"], (code) => {
      const given = code.parameter(0);
      const extra = code.local("f64");
      code
        .get(given)
        .i32(7)
        .op("i32.eq")
        .if(() => code.f64(-1).return());
      code
        .get(given)
        .i32(1)
        .op("i32.eq")
        .if(
          () => code.f64(100).set(extra),
          () => code.f64(200).set(extra),
        );
      code.get(given).if(
        () => code.f64(1),
        () => code.f64(2),
        "f64",
      );
      code.get(extra).op("f64.add");
    });
    expect([run(7), run(1), run(0), run(5)]).toEqual([-1, 101, 202, 201]);
  });

  it("select takes the first where the condition holds", () => {
    const run = single(["i32"], ["i64"], (code) => code.i64(1n).i64(2n).get(code.parameter(0)).select());
    expect([run(1), run(0)]).toEqual([1n, 2n]);
  });

  it("unreachable traps", () => {
    expect(() => single([], [], (code) => code.unreachable())()).toThrow(WebAssembly.RuntimeError);
  });

  it("locals of all types, asked for in any order, start at zero and keep apart", () => {
    const run = single(["f64"], ["f64"], (code) => {
      const first = code.local("f64");
      const vector = code.local("v128");
      const whole = code.local("i32");
      const second = code.local("f64");
      code.get(code.parameter(0)).tee(second).get(first).op("f64.add").set(first);
      const late = code.local("v128");
      code.get(vector).get(late).op("v128.or").set(late);
      code.get(whole).i32(3).op("i32.add").set(whole);
      code.get(first).get(second).op("f64.add").get(whole).op("f64.convert_i32_s").op("f64.add");
      code.get(late).extractLane("f64x2.extract_lane", 1).op("f64.add");
    });
    expect(run(2.5)).toBe(8);
  });

  it("more than 127 locals and a body longer than 16 KiB", () => {
    const run = single([], ["i32"], (code) => {
      const locals = Array.from({ length: 2000 }, () => code.local("i32"));
      locals.forEach((local, i) => {
        code.i32(i).set(local);
      });
      code.i32(0);
      for (const local of locals) code.get(local).op("i32.add");
    });
    expect(run()).toBe((2000 * 1999) / 2);
  });
});

describe("modules", () => {
  it("functions declared first may call one another before they are defined", () => {
    const module = new ModuleBuilder();
    const even = module.declare("even", ["i32"], ["i32"]);
    const odd = module.declare("odd", ["i32"], ["i32"]);
    module.define(odd, (code) => {
      const n = code.parameter(0);
      code
        .get(n)
        .op("i32.eqz")
        .if(
          () => code.i32(0),
          () => code.get(n).i32(1).op("i32.sub").call(even),
          "i32",
        );
    });
    module.define(even, (code) => {
      const n = code.parameter(0);
      code
        .get(n)
        .op("i32.eqz")
        .if(
          () => code.i32(1),
          () => code.get(n).i32(1).op("i32.sub").call(odd),
          "i32",
        );
    });
    module.export("even", even);
    module.export("odd", odd);
    const run = instantiate(module);
    expect([run.even(10), run.even(7), run.odd(7), run.odd(0)]).toEqual([1, 0, 1, 0]);
  });

  it("a function declared and never defined is refused by name", () => {
    const module = new ModuleBuilder();
    module.declare("forgotten", [], []);
    expect(() => module.toBytes()).toThrow(/"forgotten"/);
  });

  it("imported functions come first and are called like others", () => {
    const module = new ModuleBuilder();
    const seen: number[] = [];
    const note = module.importFunction("host", "note", ["f64"], ["f64"]);
    const run = module.function("run", [], ["f64"], (code) => code.f64(1.5).call(note).f64(1).op("f64.add"));
    module.export("run", run);
    const host = { note: (value: number) => seen.push(value) * 10 };
    expect(instantiate(module, { host }).run()).toBe(11);
    expect(seen).toEqual([1.5]);
    expect(() => module.importFunction("host", "late", [], [])).toThrow(RangeError);
  });

  it("constants are vectors beside the code, equal ones shared", () => {
    const module = new ModuleBuilder();
    const bytes = (value: number) => [...new Uint8Array(Float64Array.of(value, -value).buffer)];
    const [one, two, again] = [module.constant(bytes(1.5)), module.constant(bytes(4)), module.constant(bytes(1.5))];
    expect([again, two === one]).toEqual([one, false]);
    const run = module.function("run", [], ["f64"], (code) => {
      code.constant(one).extractLane("f64x2.extract_lane", 1);
      code.constant(two).extractLane("f64x2.extract_lane", 0).op("f64.add");
    });
    module.export("run", run);
    expect(instantiate(module).run()).toBe(2.5);
  });

  it("several results", () => {
    const module = new ModuleBuilder();
    const both = module.function("both", ["f64"], ["f64", "i32"], (code) => code.get(code.parameter(0)).i32(3));
    const run = module.function("run", ["f64"], ["f64"], (code) => {
      code.get(code.parameter(0)).call(both).op("f64.convert_i32_s").op("f64.add");
    });
    module.export("run", run);
    expect(instantiate(module).run(0.5)).toBe(3.5);
  });

  it("shared memory with a limit", () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 4, shared: true });
    const module = new ModuleBuilder();
    module.importMemory("host", "memory", { min: 1, max: 4, shared: true });
    const store = module.function("store", ["i32"], [], (code) => {
      code.i32(8).get(code.parameter(0)).store("i32.store");
    });
    module.export("store", store);
    instantiate(module, { host: { memory } }).store(77);
    expect(new Int32Array(memory.buffer)[2]).toBe(77);
  });

  it("the name section names functions, so that a trap tells where", () => {
    const module = new ModuleBuilder();
    const inner = module.function("gradient of the loss", [], [], (code) => code.unreachable());
    module.export(
      "run",
      module.function("descent", [], [], (code) => code.call(inner)),
    );
    const compiled = new WebAssembly.Module(module.toBytes());
    const [section] = WebAssembly.Module.customSections(compiled, "name");
    // Subsection 1, then (index, length, name) of each function.
    const text = (name: string) => [name.length, ...new TextEncoder().encode(name)];
    const entries = [2, 0, ...text("gradient of the loss"), 1, ...text("descent")];
    expect([...new Uint8Array(section)]).toEqual([1, entries.length, ...entries]);
    try {
      instantiate(module).run();
      expect.unreachable();
    } catch (error) {
      expect((error as Error).stack).toMatch(/gradient of the loss[\s\S]*descent/);
    }
  });

  it("equal signatures are written once", () => {
    const module = new ModuleBuilder();
    for (const label of ["a", "b", "c"]) module.function(label, ["i32"], [], () => {});
    module.function("d", ["i64"], [], () => {});
    // After magic and version: section 1, its length, the number of types.
    expect([...module.toBytes().slice(8, 11)]).toEqual([1, 9, 2]);
  });
});
