/** gather and scatterAdd: rows picked by integer indices. An index out of range picks NaN, and is never written. */
import { extentOf } from "../../../lower/access.ts";
import type { IndexKernel } from "../../../lower/kernel.ts";
import type { Local } from "../encoder/code.ts";
import { addressOf, bytesOf, type Context, countedLoop, pushExtent } from "./context.ts";

export function emitIndex(context: Context, kernel: IndexKernel): void {
  const { code } = context;
  const { source, index, result, size, rest } = kernel;
  const gathers = kernel.kind === "gather";
  const { dtype } = result;
  const bytes = bytesOf(dtype);
  const [picked, spread] = gathers ? [result, source] : [source, result];
  const batch = extentOf(kernel.batch);
  const picks = extentOf(kernel.picks);

  const pointer = (value: typeof source): Local => {
    const { local, bytes: offset } = addressOf(context, value.place);
    const own = code.local("i32");
    code.get(local).i32(offset).op("i32.add").set(own);
    return own;
  };
  const pickedAt = pointer(picked);
  const spreadAt = pointer(spread);
  const indexAt = pointer(index);
  if (!gathers) {
    code.get(spreadAt).i32(0);
    pushExtent(context, batch);
    code
      .i32(size * rest * bytes)
      .op("i32.mul")
      .op("memory.fill");
  }

  const id = code.local("i32");
  const at = code.local("i32");
  const element = code.local("i32");
  const type = dtype === "float64" ? "f64" : dtype === "float32" ? "f32" : "i32";
  const missing = () => {
    if (type === "f64") code.f64(Number.NaN);
    else if (type === "f32") code.f32(Number.NaN);
    else code.i32(0);
  };
  const move = (inRange: boolean) => {
    if (gathers) {
      code.get(pickedAt);
      if (inRange) code.get(at).load(`${type}.load`);
      else missing();
      code.store(`${type}.store`);
    } else if (inRange) {
      code
        .get(at)
        .get(at)
        .load(`${type}.load`)
        .get(pickedAt)
        .load(`${type}.load`)
        .op(`${type}.add`)
        .store(`${type}.store`);
    }
    code.get(pickedAt).i32(bytes).op("i32.add").set(pickedAt);
    code.get(at).i32(bytes).op("i32.add").set(at);
  };
  const pickOne = () => {
    code.get(indexAt).load("i32.load").set(id);
    code.get(indexAt).i32(4).op("i32.add").set(indexAt);
    code
      .get(id)
      .i32(rest * bytes)
      .op("i32.mul")
      .get(spreadAt)
      .op("i32.add")
      .set(at);
    const each = (inRange: boolean) => () =>
      countedLoop(
        code,
        element,
        () => code.i32(rest),
        1,
        () => move(inRange),
      );
    code.get(id).i32(size).op("i32.lt_u").if(each(true), each(false));
  };
  countedLoop(
    code,
    code.local("i32"),
    () => pushExtent(context, batch),
    1,
    () => {
      countedLoop(code, code.local("i32"), () => pushExtent(context, picks), 1, pickOne);
      code
        .get(spreadAt)
        .i32(size * rest * bytes)
        .op("i32.add")
        .set(spreadAt);
    },
  );
}
