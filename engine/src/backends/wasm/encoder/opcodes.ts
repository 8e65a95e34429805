/** Instructions of WebAssembly (core 2.0 with 128-bit vectors) by their names in the text format. */

/** Names in the order of their codes, from `first` on; "_" leaves a code out. */
function listed<const Name extends string>(first: number, names: readonly Name[]): Record<Exclude<Name, "_">, number> {
  const entries = names.map((name, i) => [name, first + i] as const).filter(([name]) => name !== "_");
  return Object.fromEntries(entries) as Record<Exclude<Name, "_">, number>;
}

/** One byte each. */
export const scalarOpcodes = {
  ...listed(0x45, [
    "i32.eqz", "i32.eq", "i32.ne", "i32.lt_s", "i32.lt_u", "i32.gt_s", "i32.gt_u", "i32.le_s", "i32.le_u", "i32.ge_s",
    "i32.ge_u", "i64.eqz", "i64.eq", "i64.ne", "i64.lt_s", "i64.lt_u", "i64.gt_s", "i64.gt_u", "i64.le_s", "i64.le_u",
    "i64.ge_s", "i64.ge_u", "f32.eq", "f32.ne", "f32.lt", "f32.gt", "f32.le", "f32.ge", "f64.eq", "f64.ne", "f64.lt",
    "f64.gt", "f64.le", "f64.ge", "i32.clz", "i32.ctz", "i32.popcnt", "i32.add", "i32.sub", "i32.mul", "i32.div_s",
    "i32.div_u", "i32.rem_s", "i32.rem_u", "i32.and", "i32.or", "i32.xor", "i32.shl", "i32.shr_s", "i32.shr_u",
    "i32.rotl", "i32.rotr", "i64.clz", "i64.ctz", "i64.popcnt", "i64.add", "i64.sub", "i64.mul", "i64.div_s",
    "i64.div_u", "i64.rem_s", "i64.rem_u", "i64.and", "i64.or", "i64.xor", "i64.shl", "i64.shr_s", "i64.shr_u",
    "i64.rotl", "i64.rotr", "f32.abs", "f32.neg", "f32.ceil", "f32.floor", "f32.trunc", "f32.nearest", "f32.sqrt",
    "f32.add", "f32.sub", "f32.mul", "f32.div", "f32.min", "f32.max", "f32.copysign", "f64.abs", "f64.neg", "f64.ceil",
    "f64.floor", "f64.trunc", "f64.nearest", "f64.sqrt", "f64.add", "f64.sub", "f64.mul", "f64.div", "f64.min",
    "f64.max", "f64.copysign", "i32.wrap_i64", "i32.trunc_f32_s", "i32.trunc_f32_u", "i32.trunc_f64_s",
    "i32.trunc_f64_u", "i64.extend_i32_s", "i64.extend_i32_u", "i64.trunc_f32_s", "i64.trunc_f32_u", "i64.trunc_f64_s",
    "i64.trunc_f64_u", "f32.convert_i32_s", "f32.convert_i32_u", "f32.convert_i64_s", "f32.convert_i64_u",
    "f32.demote_f64", "f64.convert_i32_s", "f64.convert_i32_u", "f64.convert_i64_s", "f64.convert_i64_u",
    "f64.promote_f32", "i32.reinterpret_f32", "i64.reinterpret_f64", "f32.reinterpret_i32", "f64.reinterpret_i64",
  ]),
} as const;

