/** Expressions as vector instructions: every value is a v128 on the stack, uniform values in all lanes. */
import type { DType } from "../../../base/dtype.ts";
import { NablaError } from "../../../base/errors.ts";
import type { Access, Expression } from "../../../lower/kernel.ts";
import { table } from "../../../ops/table.ts";
import { scrambling } from "../../../ops/unary.ts";
import type { Code, Local } from "../encoder/code.ts";
import type { LoadOpcode, Opcode } from "../encoder/opcodes.ts";
import type { RoutineName, RoutineSet } from "../routines/index.ts";
import type { Lanes } from "./context.ts";

/** An address on the stack is `pushed`; immediates carry the rest. */
export interface Reader {
  /** Pushes the address of an access; returns the byte offset to use as the immediate. */
  address(access: Access): number;
  /** Elements from lane to lane: 0 uniform, 1 contiguous. */
  stride(access: Access): number;
  /** Pushes the loop index of a domain axis. */
  index(axis: number): void;
  /** Is this axis the one that runs along the lanes? */
  isVector(axis: number): boolean;
  /** Lanes that hold elements: fewer than the width in a tail. */
  readonly lanes: number;
}

export const bytesPerElement: Record<DType, number> = { float32: 4, int32: 4, bool: 4, float64: 8 };

export class ExpressionEmitter {
  private readonly code: Code;
  private readonly routines: RoutineSet;
  readonly width: Lanes;

  constructor(code: Code, routines: RoutineSet, width: Lanes) {
    this.code = code;
    this.routines = routines;
    this.width = width;
  }

  /** Pushes a load's value. */
  load(access: Access, dtype: DType, reader: Reader): void {
    const { code } = this;
    const stride = reader.stride(access);
    const wide = dtype === "float64";
    if (stride === 0) {
      const offset = reader.address(access);
      code.load(wide ? "v128.load64_splat" : "v128.load32_splat", offset);
    } else if (stride === 1) {
      const offset = reader.address(access);
      code.load(wide || this.width === 4 ? "v128.load" : "v128.load64_zero", offset);
    } else {
      this.gatherLanes(access, wide, stride, reader);
    }
    if (dtype === "bool") this.boolFromMemory();
  }

  private gatherLanes(access: Access, wide: boolean, stride: number, reader: Reader): void {
    const { code } = this;
    const bytes = (wide ? 8 : 4) * stride;
    const first: LoadOpcode = wide ? "v128.load64_zero" : "v128.load32_zero";
    let offset = reader.address(access);
    const address = code.local("i32");
    code.tee(address).load(first, offset);
    const vector = code.local("v128");
    code.set(vector);
    for (let lane = 1; lane < Math.min(this.width, reader.lanes); lane++) {
      code.get(address);
      if (bytes < 0) code.i32(bytes * lane).op("i32.add");
      else offset += bytes;
      code
        .get(vector)
        .loadLane(wide ? "v128.load64_lane" : "v128.load32_lane", lane, offset)
        .set(vector);
    }
    code.get(vector);
  }

  /** 0 or 1 in memory becomes a mask as wide as the lanes. */
  private boolFromMemory(): void {
    this.code.op("i32x4.neg");
    this.widenMask();
  }

  /** A comparison of 32-bit lanes gives a 32-bit mask; two-lane kernels hold masks of 64 bits. */
  private widenMask(): void {
    if (this.width === 2) this.code.op("i64x2.extend_low_i32x4_s");
  }

  /** Pushes a mask as wide as the lanes, for values of a dtype. */
  maskFor(dtype: DType, mask: Local): void {
    this.code.get(mask);
    if (dtype !== "float64") this.narrowMask();
  }

  /** The mask for 32-bit lanes. */
  private narrowMask(): void {
    if (this.width === 4) return;
    const low = [0, 1, 2, 3, 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11];
    const mask = this.code.local("v128");
    this.code.set(mask).get(mask).get(mask).shuffle(low);
  }

  /** Stores the lanes that hold elements; the address is pushed by `reader`, the value by `push`. */
  store(access: Access, dtype: DType, reader: Reader, push: () => void): void {
    const { code } = this;
    const value = code.local("v128");
    push();
    if (dtype === "bool") {
      this.narrowMask();
      code.i32x4(1).op("v128.and");
    }
    code.set(value);
    const wide = dtype === "float64";
    const stride = reader.stride(access);
    if (stride === 1 && reader.lanes >= this.width) {
      const offset = reader.address(access);
      code.get(value);
      if (wide || this.width === 4) code.store("v128.store", offset);
      else code.storeLane("v128.store64_lane", 0, offset);
      return;
    }
    const lanes = stride === 0 ? 1 : Math.min(this.width, reader.lanes);
    const bytes = (wide ? 8 : 4) * stride;
    for (let lane = 0; lane < lanes; lane++) {
      let offset = reader.address(access);
      if (bytes < 0) code.i32(bytes * lane).op("i32.add");
      else offset += bytes * lane;
      code.get(value).storeLane(wide ? "v128.store64_lane" : "v128.store32_lane", lane, offset);
    }
  }

  constant(value: number, dtype: DType): void {
    switch (dtype) {
      case "float32":
        this.code.f32x4(value);
        return;
      case "float64":
        this.code.f64x2(value);
        return;
      case "int32":
        this.code.i32x4(value);
        return;
      case "bool":
        this.code.i32x4(value === 0 ? 0 : -1);
    }
  }

