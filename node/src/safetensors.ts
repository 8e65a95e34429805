/**
 * Named arrays in one file, in the safetensors format: 8 bytes length of the header (little-endian), the header as
 * JSON (`{ name: { dtype, shape, data_offsets: [begin, end] } }`, offsets from the end of the header), then the
 * numbers, little-endian, without gaps. Source: https://huggingface.co/docs/safetensors (format).
 */
import { CommandError } from "./errors.ts";
import type { Damage } from "./words/sentences.ts";

export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

interface HeaderEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

const bytesOf: Readonly<Record<string, number>> = { F32: 4, F64: 8 };
const lengthField = 8;

/** The bytes of a file that holds the tensors, in their order. */
export function writeSafetensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const header: Record<string, unknown> = Object.keys(metadata).length > 0 ? { __metadata__: metadata } : {};
  let end = 0;
  for (const { name, shape, data } of tensors) {
    const begin = end;
    end += data.byteLength;
    header[name] = { dtype: data instanceof Float64Array ? "F64" : "F32", shape, data_offsets: [begin, end] };
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(lengthField + padded + end).fill(0x20, lengthField + text.length, lengthField + padded);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(padded), true);
  bytes.set(text, lengthField);
  let at = lengthField + padded;
  for (const { data } of tensors) {
    const double = data instanceof Float64Array;
    for (const value of data) {
      if (double) view.setFloat64(at, value, true);
      else view.setFloat32(at, value, true);
      at += data.BYTES_PER_ELEMENT;
    }
  }
  return bytes;
}

/**
 * The tensors of a file, in the order of their bytes. Reads F32 and F64.
 * @throws CommandError "file-damaged" with the reason, for a file that is cut, overlapping or of another kind.
 */
export function readSafetensors(bytes: Uint8Array, file: string): NamedTensor[] {
  const damaged = (reason: Damage): CommandError => new CommandError("file-damaged", { file, reason });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < lengthField) throw damaged("cut");
  const headerLength = Number(view.getBigUint64(0, true));
  const start = lengthField + headerLength;
  if (!Number.isSafeInteger(start) || start > bytes.length) throw damaged("cut");
  const header = parseHeader(bytes.subarray(lengthField, start));
  if (header === undefined) throw damaged("header");
  const entries = Object.entries(header)
    .filter(([name]) => name !== "__metadata__")
    .sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1]);
  let expected = 0;
  const tensors = entries.map(
    ([
      name,
      {
        dtype,
        shape,
        data_offsets: [begin, end],
      },
    ]) => {
      const width = bytesOf[dtype];
      if (width === undefined) throw damaged("dtype");
      const length = shape.reduce((product, size) => product * size, 1);
      if (begin !== expected || end - begin !== length * width) throw damaged("offsets");
      if (start + end > bytes.length) throw damaged("cut");
      expected = end;
      return { name, shape, data: numbers(view, start + begin, length, dtype === "F64") };
    },
  );
  if (start + expected !== bytes.length) throw damaged("trailing");
  return tensors;
}

function parseHeader(bytes: Uint8Array): Record<string, HeaderEntry> | undefined {
  try {
    const header: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    const complete =
      typeof header === "object" &&
      header !== null &&
      Object.entries(header).every(([name, entry]) => name === "__metadata__" || isEntry(entry));
    return complete ? (header as Record<string, HeaderEntry>) : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(entry: Partial<HeaderEntry> | null): boolean {
  const natural = (values: unknown): boolean =>
    Array.isArray(values) && values.every((value) => Number.isSafeInteger(value) && value >= 0);
  if (typeof entry !== "object" || entry === null || typeof entry.dtype !== "string") return false;
  return natural(entry.shape) && natural(entry.data_offsets) && entry.data_offsets?.length === 2;
}

function numbers(view: DataView, start: number, length: number, double: boolean): Float32Array | Float64Array {
  const data = double ? new Float64Array(length) : new Float32Array(length);
  for (let i = 0; i < length; i++) {
    data[i] = double ? view.getFloat64(start + 8 * i, true) : view.getFloat32(start + 4 * i, true);
  }
  return data;
}
