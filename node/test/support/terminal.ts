/** A terminal that remembers what was written to it, in a folder that is taken away after the test. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ExitCode, main } from "../../src/main.ts";
import type { Terminal } from "../../src/terminal.ts";

export interface Outcome {
  readonly code: ExitCode;
  readonly output: string;
  readonly messages: string;
}

export interface TestFolder {
  readonly path: string;
  /** Runs `nabla` in the folder, with words that have no spaces: "train cars --target mpg". */
  nabla(line: string, options?: RunOptions): Promise<Outcome>;
  remove(): Promise<void>;
}

export interface RunOptions {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export async function testFolder(): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), "nabla-test-"));
  return {
    path,
    nabla: (line, options) => run(path, line === "" ? [] : line.split(" "), options),
    remove: () => rm(path, { recursive: true }),
  };
}

async function run(
  folder: string,
  given: readonly string[],
  { input = "", environment = {}, signal = new AbortController().signal }: RunOptions = {},
): Promise<Outcome> {
  const written = { output: "", messages: "" };
  const stream = (name: "output" | "messages") => ({
    isTerminal: false,
    columns: 80,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const terminal: Terminal = {
    input: bytes(input),
    output: stream("output"),
    messages: stream("messages"),
    environment,
    folder,
    signal,
  };
  const code = await main(given, terminal);
  return { code, ...written };
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
