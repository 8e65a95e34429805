import { describe, expect, it } from "vitest";
import { readTable } from "../src/index.ts";
import { cellsOf, rejectionOf } from "./support.ts";

const read = (bytes: ArrayLike<number>, encoding?: string) =>
  readTable({ name: "t.csv", bytes: Uint8Array.from(bytes) }, encoding === undefined ? {} : { encoding });
const utf8 = (text: string) => [...new TextEncoder().encode(text)];
const utf16 = (text: string) => [...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]);

describe("bytes to text", () => {
  it("UTF-8 with and without a mark", async () => {
    for (const mark of [[], [0xef, 0xbb, 0xbf]]) {
      const table = await read([...mark, ...utf8("名,y\n中,1\n")]);
      expect(table.columns[0].name).toBe("名");
      expect(table.encoding).toBe("utf-8");
    }
  });

  it("UTF-16 by its mark, either way round", async () => {
    const little = utf16("x,名\n1,中\n");
    const big = little.map((_, index) => little[index ^ 1]);
    for (const bytes of [
      [0xff, 0xfe, ...little],
      [0xfe, 0xff, ...big],
    ]) {
      expect(cellsOf(await read(bytes))).toEqual([["1"], ["中"]]);
    }
  });

  it("GB18030, guessed and asked for", async () => {
    // "城市,y\n北京,1\n" in GB18030, from the code table: 城 B3C7, 市 CAD0, 北 B1B1, 京 BEA9.
    const bytes = [0xb3, 0xc7, 0xca, 0xd0, ...utf8(",y\n"), 0xb1, 0xb1, 0xbe, 0xa9, ...utf8(",1\n")];
    for (const encoding of [undefined, "gb18030", "GBK"]) {
      const table = await read(bytes, encoding);
      expect(table.columns[0]).toEqual({ name: "城市", cells: ["北京"] });
    }
    expect((await read(bytes)).encoding).toBe("gb18030");
  });

  it("Windows-1252 where nothing else fits, and says so", async () => {
    const table = await read([...utf8("caf"), 0xe9, ...utf8(",y\na,1\n")]);
    expect([table.columns[0].name, table.encoding]).toEqual(["café", "windows-1252"]);
  });

  it("refuses bytes that are not in the encoding asked for, and encodings that do not exist", async () => {
    const wrong = await rejectionOf(read([...utf8("x\n"), 0xff, 0xff], "utf-8"));
    expect([wrong.code, wrong.details.encoding]).toEqual(["wrong-encoding", "utf-8"]);
    expect((await rejectionOf(read(utf8("x\n1\n"), "utf-99"))).code).toBe("unknown-encoding");
  });

  it.each([
    ["an Excel workbook", [0x50, 0x4b, 0x03, 0x04, 1, 2], "Excel"],
    ["a gzip archive", [0x1f, 0x8b, 8, 9], "gzip"],
    ["NUL bytes", [...utf8("x,y\n"), 0, 1, 2], "binary"],
  ])("refuses %s", async (_, bytes, word) => {
    const error = await rejectionOf(read(bytes));
    expect(error.code).toBe("binary-file");
    expect(error.message).toContain(word);
  });

  it("an empty file is an empty table", async () => {
    expect((await rejectionOf(read([]))).code).toBe("empty-table");
  });
});
