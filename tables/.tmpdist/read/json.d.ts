import type { Column, Table } from "../table.ts";
export declare function readJson(name: string, text: string, encoding?: string): Table;
export declare function readNdjson(name: string, text: string, encoding?: string): Table;
/** A column of any values: scalars as they are, dates as ISO 8601 text, lists and objects as their JSON text. */
export declare function columnOf(name: string, values: ArrayLike<unknown>): Column;