  index(expression: Expression & { kind: "index" }, reader: Reader): void {
    const { code } = this;
    const { axis, scale, offset } = expression;
    if (axis < 0) {
      code.i32x4(offset);
      return;
    }
    reader.index(axis);
    code.i32(scale).op("i32.mul").i32(offset).op("i32.add").op("i32x4.splat");
    if (!reader.isVector(axis)) return;
    const steps = new Int32Array([0, scale, 2 * scale, 3 * scale]);
    code.v128([...new Uint8Array(steps.buffer)]).op("i32x4.add");
  }

  /** Applies an op to operands that `push(i)` puts on the stack. */
  apply(expression: Expression & { kind: "apply" }, push: (input: number) => void): void {
    const { code } = this;
    const { op, inputs } = expression;
    const from = inputs[0].dtype;
    const row = table[op];
    if (row.kind !== "elementwise") throw new NablaError("internal", `${op} is not elementwise`);
    const { wasm } = row;
    const laneType = from === "float64" ? "f64x2" : from === "float32" ? "f32x4" : "i32x4";
    const operands = () => {
      for (const i of inputs.keys()) push(i);
    };
    if (wasm.emulate !== undefined) {
      this.emulate(wasm.emulate, expression, push);
    } else if (wasm.routine !== undefined && from !== "int32") {
      operands();
      code.call(this.routines.get(wasm.routine as RoutineName, laneType === "f64x2" ? "f64x2" : "f32x4"));
    } else {
      const spelling = from === "int32" || from === "bool" ? wasm.int32 : wasm.float;
      if (spelling === undefined) throw new NablaError("internal", `${op} of ${from} has no WebAssembly spelling`);
      operands();
      const opcode = spelling.includes(".") ? spelling : `${laneType}.${spelling}`;
      code.op(opcode as Opcode);
      if (expression.dtype === "bool" && from !== "float64" && from !== "bool") this.widenMask();
    }
  }

  private emulate(how: string, expression: Expression & { kind: "apply" }, push: (input: number) => void): void {
    const { code } = this;
    const { inputs, dtype } = expression;
    switch (how) {
      case "where":
        push(1);
        push(2);
        push(0);
        if (dtype !== "float64" && dtype !== "bool") this.narrowMask();
        code.op("v128.bitselect");
        return;
      case "sign":
        this.sign(inputs[0].dtype, () => push(0));
        return;
      case "cast":
        push(0);
        this.cast(inputs[0].dtype, dtype);
        return;
      case "identity":
        push(0);
        return;
      case "scramble":
        push(0);
        this.scramble();
        return;
      case "and":
      case "or":
        push(0);
        push(1);
        code.op(`v128.${how}`);
        return;
      case "not":
        push(0);
        code.op("v128.not");
        return;
      default:
        throw new NablaError("internal", `no emulation "${how}" for ${expression.op}`);
    }
  }

  /** ±1 by the sign bit; zeros and NaN stay themselves. */
  private sign(dtype: DType, push: () => void): void {
    const { code } = this;
    const value = code.local("v128");
    push();
    code.set(value);
    if (dtype === "int32") {
      code.i32x4(1).get(value).i32x4(-1).op("i32x4.max_s").op("i32x4.min_s");
      return;
    }
    const wide = dtype === "float64";
    const one = () => (wide ? code.f64x2(1) : code.f32x4(1));
    const signBit = () => (wide ? code.f64x2(-0) : code.f32x4(-0));
    const zero = () => (wide ? code.f64x2(0) : code.f32x4(0));
    const lane = wide ? "f64x2" : "f32x4";
    signBit().get(value).op("v128.and");
    one().op("v128.or").get(value).get(value);
    zero().op(`${lane}.gt`).get(value);
    zero().op(`${lane}.lt`).op("v128.or").op("v128.bitselect");
  }

  /** The word on the stack, scrambled. */
  private scramble(): void {
    const { code } = this;
    const word = code.local("v128");
    for (const { shift, factor } of scrambling) {
      code.set(word).get(word).get(word).i32(shift).op("i32x4.shr_u").op("v128.xor");
      if (factor !== 1) code.i32x4(factor).op("i32x4.mul");
    }
  }

  private cast(from: DType, to: DType): void {
    const { code, width } = this;
    if (from === to) return;
    if (to === "bool") {
      if (from === "float64") code.f64x2(0).op("f64x2.ne");
      else if (from === "float32") code.f32x4(0).op("f32x4.ne");
      else code.i32x4(0).op("i32x4.ne");
      if (from !== "float64") this.widenMask();
      return;
    }
    if (from === "bool") {
      if (to !== "float64") this.narrowMask();
      this.constant(1, to);
      code.op("v128.and");
      return;
    }
    const conversions: Record<string, Opcode> = {
      "float32 float64": "f64x2.promote_low_f32x4",
      "float64 float32": "f32x4.demote_f64x2_zero",
      "int32 float32": "f32x4.convert_i32x4_s",
      "int32 float64": "f64x2.convert_low_i32x4_s",
      "float32 int32": "i32x4.trunc_sat_f32x4_s",
      "float64 int32": "i32x4.trunc_sat_f64x2_s_zero",
    };
    code.op(conversions[`${from} ${to}`]);
    if (width === 4 && (from === "float64" || to === "float64")) throw new NablaError("internal", "float64 in 4 lanes");
  }
}
