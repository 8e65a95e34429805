/** A result file is enough to make the result again, bit for bit, and whatever was changed is found. */
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CompareRecord } from "nabla/race";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareParts } from "../src/differences.ts";
import type { Repetition } from "../src/repeat.ts";
import { type TestFolder, testFolder } from "./support/terminal.ts";

let folder: TestFolder;
let record: CompareRecord;
const small = "--seeds 3 --tuning-seeds 2 --epochs 3";
/** Every kind of option that has a form of its own: lists, a name with a comma, numbers with exponents, flags. */
const options =
  '--target price --features size,side,"a,b" --missing drop --na . --numeric size --validation 0.2 --l2 1e-3 ' +
  `--loss huber:delta=1.5 --batch full,8,1 --order shuffle-once --seed 5 --dtype float64 --map-epochs 1 ${small}`;

beforeAll(async () => {
  folder = await testFolder();
  const rows = Array.from({ length: 40 }, (_, i) => {
    const noise = ((i * 7919) % 101) / 10;
    return `${50 + 3 * i},${["north", "south", "."][i % 3]},${(i * i) % 17},${(100 + 2 * i + noise).toFixed(3)}`;
  });
  await writeFile(join(folder.path, "houses.csv"), `size,side,"a,b",price\n${rows.join("\n")}\n`);
  const { code, messages } = await folder.nabla(`compare houses.csv ${options} --out run`);
  expect(`${code} ${messages}`).toMatch(/^0 /);
  record = JSON.parse(await readFile(join(folder.path, "run/compare.json"), "utf8"));
}, 60_000);
afterAll(() => folder.remove());

const withoutProgress = (messages: string): string => messages.replace(/^\d+% {2}.*\n/gm, "");

const changed = async (name: string, change: (copy: Writable) => void): Promise<string> => {
  const copy = structuredClone(record) as unknown as Writable;
  change(copy);
  await writeFile(join(folder.path, name), JSON.stringify(copy));
  return name;
};
/** A record as a test changes it. */
// biome-ignore lint/suspicious/noExplicitAny: any part of a record may be broken by a test
type Writable = any;

const repeated = async (line: string): Promise<Repetition> => JSON.parse((await folder.nabla(`${line} --json`)).output);

