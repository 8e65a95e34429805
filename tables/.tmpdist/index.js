/** Bytes or text to a table, a table to numbers to train on. */
export { builtin, builtinTables, isBuiltin } from "./builtin/index.js";
export { TableError } from "./errors.js";
export { nearestNames } from "./names.js";
export { usualMissing } from "./prepare/cells.js";
export { decodeTarget, encode } from "./prepare/encode.js";
export { equation } from "./prepare/equation.js";
export { prepare } from "./prepare/prepare.js";
export { seededSplit } from "./prepare/split.js";
export { readTable } from "./read/read.js";