/** Prefix 0xfd, no immediates. */
export const vectorOpcodes = {
  ...listed(0x0e, [
    "i8x16.swizzle", "i8x16.splat", "i16x8.splat", "i32x4.splat", "i64x2.splat", "f32x4.splat", "f64x2.splat",
  ]),
  ...listed(0x37, [
    "i32x4.eq", "i32x4.ne", "i32x4.lt_s", "i32x4.lt_u", "i32x4.gt_s", "i32x4.gt_u", "i32x4.le_s", "i32x4.le_u",
    "i32x4.ge_s", "i32x4.ge_u", "f32x4.eq", "f32x4.ne", "f32x4.lt", "f32x4.gt", "f32x4.le", "f32x4.ge", "f64x2.eq",
    "f64x2.ne", "f64x2.lt", "f64x2.gt", "f64x2.le", "f64x2.ge", "v128.not", "v128.and", "v128.andnot", "v128.or",
    "v128.xor", "v128.bitselect", "v128.any_true",
  ]),
  ...listed(0x5e, ["f32x4.demote_f64x2_zero", "f64x2.promote_low_f32x4"]),
  ...listed(0x67, ["f32x4.ceil", "f32x4.floor", "f32x4.trunc", "f32x4.nearest"]),
  ...listed(0x74, ["f64x2.ceil", "f64x2.floor"]),
  "f64x2.trunc": 0x7a,
  "f64x2.nearest": 0x94,
  ...listed(0xa0, [
    "i32x4.abs", "i32x4.neg", "_", "i32x4.all_true", "i32x4.bitmask", "_", "_", "_", "_", "_", "_", "i32x4.shl",
    "i32x4.shr_s", "i32x4.shr_u", "i32x4.add", "_", "_", "i32x4.sub", "_", "_", "_", "i32x4.mul", "i32x4.min_s",
    "i32x4.min_u", "i32x4.max_s", "i32x4.max_u",
  ]),
  ...listed(0xc0, [
    "i64x2.abs", "i64x2.neg", "_", "i64x2.all_true", "i64x2.bitmask", "_", "_", "i64x2.extend_low_i32x4_s",
    "i64x2.extend_high_i32x4_s", "i64x2.extend_low_i32x4_u", "i64x2.extend_high_i32x4_u", "i64x2.shl", "i64x2.shr_s",
    "i64x2.shr_u", "i64x2.add", "_", "_", "i64x2.sub", "_", "_", "_", "i64x2.mul", "i64x2.eq", "i64x2.ne",
    "i64x2.lt_s", "i64x2.gt_s", "i64x2.le_s", "i64x2.ge_s", "i64x2.extmul_low_i32x4_s", "i64x2.extmul_high_i32x4_s",
    "i64x2.extmul_low_i32x4_u", "i64x2.extmul_high_i32x4_u", "f32x4.abs", "f32x4.neg", "_", "f32x4.sqrt", "f32x4.add",
    "f32x4.sub", "f32x4.mul", "f32x4.div", "f32x4.min", "f32x4.max", "f32x4.pmin", "f32x4.pmax", "f64x2.abs",
    "f64x2.neg", "_", "f64x2.sqrt", "f64x2.add", "f64x2.sub", "f64x2.mul", "f64x2.div", "f64x2.min", "f64x2.max",
    "f64x2.pmin", "f64x2.pmax", "i32x4.trunc_sat_f32x4_s", "i32x4.trunc_sat_f32x4_u", "f32x4.convert_i32x4_s",
    "f32x4.convert_i32x4_u", "i32x4.trunc_sat_f64x2_s_zero", "i32x4.trunc_sat_f64x2_u_zero",
    "f64x2.convert_low_i32x4_s", "f64x2.convert_low_i32x4_u",
  ]),
} as const;

/** Prefix 0xfc with their zero immediates. */
export const bulkOpcodes = {
  "memory.copy": [0x0a, 0, 0],
  "memory.fill": [0x0b, 0],
} as const;

/** Code, bytes moved. */
export const loadOpcodes = {
  "i32.load": [0x28, 4], "i64.load": [0x29, 8], "f32.load": [0x2a, 4], "f64.load": [0x2b, 8], "i32.load8_s": [0x2c, 1],
  "i32.load8_u": [0x2d, 1], "i32.load16_s": [0x2e, 2], "i32.load16_u": [0x2f, 2],
} as const;

export const storeOpcodes = {
  "i32.store": [0x36, 4], "i64.store": [0x37, 8], "f32.store": [0x38, 4], "f64.store": [0x39, 8], "i32.store8": [0x3a, 1],
  "i32.store16": [0x3b, 2],
} as const;

/** Prefix 0xfd. */
export const vectorLoadOpcodes = {
  "v128.load": [0x00, 16], "v128.load32_splat": [0x09, 4], "v128.load64_splat": [0x0a, 8], "v128.load32_zero": [0x5c, 4],
  "v128.load64_zero": [0x5d, 8],
} as const;

export const vectorStoreOpcodes = { "v128.store": [0x0b, 16] } as const;

export const loadLaneOpcodes = { "v128.load32_lane": [0x56, 4], "v128.load64_lane": [0x57, 8] } as const;
export const storeLaneOpcodes = { "v128.store32_lane": [0x5a, 4], "v128.store64_lane": [0x5b, 8] } as const;

export const extractLaneOpcodes = {
  "i32x4.extract_lane": 0x1b, "i64x2.extract_lane": 0x1d, "f32x4.extract_lane": 0x1f, "f64x2.extract_lane": 0x21,
} as const;
export const replaceLaneOpcodes = {
  "i32x4.replace_lane": 0x1c, "i64x2.replace_lane": 0x1e, "f32x4.replace_lane": 0x20, "f64x2.replace_lane": 0x22,
} as const;

export type Opcode = keyof typeof scalarOpcodes | keyof typeof vectorOpcodes | keyof typeof bulkOpcodes;
export type LoadOpcode = keyof typeof loadOpcodes | keyof typeof vectorLoadOpcodes;
export type StoreOpcode = keyof typeof storeOpcodes | keyof typeof vectorStoreOpcodes;
export type LoadLaneOpcode = keyof typeof loadLaneOpcodes;
export type StoreLaneOpcode = keyof typeof storeLaneOpcodes;
export type ExtractLaneOpcode = keyof typeof extractLaneOpcodes;
export type ReplaceLaneOpcode = keyof typeof replaceLaneOpcodes;
