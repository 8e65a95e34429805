/** Which rows are held out: a seeded shuffle in integers, the same on every host. */
/**
 * Holds out ⌊rows · fraction + ½⌋ rows (at least one, and never all) chosen by a seeded shuffle (Fisher and Yates)
 * of all of them. Both parts keep the order of the table.
 */
export const seededSplit = (rows, fraction, seed) => {
  const wanted = Math.floor(rows * fraction + 0.5);
  const held = fraction === 0 ? 0 : Math.min(Math.max(wanted, 1), rows - 1);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  const draw = integers(seed);
  for (let last = rows - 1; last > 0; last--) {
    const other = draw(last + 1);
    const row = order[last];
    order[last] = order[other];
    order[other] = row;
  }
  return { train: order.slice(held).sort(), validation: order.slice(0, held).sort() };
};
/** Uniform integers below a bound from a counter put through a 32-bit mixer (the finalizer of MurmurHash3). */
function integers(seed) {
  let counter = mix(mix(seed | 0) ^ Math.floor(seed / 2 ** 32));
  const next = () => {
    counter = (counter + 0x9e3779b9) | 0;
    return mix(counter) >>> 0;
  };
  return (bound) => {
    // The top of the range that no multiple of `bound` fills is drawn again, so that no row is favoured.
    const limit = 2 ** 32 - (2 ** 32 % bound);
    let value = next();
    while (value >= limit) value = next();
    return value % bound;
  };
}
function mix(value) {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
