/**
 * Picking along an axis by integers, and its adjoint, adding back where they point.
 *
 *   gather(x, index):            result[b…, i…, r…] = x[b…, index[b…, i…], r…]
 *   scatterAdd(values, index):   result[b…, k, r…]  = Σ values[b…, i…, r…] over all i… with index[b…, i…] = k
 *
 * b are the first `batch` axes, shared by both inputs. An index outside 0 … size − 1 picks NaN (0 for integers) and
 * adds nowhere.
 */
import type { DType } from "../base/dtype.ts";
import type { Shape } from "../base/shape.ts";
import { sameShape } from "../base/shape.ts";
import { checkCount, checkSizes, dtypeError, shapeError } from "./check.ts";
import type { IndexRow } from "./row.ts";

function indexedDType(op: string, [value, index]: readonly DType[]): DType {
  if (index !== "int32" || value === "bool") throw dtypeError(op, [value, index], "numbers and an int32 index");
  return value;
}

function checkBatch(op: string, shapes: readonly Shape[], batch: number): void {
  checkCount(op, shapes, 2);
  const [a, b] = shapes.map((shape) => shape.slice(0, batch));
  if (a.length < batch || !sameShape(a, b))
    throw shapeError(op, shapes, `the first ${batch} axes must be equal`, { batch });
}

const gather: IndexRow = {
  name: "gather",
  kind: "gather",
  shape: (shapes, attributes) => {
    const batch = attributes.batch as number;
    checkBatch("gather", shapes, batch);
    const [x, index] = shapes;
    if (x.length <= batch) throw shapeError("gather", shapes, `there is no axis ${batch} to pick from`, { batch });
    const result = [...x.slice(0, batch), ...index.slice(batch), ...x.slice(batch + 1)];
    checkSizes("gather", result);
    return result;
  },
  dtype: (dtypes) => indexedDType("gather", dtypes),
  gradient: (cotangent, { inputs: [x, index], attributes }, build) => {
    const batch = attributes.batch as number;
    return [build.scatterAdd(cotangent, index, batch, x.shape[batch]), null];
  },
};

const scatterAdd: IndexRow = {
  name: "scatterAdd",
  kind: "scatter",
  shape: (shapes, attributes) => {
    const batch = attributes.batch as number;
    checkBatch("scatterAdd", shapes, batch);
    const [values, index] = shapes;
    if (!sameShape(values.slice(0, index.length), index)) {
      throw shapeError("scatterAdd", shapes, "the values must begin with the axes of the index", { batch });
    }
    const result = [...values.slice(0, batch), attributes.size as number, ...values.slice(index.length)];
    checkSizes("scatterAdd", result);
    return result;
  },
  dtype: (dtypes) => indexedDType("scatterAdd", dtypes),
  gradient: (cotangent, { inputs: [, index], attributes }, build) => [
    build.gather(cotangent, index, attributes.batch as number),
    null,
  ],
};

export const indexing: readonly IndexRow[] = [gather, scatterAdd];
