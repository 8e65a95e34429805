export type * from "../train/record.ts";
