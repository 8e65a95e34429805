/**
 * Matrix products in register tiles: a block of results stays in registers while k runs. Three forms, chosen by sizes
 * and strides only: lanes along n (matrix × matrix), along m (a single column read down its rows), or along k (dot
 * products, folded at the end).
 */
import type { Access, ContractKernel, ContractLoop } from "../../../lower/kernel.ts";
import type { Local } from "../encoder/code.ts";
import type { Opcode } from "../encoder/opcodes.ts";
import { addressOf, bytesOf, type Context, countedLoop, pushExtent } from "./context.ts";
import { foldLanes, foldVectors } from "./reduce.ts";

/** Rows of a register tile. */
const tileRows = 4;
/** Vectors of a register tile: two beside four rows, eight for a single row. */
const tileVectors = (rows: number): number => (rows === 1 ? 8 : 2);

interface Sides {
  readonly lhs: Access;
  readonly rhs: Access;
  readonly m: ContractLoop;
  readonly n: ContractLoop;
}

export function emitContract(context: Context, kernel: ContractKernel): void {
  new ContractEmitter(context, kernel).emit();
}

class ContractEmitter {
  private readonly context: Context;
  private readonly kernel: ContractKernel;
  private readonly bytes: number;
  /** Elements of a vector: 1 where every element is one already. */
  private readonly width: 1 | 2 | 4;
  private readonly lane: "f32x4" | "f64x2" | "i32x4";
  private lhs: Local;
  private rhs: Local;
  private result: Local;
  private offsets = { lhs: 0, rhs: 0, result: 0 };

  constructor(context: Context, kernel: ContractKernel) {
    this.context = context;
    this.kernel = kernel;
    this.bytes = bytesOf(kernel.dtype) * (kernel.lanes ?? 1);
    this.width = kernel.lanes !== undefined ? 1 : kernel.dtype === "float64" ? 2 : 4;
    this.lane = kernel.dtype === "float64" ? "f64x2" : kernel.dtype === "float32" ? "f32x4" : "i32x4";
    const at = (access: Access) => addressOf(context, access.value.place);
    [this.lhs, this.rhs, this.result] = [at(kernel.lhs).local, at(kernel.rhs).local, at(kernel.result).local];
    const offset = (access: Access) => at(access).bytes + access.offset * this.bytes;
    this.offsets = { lhs: offset(kernel.lhs), rhs: offset(kernel.rhs), result: offset(kernel.result) };
  }

  emit(): void {
    this.overBatch(0);
  }

  private overBatch(i: number): void {
    const loop = this.kernel.batch[i];
    if (loop === undefined) {
      this.product();
      return;
    }
    this.loop(loop, 1, () => this.overBatch(i + 1));
  }

  private product(): void {
    const { m, n, k, lhs, rhs } = this.kernel;
    const oneColumn = n.size === 1;
    if (oneColumn && m.lhs === 1 && m.size > 1 && m.result === 1) {
      // One column, read down: the column takes the part of the left operand, so that lanes run along m.
      const swapped = { lhs: rhs, rhs: lhs, m: { ...n, lhs: n.rhs, rhs: 0 }, n: { ...m, lhs: 0, rhs: m.lhs } };
      this.swapOperands(() => this.alongColumns(swapped, { ...k, lhs: k.rhs, rhs: k.lhs }));
    } else if (n.rhs === 1 && n.size > 1) {
      this.alongColumns({ lhs, rhs, m, n }, k);
    } else if (this.kernel.lanes !== undefined) {
      this.loop(m, 1, () => this.loop(n, 1, () => this.dotAbreast(k)));
    } else {
      this.alongDots();
    }
  }

  private swapOperands(body: () => void): void {
    [this.lhs, this.rhs] = [this.rhs, this.lhs];
    this.offsets = { ...this.offsets, lhs: this.offsets.rhs, rhs: this.offsets.lhs };
    body();
    [this.lhs, this.rhs] = [this.rhs, this.lhs];
    this.offsets = { ...this.offsets, lhs: this.offsets.rhs, rhs: this.offsets.lhs };
  }

  /** result[m, n…] += lhs[m, k] · rhs[k, n…]: a tile of rows × vectors stays in registers. */
  private alongColumns({ m, n }: Sides, k: ContractLoop): void {
    this.inBlocks(m, m.size === 1 ? 1 : tileRows, (rows) => this.columnBlocks(rows, m, n, k));
  }

  private columnBlocks(rows: number, m: ContractLoop, n: ContractLoop, k: ContractLoop): void {
    const step = tileVectors(rows) * this.width;
    if (n.size < 0) {
      // As many columns as rows of the tile: vectors one by one, the last one computed whole.
      this.loop(n, this.width, () => this.tile(rows, 1, this.width, m, k));
      return;
    }
    const full = Math.floor(n.size / step);
    const rest = n.size - full * step;
    const restVectors = Math.ceil(rest / this.width);
    const lastLanes = rest - (restVectors - 1) * this.width;
    const last = rest > 0 ? () => this.tile(rows, restVectors, lastLanes, m, k) : undefined;
    this.loop({ ...n, size: full * step }, step, () => this.tile(rows, step / this.width, this.width, m, k), last);
  }

