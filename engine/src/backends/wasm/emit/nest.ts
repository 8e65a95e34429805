/**
 * Emits one loop nest. Pointers move with the loops, what does not depend on an inner loop is computed before it, and
 * the last axis of the domain runs along the lanes, with a tail for what does not fill a vector.
 */
import type { DType } from "../../../base/dtype.ts";
import { ROWS, sizeOf } from "../../../base/shape.ts";
import { type Access, accesses, type Expression, type Store } from "../../../lower/kernel.ts";
import type { Local } from "../encoder/code.ts";
import type { Axis } from "./axes.ts";
import { addressOf, bytesOf, type Context, countedLoop, type Lanes, pushExtent } from "./context.ts";
import { ExpressionEmitter, type Reader } from "./expression.ts";

interface Pointer {
  local: Local;
  bytes: number;
}

/** Lanes of the current vector that hold elements: all, a static number, or as many as a local mask says. */
export type Tail =
  | { readonly kind: "none" }
  | { readonly kind: "static"; readonly lanes: number }
  | { readonly kind: "mask"; readonly mask: Local };

export interface Hooks {
  /** Emits what surrounds the loops from `depth` on: accumulators of a reduction. */
  around(depth: number, loops: () => void): void;
  /** Emits the innermost body. */
  body(tail: Tail): void;
}

export class Nest implements Reader {
  readonly emitter: ExpressionEmitter;
  readonly width: Lanes;
  private readonly context: Context;
  private readonly axes: readonly Axis[];
  private readonly vector: number;
  private readonly stores: readonly Store[];
  private readonly roots: readonly Expression[];
  private readonly pointers = new Map<Access, Pointer>();
  private readonly indices: Local[] = [];
  private readonly levels = new Map<Expression, number>();
  private values = new Map<Expression, Local>();
  private tail: Tail = { kind: "none" };

  /** `axes` in the order of the loops; `vector` is the one along the lanes, −1 for a single point. */
  constructor(context: Context, axes: readonly Axis[], vector: number, stores: readonly Store[]) {
    this.context = context;
    this.axes = axes;
    this.vector = vector;
    this.stores = stores;
    this.roots = stores.map((store) => store.expression);
    this.width = stores.some((store) => isWide(store.expression)) ? 2 : 4;
    this.emitter = new ExpressionEmitter(context.code, context.routines, this.width);
    for (const store of stores) {
      for (const access of [store.access, ...accesses(store.expression)]) {
        const { local, bytes } = addressOf(context, access.value.place);
        this.pointers.set(access, { local, bytes: bytes + access.offset * bytesOf(access.value.dtype) });
      }
    }
  }

  /** Lanes that hold elements, as far as is known before running. */
  get lanes(): number {
    return this.tail.kind === "static" ? this.tail.lanes : this.width;
  }

  address(access: Access): number {
    const pointer = this.pointers.get(access) as Pointer;
    this.context.code.get(pointer.local);
    return pointer.bytes;
  }

  stride(access: Access): number {
    return this.vector < 0 ? 0 : this.strideAt(access, this.vector);
  }

  index(axis: number): void {
    const depth = this.axes.findIndex(({ domain }) => domain === axis);
    this.context.code.get(this.indices[depth]);
  }

  isVector(axis: number): boolean {
    return this.vector >= 0 && this.axes[this.vector].domain === axis;
  }

  private strideAt(access: Access, depth: number): number {
    return access.strides[this.axes[depth].domain];
  }

  emit(hooks: Hooks, depth = 0): void {
    hooks.around(depth, () => {
      this.hoist(depth);
      if (depth === this.axes.length) hooks.body(this.tail);
      else if (depth === this.vector) this.vectorLoop(hooks, depth);
      else this.scalarLoop(hooks, depth);
    });
  }

  private scalarLoop(hooks: Hooks, depth: number): void {
    const { code } = this.context;
    const { extent } = this.axes[depth];
    this.indices[depth] = code.local("i32");
    this.moving(depth, (advance) => {
      const body = () => this.keeping(() => this.emit(hooks, depth + 1));
      countedLoop(
        code,
        this.indices[depth],
        () => pushExtent(this.context, extent),
        1,
        body,
        () => advance(1),
      );
    });
  }

  private vectorLoop(hooks: Hooks, depth: number): void {
    const { code } = this.context;
    const { extent, reduced } = this.axes[depth];
    const width = this.width;
    const index = code.local("i32");
    this.indices[depth] = index;
    const inner = (tail: Tail) => {
      this.tail = tail;
      this.keeping(() => this.emit(hooks, depth + 1));
      this.tail = { kind: "none" };
    };
    this.moving(depth, (advance) => {
      const whole = (pushLimit: () => void) =>
        countedLoop(
          code,
          index,
          pushLimit,
          width,
          () => inner({ kind: "none" }),
          () => advance(width),
        );
      if (!reduced && (extent < 0 || this.mayOverrun(extent))) {
        // Values end with room for a vector, so the last one may be computed whole.
        whole(() => pushExtent(this.context, extent));
      } else if (extent < 0) {
        const pushWhole = () => {
          pushExtent(this.context, extent);
          code.i32(-width).op("i32.and");
        };
        whole(pushWhole);
        pushExtent(this.context, extent);
        code.i32(width - 1).op("i32.and");
        code.if(() => inner({ kind: "mask", mask: this.tailMask(extent) }));
      } else {
        const full = Math.floor(extent / width) * width;
        if (full > width) whole(() => code.i32(full));
        else code.i32(0).set(index);
        if (full === width) inner({ kind: "none" });
        if (full === width && extent > full) {
          advance(width);
          code.i32(width).set(index);
        }
        if (extent > full) inner({ kind: "static", lanes: extent - full });
      }
    });
  }

