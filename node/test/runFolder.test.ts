import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunFolder } from "../src/runFolder.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "nabla-run-"));
});
afterEach(() => rm(folder, { recursive: true }));

const taken = expect.objectContaining({ code: "folder-taken" });

describe("a run folder", () => {
  it("appears whole, with what was written and appended", async () => {
    const run = await RunFolder.begin(folder, "a/b", "unused");
    await run.write("model.json", "{}");
    await run.append("run.jsonl", "1");
    await run.append("run.jsonl", "2");
    await expect(stat(join(folder, "a/b"))).rejects.toThrow();
    await run.commit();
    expect(await readFile(join(folder, "a/b/run.jsonl"), "utf8")).toBe("1\n2\n");
    expect(await readdir(join(folder, "a"))).toEqual(["b"]);
  });

  it("leaves nothing behind when it is discarded, not even the parents it made", async () => {
    const run = await RunFolder.begin(folder, "a/b/c", "unused");
    await run.write("model.json", "{}");
    await run.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it("keeps parents that hold something else", async () => {
    const run = await RunFolder.begin(folder, "a/b", "unused");
    await writeFile(join(folder, "a/mine.txt"), "");
    await run.discard();
    expect(await readdir(join(folder, "a"))).toEqual(["mine.txt"]);
  });

  it("takes the first free name when none is asked for", async () => {
    for (const expected of ["cars-mpg", "cars-mpg-2", "cars-mpg-3"]) {
      const run = await RunFolder.begin(folder, undefined, "cars-mpg");
      expect(run.place).toBe(join(folder, "nabla-runs", expected));
      await run.write("report.html", "");
      await run.commit();
    }
  });

  it("refuses a folder that holds something, before and after the work", async () => {
    await mkdir(join(folder, "full"));
    await writeFile(join(folder, "full/mine.txt"), "mine");
    await expect(RunFolder.begin(folder, "full", "unused")).rejects.toThrowError(taken);
    await expect(RunFolder.begin(folder, "full/mine.txt", "unused")).rejects.toThrowError(taken);

    const run = await RunFolder.begin(folder, "late", "unused");
    await mkdir(join(folder, "late"));
    await writeFile(join(folder, "late/mine.txt"), "mine");
    await expect(run.commit()).rejects.toThrowError(taken);
    await run.discard();
    expect(await readFile(join(folder, "late/mine.txt"), "utf8")).toBe("mine");
  });

  it("says when a parent cannot be made", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(RunFolder.begin(folder, "file/run", "unused")).rejects.toThrowError(
      expect.objectContaining({ code: "cannot-write" }),
    );
  });
});
