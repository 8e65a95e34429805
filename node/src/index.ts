/** `@nabla/node`: the command as a function, and the files of a run. */
export { type ExitCode, main } from "./main.ts";
export { type NamedTensor, readSafetensors, writeSafetensors } from "./safetensors.ts";
export { processTerminal, type Stream, type Terminal } from "./terminal.ts";
