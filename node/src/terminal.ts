/** Where the command reads and writes, as one value, so that a test can be the terminal. */
import { isAbsolute, relative } from "node:path";

export interface Terminal {
  readonly input: AsyncIterable<Uint8Array>;
  readonly output: Stream;
  /** Progress, warnings and errors. */
  readonly messages: Stream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  /** Aborted when the person cancels. */
  readonly signal: AbortSignal;
}

export interface Stream {
  readonly isTerminal: boolean;
  readonly columns: number;
  /** What bars are drawn on, where it is a terminal. */
  readonly target?: NodeJS.WritableStream;
  write(text: string): void;
}

const narrowest = 40;
const widest = 120;
const usual = 80;

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const cancel = new AbortController();
  // The first Ctrl-C ends the work in order; who presses it again wants out at once.
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      if (cancel.signal.aborted) process.exit(130);
      cancel.abort();
    });
  }
  // A reader that closes the pipe early (`nabla predict … | head`) has what it wants.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  return {
    input: process.stdin,
    output: stream(process.stdout),
    messages: stream(process.stderr),
    environment: process.env,
    folder: process.cwd(),
    signal: cancel.signal,
  };
}

function stream(target: NodeJS.WriteStream): Stream {
  return {
    isTerminal: target.isTTY === true,
    columns: Math.min(widest, Math.max(narrowest, target.columns || usual)),
    target,
    write: (text) => {
      target.write(text);
    },
  };
}

/** A path as a person in this folder would write it. */
export function shownPath(path: string, { folder }: Terminal): string {
  const short = relative(folder, path);
  return short === "" || short.startsWith("..") || isAbsolute(short) ? path : short;
}
