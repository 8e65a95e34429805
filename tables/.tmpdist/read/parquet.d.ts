import type { Table } from "../table.ts";
export declare const isParquet: (bytes: Uint8Array) => boolean;
export declare function readParquet(name: string, bytes: Uint8Array): Promise<Table>;
