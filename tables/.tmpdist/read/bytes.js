/** Bytes to text: byte order marks, UTF-8, GB18030, and files that are no text at all. */
import { TableError } from "../errors.js";

const marks = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
];
const signatures = [
  { kind: "a ZIP archive or an Excel workbook (.xlsx)", bytes: [0x50, 0x4b, 0x03, 0x04] },
  { kind: "an old Excel workbook (.xls)", bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { kind: "a gzip archive", bytes: [0x1f, 0x8b] },
  { kind: "a PDF document", bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { kind: "a picture (PNG)", bytes: [0x89, 0x50, 0x4e, 0x47] },
  { kind: "an Arrow or Feather file", bytes: [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31] },
];
/** How many bytes are looked at for a NUL, which no text has (UTF-16 is recognised by its mark before that). */
const inspected = 65_536;
export const startsWith = (bytes, start) => start.every((byte, index) => bytes[index] === byte);
/**
 * The text in `bytes`. Without `encoding`: what the byte order mark says, else UTF-8 if the bytes are valid UTF-8,
 * else GB18030 (with GBK and GB2312) if they are valid GB18030, else Windows-1252. The one used is returned.
 */
export function decode(bytes, name, encoding) {
  const marked = marks.find((mark) => startsWith(bytes, mark.bytes))?.encoding;
  if (marked === undefined) refuseBinary(bytes, name, encoding);
  const candidates = encoding !== undefined ? [encoding] : marked ? [marked] : ["utf-8", "gb18030", "windows-1252"];
  for (const candidate of candidates) {
    const decoder = makeDecoder(candidate, name);
    try {
      return { text: decoder.decode(bytes), encoding: decoder.encoding };
    } catch {
      // Not valid in this encoding: the next candidate decides.
    }
  }
  throw new TableError(
    "wrong-encoding",
    `${name} is not valid ${candidates[0]} text. Save it as UTF-8, or name its encoding (utf-8, gb18030, utf-16le …)`,
    { table: name, encoding: candidates[0] },
  );
}
function makeDecoder(encoding, name) {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new TableError(
      "unknown-encoding",
      `there is no text encoding "${encoding}" (asked for to read ${name}). Examples: utf-8, gb18030, gbk, big5, ` +
        "utf-16le, windows-1252",
      { table: name, encoding },
    );
  }
}
function refuseBinary(bytes, name, encoding) {
  const kind = signatures.find((signature) => startsWith(bytes, signature.bytes))?.kind;
  const hasNul = !encoding?.toLowerCase().startsWith("utf-16") && bytes.subarray(0, inspected).includes(0);
  if (kind === undefined && !hasNul) return;
  throw new TableError(
    "binary-file",
    `${name} is not a text table: it looks like ${kind ?? "a binary file"}. Export the table as CSV (UTF-8), JSON or Parquet`,
    { table: name, kind: kind ?? "binary" },
  );
}
