/** Picking by index and adding back by index, over sizes [batch, picks, size, rest] (see ops/gather.ts). */
import type { Shape } from "../../base/shape.ts";
import { sizeOf } from "../../base/shape.ts";
import type { Elements } from "./storage.ts";

export function gather(
  [x, index]: readonly Elements[],
  [xShape, indexShape]: readonly Shape[],
  batch: number,
  result: Elements,
): Elements {
  const size = xShape[batch];
  const rest = sizeOf(xShape.slice(batch + 1));
  const picks = sizeOf(indexShape.slice(batch));
  for (let i = 0; i < index.length; i++) {
    const picked = index[i];
    const from = (Math.floor(i / picks) * size + picked) * rest;
    const inside = 0 <= picked && picked < size;
    for (let j = 0; j < rest; j++) result[i * rest + j] = inside ? x[from + j] : Number.NaN;
  }
  return result;
}

export function scatterAdd(
  [values, index]: readonly Elements[],
  [valueShape, indexShape]: readonly Shape[],
  batch: number,
  result: Elements,
  resultShape: Shape,
): Elements {
  const size = resultShape[batch];
  const rest = sizeOf(valueShape.slice(indexShape.length));
  const picks = sizeOf(indexShape.slice(batch));
  for (let i = 0; i < index.length; i++) {
    const picked = index[i];
    const to = (Math.floor(i / picks) * size + picked) * rest;
    if (picked < 0 || picked >= size) continue;
    for (let j = 0; j < rest; j++) result[to + j] += values[i * rest + j];
  }
  return result;
}
