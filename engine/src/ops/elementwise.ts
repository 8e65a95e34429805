/** How an elementwise row is written down: what most rows share is filled in here. */
import type { DType } from "../base/dtype.ts";
import { checkCount, checkEqualShapes } from "./check.ts";
import type { ElementwiseRow, RowBase } from "./row.ts";

type Optional = "exact" | "commutative" | "flops";
type Description = Omit<ElementwiseRow, "kind" | "shape" | "dtype" | Optional> &
  Partial<Pick<ElementwiseRow, Optional>> & {
    readonly dtype: (op: string, dtypes: readonly DType[], attributes: Parameters<RowBase["dtype"]>[1]) => DType;
  };

/** A row from what is special about it. Left out: rounded by its routine, not commutative, one flop. */
export const elementwise = ({ dtype, ...description }: Description): ElementwiseRow => ({
  kind: "elementwise",
  exact: false,
  commutative: false,
  flops: 1,
  ...description,
  shape: (shapes) => {
    checkCount(description.name, shapes, description.arity);
    checkEqualShapes(description.name, shapes);
    return shapes[0];
  },
  dtype: (dtypes, attributes) => dtype(description.name, dtypes, attributes),
});