  /** One register tile. `lastLanes`: how many lanes of the last vector are results. */
  private tile(rows: number, vectors: number, lastLanes: number, m: ContractLoop, k: ContractLoop): void {
    const { code } = this.context;
    const sums = Array.from({ length: rows * vectors }, () => code.local("v128"));
    for (const sum of sums) this.zero().set(sum);
    this.loop(k, 1, () => {
      const right = Array.from({ length: vectors }, (_, j) => {
        const vector = code.local("v128");
        code
          .get(this.rhs)
          .load("v128.load", this.offsets.rhs + j * 16)
          .set(vector);
        return vector;
      });
      for (let i = 0; i < rows; i++) {
        const left = code.local("v128");
        code
          .get(this.lhs)
          .load(this.splat, this.offsets.lhs + i * m.lhs * this.bytes)
          .set(left);
        right.forEach((vector, j) => {
          this.addProduct(
            sums[i * vectors + j],
            () => code.get(left),
            () => code.get(vector),
          );
        });
      }
    });
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < vectors; j++) {
        const lanes = j === vectors - 1 ? lastLanes : this.width;
        this.storeLanes(sums[i * vectors + j], i * m.result * this.bytes + j * 16, lanes);
      }
    }
  }

  /** Dot products along k: up to four results at a time share the vectors of the right operand. */
  private alongDots(): void {
    const { m, n, k } = this.kernel;
    this.inBlocks(m, m.size === 1 ? 1 : tileRows, (rows) => {
      this.loop(n, 1, () => this.dots(rows, m, k));
    });
  }

  private dots(rows: number, m: ContractLoop, k: ContractLoop): void {
    const { code } = this.context;
    const sums = Array.from({ length: rows }, () => code.local("v128"));
    for (const sum of sums) this.zero().set(sum);
    const contiguous = k.lhs === 1 && k.rhs === 1;
    const term = (mask?: () => void) => {
      const right = code.local("v128");
      code
        .get(this.rhs)
        .load(contiguous ? "v128.load" : this.loadZero, this.offsets.rhs)
        .set(right);
      sums.forEach((sum, i) => {
        const offset = this.offsets.lhs + i * m.lhs * this.bytes;
        this.addProduct(
          sum,
          () => code.get(this.lhs).load(contiguous ? "v128.load" : this.loadZero, offset),
          () => code.get(right),
          mask,
        );
      });
    };
    if (!contiguous) {
      this.loop(k, 1, () => term());
    } else if (k.size > 0) {
      const full = Math.floor(k.size / this.width) * this.width;
      const rest = k.size - full;
      const tail = () => term(() => code.v128(this.staticMask(rest)));
      this.loop({ ...k, size: full }, this.width, () => term(), rest > 0 ? tail : undefined);
    } else {
      this.symbolicDots(k, term);
    }
    sums.forEach((sum, i) => {
      if (contiguous) foldLanes(this.context, sum, this.op("add"), this.kernel.dtype);
      this.storeLanes(sum, i * m.result * this.bytes, 1);
    });
  }

  /** A dot product in each lane, summed as one alone is: what a vector's lanes hold there is a vector each here. */
  private dotAbreast(k: ContractLoop): void {
    const { code } = this.context;
    const contiguous = k.lhs === 1 && k.rhs === 1;
    const parts = !contiguous ? 1 : this.kernel.dtype === "float64" ? 2 : 4;
    const sums = Array.from({ length: parts }, () => code.local("v128"));
    for (const sum of sums) this.zero().set(sum);
    const term = (sum: Local, part: number, separately = false) =>
      this.addProduct(
        sum,
        () => code.get(this.lhs).load("v128.load", this.offsets.lhs + part * k.lhs * this.bytes),
        () => code.get(this.rhs).load("v128.load", this.offsets.rhs + part * k.rhs * this.bytes),
        separately ? () => code.i32x4(-1) : undefined,
      );
    const rest = k.size % parts;
    const tail = () =>
      sums.forEach((sum, part) => {
        if (part < rest) term(sum, part, true);
        else code.get(sum).i32x4(0).op(this.op("add")).set(sum);
      });
    const whole = () => {
      for (const [part, sum] of sums.entries()) term(sum, part);
    };
    this.loop({ ...k, size: k.size - rest }, parts, whole, rest > 0 ? tail : undefined);
    this.storeLanes(foldVectors(code, sums, this.op("add")), 0, this.width);
  }

  /** As many terms as the tile has rows: whole vectors, then one with the missing lanes masked out. */
  private symbolicDots(k: ContractLoop, term: (mask?: () => void) => void): void {
    const { code } = this.context;
    const mask = code.local("v128");
    const pushRest = () => {
      pushExtent(this.context, k.size);
      code.i32(this.width - 1).op("i32.and");
    };
    this.pointing(k, this.width, (advance) => {
      const index = code.local("i32");
      const pushWhole = () => {
        pushExtent(this.context, k.size);
        code.i32(-this.width).op("i32.and");
      };
      countedLoop(code, index, pushWhole, this.width, () => term(), advance);
      pushRest();
      code.if(() => {
        const steps = new Int32Array([0, 1, 2, 3]);
        code.v128([...new Uint8Array(steps.buffer)]);
        pushRest();
        code.op("i32x4.splat").op("i32x4.lt_s");
        if (this.width === 2) code.op("i64x2.extend_low_i32x4_s");
        code.set(mask);
        term(() => code.get(mask));
      });
    });
  }

  /** Runs `body(rows)` for whole blocks of `block` rows, then row by row. */
  private inBlocks(loop: ContractLoop, block: number, body: (rows: number) => void): void {
    const { code } = this.context;
    if (loop.size > 0) {
      const whole = Math.floor(loop.size / block) * block;
      const rest = { ...loop, size: loop.size - whole };
      const single = rest.size > 0 ? () => this.loop(rest, 1, () => body(1)) : undefined;
      this.loop({ ...loop, size: whole }, block, () => body(block), single);
      return;
    }
    this.pointing(loop, block, (advance) => {
      const index = code.local("i32");
      const pushWhole = () => {
        pushExtent(this.context, loop.size);
        code.i32(-block).op("i32.and");
      };
      countedLoop(code, index, pushWhole, block, () => body(block), advance);
      this.pointing(loop, 1, (advanceOne) => {
        const pushRest = () => {
          pushExtent(this.context, loop.size);
          code.i32(block - 1).op("i32.and");
        };
        countedLoop(code, code.local("i32"), pushRest, 1, () => body(1), advanceOne);
      });
    });
  }

  /** Runs `body` along a loop with the operands' addresses moving; then `after`, with the addresses at its end. */
  private loop(loop: ContractLoop, step: number, body: () => void, after?: () => void): void {
    const { code } = this.context;
    if (loop.size === step && after === undefined) {
      body();
      return;
    }
    this.pointing(loop, step, (advance) => {
      if (loop.size !== 0) {
        countedLoop(code, code.local("i32"), () => pushExtent(this.context, loop.size), step, body, advance);
      }
      after?.();
    });
  }

  /** Own addresses for the duration of `body`, which may advance them by `step` along the loop. */
  private pointing(loop: ContractLoop, step: number, body: (advance: () => void) => void): void {
    const { code } = this.context;
    const before = { lhs: this.lhs, rhs: this.rhs, result: this.result };
    const moved: { local: Local; bytes: number }[] = [];
    const own = (local: Local, stride: number): Local => {
      if (stride === 0) return local;
      const pointer = code.local("i32");
      code.get(local).set(pointer);
      moved.push({ local: pointer, bytes: stride * this.bytes * step });
      return pointer;
    };
    this.lhs = own(this.lhs, loop.lhs);
    this.rhs = own(this.rhs, loop.rhs);
    this.result = own(this.result, loop.result);
    body(() => {
      for (const { local, bytes } of moved) code.get(local).i32(bytes).op("i32.add").set(local);
    });
    this.lhs = before.lhs;
    this.rhs = before.rhs;
    this.result = before.result;
  }

  private storeLanes(vector: Local, offset: number, lanes: number): void {
    const { code } = this.context;
    const at = this.offsets.result + offset;
    if (lanes === this.width) {
      code.get(this.result).get(vector).store("v128.store", at);
      return;
    }
    for (let lane = 0; lane < lanes; lane++) {
      code.get(this.result).get(vector);
      code.storeLane(this.width === 2 ? "v128.store64_lane" : "v128.store32_lane", lane, at + lane * this.bytes);
    }
  }

  /** sum ← sum + left · right, in the lanes of the mask if there is one. */
  private addProduct(sum: Local, pushLeft: () => void, pushRight: () => void, mask?: () => void): void {
    const { code, arithmetic } = this.context;
    if (arithmetic === "relaxed" && this.kernel.dtype !== "int32" && mask === undefined) {
      pushLeft();
      pushRight();
      code.get(sum).op(this.op("relaxed_madd")).set(sum);
      return;
    }
    code.get(sum);
    pushLeft();
    pushRight();
    code.op(this.op("mul"));
    if (mask !== undefined) {
      mask();
      code.op("v128.and");
    }
    code.op(this.op("add")).set(sum);
  }

  /** All bits 0: the zero of every dtype. */
  private zero() {
    return this.context.code.i32x4(0);
  }

  private get splat(): "v128.load" | "v128.load64_splat" | "v128.load32_splat" {
    if (this.width === 1) return "v128.load";
    return this.width === 2 ? "v128.load64_splat" : "v128.load32_splat";
  }

  private get loadZero(): "v128.load64_zero" | "v128.load32_zero" {
    return this.width === 2 ? "v128.load64_zero" : "v128.load32_zero";
  }

  private op(name: string): Opcode {
    return `${this.lane}.${name}` as Opcode;
  }

  private staticMask(lanes: number): number[] {
    return Array.from({ length: 16 }, (_, i) => (i < lanes * this.bytes ? 255 : 0));
  }
}
