import { Sha256 } from "./sha256.js";
/** `names` is any plain JSON; of the rows, x (row by row), y and the weights enter as little-endian float64. */
export function dataHash(names, parts) {
  const hash = new Sha256();
  const header = { names, rows: parts.map(({ rows }) => rows) };
  hash.update(new TextEncoder().encode(JSON.stringify(header)));
  for (const { x, y, weights } of parts) {
    for (const numbers of [x, y, ...(weights === undefined ? [] : [weights])]) addNumbers(hash, numbers);
  }
  return hash.digest();
}
const numbersAtOnce = 1024;
function addNumbers(hash, numbers) {
  const bytes = new Uint8Array(numbersAtOnce * 8);
  const view = new DataView(bytes.buffer);
  for (let start = 0; start < numbers.length; start += numbersAtOnce) {
    const count = Math.min(numbersAtOnce, numbers.length - start);
    for (let index = 0; index < count; index++) view.setFloat64(index * 8, numbers[start + index], true);
    hash.update(bytes.subarray(0, count * 8));
  }
}
