/** The body of one function, written instruction by instruction. Every method returns `this`. */
import { float32, float64, pushSigned, pushUnsigned, signed, unsigned } from "./bytes.ts";
import {
  type AtomicOpcode,
  atomicOpcodes,
  bulkOpcodes,
  type ExtractLaneOpcode,
  extractLaneOpcodes,
  type LoadLaneOpcode,
  type LoadOpcode,
  loadLaneOpcodes,
  loadOpcodes,
  type Opcode,
  type ReplaceLaneOpcode,
  relaxedOpcodes,
  replaceLaneOpcodes,
  type StoreLaneOpcode,
  type StoreOpcode,
  scalarOpcodes,
  storeLaneOpcodes,
  storeOpcodes,
  vectorLoadOpcodes,
  vectorOpcodes,
  vectorStoreOpcodes,
} from "./opcodes.ts";
import { type ConstantReference, type FunctionReference, type ValueType, valueTypes } from "./types.ts";

/** A parameter or local variable. */
export interface Local {
  readonly index: number;
  readonly type: ValueType;
}

/** Where a branch may go: the end of a block, the start of a loop. */
export interface Label {
  readonly depth: number;
}

const noResult = 0x40;

/** The bytes of every instruction without immediates of its own. */
const instructions = new Map<string, readonly number[]>([
  ...Object.entries(scalarOpcodes).map(([name, code]) => [name, [code]] as const),
  ...Object.entries(bulkOpcodes).map(([name, code]) => [name, [0xfc, ...code]] as const),
  ...Object.entries({ ...vectorOpcodes, ...relaxedOpcodes }).map(
    ([name, code]) => [name, [0xfd, ...unsigned(code)]] as const,
  ),
]);

export class Code {
  private readonly bytes: number[] = [];
  private readonly parameters: readonly ValueType[];
  private readonly locals: ValueType[] = [];
  private depth = 0;

  constructor(parameters: readonly ValueType[]) {
    this.parameters = parameters;
  }

  parameter(index: number): Local {
    return { index, type: this.parameters[index] };
  }

  /** A new local variable, zero at the start of the function. May be asked for at any time. */
  local(type: ValueType): Local {
    this.locals.push(type);
    return { index: this.parameters.length + this.locals.length - 1, type };
  }

  get(local: Local): this {
    return this.indexed(0x20, local.index);
  }

  set(local: Local): this {
    return this.indexed(0x21, local.index);
  }

  tee(local: Local): this {
    return this.indexed(0x22, local.index);
  }

  i32(value: number): this {
    this.bytes.push(0x41);
    pushSigned(this.bytes, value | 0);
    return this;
  }

  i64(value: bigint): this {
    return this.emit(0x42, ...signed(BigInt.asIntN(64, value)));
  }

  f32(value: number): this {
    return this.emit(0x43, ...float32(value));
  }

  f64(value: number): this {
    return this.emit(0x44, ...float64(value));
  }

  /** The same number in four lanes. */
  f32x4(value: number): this {
    const lane = float32(value);
    return this.v128([...lane, ...lane, ...lane, ...lane]);
  }

  /** The same number in two lanes. */
  f64x2(value: number): this {
    const lane = float64(value);
    return this.v128([...lane, ...lane]);
  }

  i32x4(value: number): this {
    return this.v128([...new Uint8Array(Int32Array.of(value, value, value, value).buffer)]);
  }

  i64x2(value: bigint): this {
    return this.v128([...new Uint8Array(BigInt64Array.of(BigInt.asIntN(64, value), BigInt.asIntN(64, value)).buffer)]);
  }

  /** A vector constant of 16 bytes. */
  v128(bytes: readonly number[]): this {
    return this.emit(0xfd, 0x0c, ...bytes);
  }

  constant(reference: ConstantReference): this {
    return this.indexed(0x23, reference.index);
  }

  op(name: Opcode): this {
    const code = instructions.get(name);
    if (code === undefined) throw new RangeError(`no WebAssembly instruction "${name}"`);
    return this.emit(...code);
  }