describe("a result", () => {
  it("is repeated bit for bit from its file alone", async () => {
    const before = await readdir(folder.path);
    const { code, output, messages } = await folder.nabla("compare --repeat run/compare.json");
    expect(output).toMatch(/^Repeated: [\d,]+ numbers identical\.\n/);
    expect(`${code} ${withoutProgress(messages)}`).toBe("0 ");
    expect(await readdir(folder.path)).toEqual(before);
    const { numbers, differences } = await repeated("compare --repeat run");
    expect(numbers).toBeGreaterThan(500);
    expect(differences).toBe(0);
  });

  it("is repeated in Chinese", async () => {
    const { output } = await folder.nabla("compare --repeat run --lang zh");
    expect(output).toMatch(/^已重做：[\d,]+ 个数完全相同。\n/);
    expect(output).not.toMatch(/undefined|NaN|\[object/);
  });

  it("is not the same after a single bit of a single number is changed", async () => {
    const at = 2;
    const name = await changed("bit.json", ({ races }) => {
      const { curve } = races[0].descents[1].seeds[at];
      const bits = new BigInt64Array(Float64Array.of(curve[3].loss).buffer);
      bits[0] += 1n;
      curve[3].loss = new Float64Array(bits.buffer)[0];
    });
    const { code, output } = await folder.nabla(`compare --repeat ${name}`);
    expect(code).toBe(1);
    expect(output).toContain("1 value differs");
    expect(output).toContain(`races[0].descents[1].seeds[${at}].curve[3].loss: `);
  });

  it("is not the same with a number more, a number less, or another word", async () => {
    const name = await changed("parts.json", (copy) => {
      copy.races[0].descents[0].seeds[0].curve.pop();
      copy.claims[0].verdict = "not a verdict";
      copy.optimum.more = 1;
    });
    const { identical, first } = await repeated(`compare --repeat ${name}`);
    expect(identical).toBe(false);
    expect(first.map(({ path }) => path)).toEqual(expect.arrayContaining(["claims[0].verdict", "optimum.more"]));
  });

  it("may have other times", async () => {
    const name = await changed("slow.json", ({ races }) => {
      for (const { descents } of races) {
        for (const lane of descents) {
          lane.secondsPerStep *= 2;
          for (const run of lane.seeds) run.seconds += 1;
        }
      }
    });
    expect((await repeated(`compare --repeat ${name}`)).identical).toBe(true);
  });

  it("of changed data is refused, with both hashes", async () => {
    const path = join(folder.path, "houses.csv");
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace("53,", "54,"));
    const { code, messages } = await folder.nabla("compare --repeat run/compare.json");
    await writeFile(path, text);
    expect(code).toBe(2);
    expect(messages).toContain(record.data.hash);
    expect(messages.match(/[0-9a-f]{64}/g)).toHaveLength(2);
  });

  it("of a table that moved says how to give it, and takes it", async () => {
    await mkdir(join(folder.path, "elsewhere"));
    await rename(join(folder.path, "houses.csv"), join(folder.path, "elsewhere/other.csv"));
    const gone = await folder.nabla("compare --repeat run");
    const found = await folder.nabla("compare elsewhere/other.csv --repeat run");
    await rename(join(folder.path, "elsewhere/other.csv"), join(folder.path, "houses.csv"));
    expect(gone.code).toBe(2);
    expect(gone.messages).toContain("nabla compare <table> --repeat run");
    expect(`${found.code} ${withoutProgress(found.messages)}`).toBe("0 ");
  });

  it.each([
    ["schema", 2],
    ["protocol", 0],
  ])("of another %s is refused", async (what, value) => {
    const name = await changed("version.json", (copy) => {
      copy[what] = value;
    });
    const { code, messages } = await folder.nabla(`compare --repeat ${name}`);
    expect(code).toBe(2);
    expect(messages).toContain(`${what} ${value}`);
  });

  it("of another version of nabla or Node is repeated, with a word about it", async () => {
    const name = await changed("old.json", (copy) => {
      copy.nabla = "0.0.7";
      copy.settings.versions.node = "18.0.0";
    });
    const { code, messages } = await folder.nabla(`compare --repeat ${name}`);
    expect(code).toBe(0);
    expect(withoutProgress(messages)).toMatch(/^Note: .*0\.0\.7.*18\.0\.0/);
  });

  it.each([
    ["a setting that is absent", (copy: Writable) => delete copy.settings.seeds, "settings.seeds"],
    ["a setting of another form", (copy: Writable) => (copy.settings.drop = { a: 1 }), "settings.drop"],
    ["settings without the chosen ones", (copy: Writable) => delete copy.settings.chosen, "settings.chosen"],
    ["no races", (copy: Writable) => delete copy.races, "races"],
    ["a value out of range", (copy: Writable) => (copy.settings.epochs = 0), "--epochs"],
  ])("with %s is refused", async (_, change, part) => {
    const name = await changed("broken.json", change);
    const { code, messages } = await folder.nabla(`compare --repeat ${name}`);
    expect(code).toBe(2);
    expect(messages).toContain(part);
  });

  it("takes no other settings", async () => {
    for (const extra of ["--seeds 5", "--target price", "--no-timing", "--map", "--out again"]) {
      const { code, messages } = await folder.nabla(`compare --repeat run ${extra}`);
      expect(code).toBe(2);
      expect(messages).toContain(extra.split(" ")[0]);
    }
  });

  it.each(["nothing.json", "houses.csv"])("that is none is explained: %s", async (name) => {
    const { code, messages } = await folder.nabla(`compare --repeat ${name}`);
    expect(code).toBe(2);
    expect(messages).toContain(name);
  });
});

describe("the parts of two results", () => {
  it("are compared one by one", () => {
    expect(compareParts({ a: [1, 2, { b: null }], c: "x" }, { a: [1, 3, { b: 0 }], d: "x" })).toEqual({
      same: 1,
      differences: [
        { path: "a[1]", before: 2, after: 3 },
        { path: "a[2].b", before: null, after: 0 },
        { path: "c", before: "x", after: undefined },
        { path: "d", before: undefined, after: "x" },
      ],
    });
    expect(compareParts([1, 2], { 0: 1, 1: 2 }).differences).toHaveLength(1);
    expect(compareParts([1, [2, 3]], [1, [2, 3]])).toEqual({ same: 3, differences: [] });
  });
});