  /**
   * Do the results end where their own storage ends, and are the operands read in step with them? Then the last vector
   * is stored whole: what is stored lane by lane cannot be loaded as a vector before it has reached the cache.
   */
  private mayOverrun(extent: number): boolean {
    const inStep = (access: Access) => Math.abs(this.strideAt(access, 0) - 0.5) === 0.5;
    return (
      this.axes.length === 1 &&
      extent % this.width !== 0 &&
      this.stores.every(({ access, expression }) => {
        const { place, shape } = access.value;
        const whole = sizeOf(shape, 1) === extent && access.offset === 0 && this.strideAt(access, 0) === 1;
        return place.kind === "region" && whole && !shape.includes(ROWS) && accesses(expression).every(inStep);
      })
    );
  }

  /** Lanes below the number of elements left are ones. */
  private tailMask(extent: number): Local {
    const { code } = this.context;
    const mask = code.local("v128");
    const steps = new Int32Array([0, 1, 2, 3]);
    code.v128([...new Uint8Array(steps.buffer)]);
    pushExtent(this.context, extent);
    code
      .i32(this.width - 1)
      .op("i32.and")
      .op("i32x4.splat")
      .op("i32x4.lt_s");
    if (this.width === 2) code.op("i64x2.extend_low_i32x4_s");
    code.set(mask);
    return mask;
  }

  /** Gives every access that moves along this loop a pointer of its own, and `body` the way to advance them. */
  private moving(depth: number, body: (advance: (elements: number) => void) => void): void {
    const { code } = this.context;
    const before = new Map(this.pointers);
    const moved: { pointer: Local; bytes: number }[] = [];
    const shared = new Map<string, Local>();
    for (const [access, { local, bytes }] of before) {
      const step = this.strideAt(access, depth) * bytesOf(access.value.dtype);
      if (step === 0) continue;
      // A pointer that moves down carries its offset: without it, it might fall below address 0.
      const carried = step < 0 ? bytes : 0;
      const key = `${local.index}*${step}+${carried}`;
      let pointer = shared.get(key);
      if (pointer === undefined) {
        pointer = code.local("i32");
        code.get(local);
        if (carried !== 0) code.i32(carried).op("i32.add");
        code.set(pointer);
        shared.set(key, pointer);
        moved.push({ pointer, bytes: step });
      }
      this.pointers.set(access, { local: pointer, bytes: bytes - carried });
    }
    body((elements) => {
      for (const { pointer, bytes } of moved)
        code
          .get(pointer)
          .i32(bytes * elements)
          .op("i32.add")
          .set(pointer);
    });
    for (const [access, pointer] of before) this.pointers.set(access, pointer);
  }

  /** Values computed inside are unknown outside. */
  private keeping(body: () => void): void {
    const before = new Map(this.values);
    body();
    this.values = before;
  }

  /** Computes what later loops need and do not change. */
  private hoist(depth: number): void {
    if (depth === this.axes.length) return;
    const seen = new Set<Expression>();
    const visit = (expression: Expression): void => {
      if (seen.has(expression) || this.values.has(expression)) return;
      seen.add(expression);
      if (expression.kind === "constant") return;
      if (this.level(expression) <= depth) this.remember(expression);
      else if (expression.kind === "apply") expression.inputs.forEach(visit);
    };
    this.roots.forEach(visit);
  }

  /** Number of loops that an expression is inside of. */
  private level(expression: Expression): number {
    const known = this.levels.get(expression);
    if (known !== undefined) return known;
    let level = 0;
    const deepest = (moves: (depth: number) => boolean) => {
      for (let depth = this.axes.length; depth > 0; depth--) if (moves(depth - 1)) return depth;
      return 0;
    };
    if (expression.kind === "load") level = deepest((depth) => this.strideAt(expression.access, depth) !== 0);
    if (expression.kind === "index") level = deepest((depth) => this.axes[depth].domain === expression.axis);
    if (expression.kind === "apply") level = Math.max(...expression.inputs.map((input) => this.level(input)));
    this.levels.set(expression, level);
    return level;
  }

  private remember(expression: Expression): void {
    const { code } = this.context;
    const local = code.local("v128");
    this.push(expression);
    code.set(local);
    this.values.set(expression, local);
  }

  /** Pushes an expression's value; shared parts are computed once and kept. */
  push(expression: Expression): void {
    const { code } = this.context;
    const known = this.values.get(expression);
    if (known !== undefined) {
      code.get(known);
      return;
    }
    switch (expression.kind) {
      case "constant":
        this.emitter.constant(expression.number, expression.dtype);
        return;
      case "load":
        this.emitter.load(expression.access, expression.dtype, this);
        break;
      case "index":
        this.emitter.index(expression, this);
        break;
      case "apply":
        this.emitter.apply(expression, (input) => this.push(expression.inputs[input]));
    }
    const local = code.local("v128");
    code.tee(local);
    this.values.set(expression, local);
  }
}

export const isWide = (expression: Expression, seen = new Set<Expression>()): boolean => {
  if (seen.has(expression)) return false;
  seen.add(expression);
  const own: DType = expression.dtype;
  return own === "float64" || (expression.kind === "apply" && expression.inputs.some((input) => isWide(input, seen)));
};
