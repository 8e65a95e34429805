/** The version of this package, and so of every workspace: they are released together. */
import { readFileSync } from "node:fs";

const manifest: { version: string } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

export const { version } = manifest;
