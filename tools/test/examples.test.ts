/** Every example runs and prints what it says it prints. */
import { readdirSync, readFileSync } from "node:fs";
import { format } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";

const folder = new URL("../../examples/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".ts"));

/** The comment that ends an example. */
const promise = /\n\/\* Prints:\n([\s\S]*?)\n\*\/\n$/;

afterEach(() => vi.restoreAllMocks());

describe("the examples", () => {
  it("are there", () => {
    for (const id of ["t02", "t03", "t05", "t07", "t10", "t15"]) {
      expect(names.filter((name) => name.startsWith(id))).toHaveLength(1);
    }
  });

  it.each(names)("%s prints what it promises", async (name) => {
    const lines: string[] = [];
    vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => {
      lines.push(format(...values));
    });
    await import(new URL(name, folder).href);
    const promised = promise.exec(readFileSync(new URL(name, folder), "utf8"))?.[1];
    expect(lines.join("\n")).toBe(promised);
  });
});