  load(name: LoadOpcode, offset = 0): this {
    if (name in loadOpcodes) {
      const [code, size] = loadOpcodes[name as keyof typeof loadOpcodes];
      return this.emit(code, ...memoryArgument(size, offset));
    }
    const [code, size] = vectorLoadOpcodes[name as keyof typeof vectorLoadOpcodes];
    return this.emit(0xfd, ...unsigned(code), ...memoryArgument(size, offset));
  }

  store(name: StoreOpcode, offset = 0): this {
    if (name in storeOpcodes) {
      const [code, size] = storeOpcodes[name as keyof typeof storeOpcodes];
      return this.emit(code, ...memoryArgument(size, offset));
    }
    const [code, size] = vectorStoreOpcodes[name as keyof typeof vectorStoreOpcodes];
    return this.emit(0xfd, ...unsigned(code), ...memoryArgument(size, offset));
  }

  /** An access that all threads see in one order. */
  atomic(name: AtomicOpcode, offset = 0): this {
    return this.emit(0xfe, atomicOpcodes[name], ...memoryArgument(4, offset));
  }

  loadLane(name: LoadLaneOpcode, lane: number, offset = 0): this {
    const [code, size] = loadLaneOpcodes[name];
    return this.emit(0xfd, ...unsigned(code), ...memoryArgument(size, offset), lane);
  }

  storeLane(name: StoreLaneOpcode, lane: number, offset = 0): this {
    const [code, size] = storeLaneOpcodes[name];
    return this.emit(0xfd, ...unsigned(code), ...memoryArgument(size, offset), lane);
  }

  extractLane(name: ExtractLaneOpcode, lane: number): this {
    return this.emit(0xfd, extractLaneOpcodes[name], lane);
  }

  replaceLane(name: ReplaceLaneOpcode, lane: number): this {
    return this.emit(0xfd, replaceLaneOpcodes[name], lane);
  }

  /** Picks 16 bytes out of the 32 of two vectors. */
  shuffle(bytes: readonly number[]): this {
    return this.emit(0xfd, 0x0d, ...bytes);
  }

  /** A branch to the label leaves the block. */
  block(body: (end: Label) => void, result?: ValueType): this {
    return this.nested(0x02, result, body);
  }

  /** A branch to the label goes round again. */
  loop(body: (top: Label) => void): this {
    return this.nested(0x03, undefined, body);
  }

  if(then: () => void, otherwise?: () => void, result?: ValueType): this {
    return this.nested(0x04, result, () => {
      then();
      if (otherwise === undefined) return;
      this.emit(0x05);
      otherwise();
    });
  }

  br(label: Label): this {
    return this.indexed(0x0c, this.depth - label.depth);
  }

  brIf(label: Label): this {
    return this.indexed(0x0d, this.depth - label.depth);
  }

  call(target: FunctionReference): this {
    return this.indexed(0x10, target.index);
  }

  return(): this {
    return this.emit(0x0f);
  }

  unreachable(): this {
    return this.emit(0x00);
  }

  drop(): this {
    return this.emit(0x1a);
  }

  select(): this {
    return this.emit(0x1b);
  }

  /** Declared locals, the instructions, the end. */
  toBytes(): number[] {
    const groups: number[][] = [];
    for (let i = 0; i < this.locals.length; ) {
      let next = i;
      while (next < this.locals.length && this.locals[next] === this.locals[i]) next++;
      groups.push([...unsigned(next - i), valueTypes[this.locals[i]]]);
      i = next;
    }
    return [...unsigned(groups.length), ...groups.flat(), ...this.bytes, 0x0b];
  }

  private nested(code: number, result: ValueType | undefined, body: (label: Label) => void): this {
    this.emit(code, result === undefined ? noResult : valueTypes[result]);
    this.depth++;
    body({ depth: this.depth });
    this.depth--;
    return this.emit(0x0b);
  }

  /** An instruction that names something by its number. */
  private indexed(code: number, index: number): this {
    this.bytes.push(code);
    pushUnsigned(this.bytes, index);
    return this;
  }

  private emit(...bytes: number[]): this {
    for (const byte of bytes) this.bytes.push(byte);
    return this;
  }
}

/** Alignment as a power of two (a hint), then the offset added to the address. */
function memoryArgument(size: number, offset: number): number[] {
  return [31 - Math.clz32(size), ...unsigned(offset)];
}

export type { ValueType } from "./types.ts";
