/** Colours of the terminal for the pieces of text that `@nabla/report` names. */
import type { TerminalStyle } from "@nabla/report";
import { createColors } from "picocolors";
import type { Stream, Terminal } from "./terminal.ts";

/** Whether a stream shows colours: a terminal, unless NO_COLOR is set (https://no-color.org). */
export const showsColor = (stream: Stream, { environment }: Terminal): boolean =>
  stream.isTerminal && !environment.NO_COLOR && environment.TERM !== "dumb";

export function colorFor(stream: Stream, terminal: Terminal): (style: TerminalStyle, text: string) => string {
  const colors = createColors(showsColor(stream, terminal));
  const painters: Readonly<Record<TerminalStyle, (text: string) => string>> = {
    title: (text) => colors.bold(text),
    strong: (text) => colors.bold(text),
    quiet: (text) => colors.dim(text),
    good: (text) => colors.green(text),
    bad: (text) => colors.red(text),
    open: (text) => colors.yellow(text),
    lane0: (text) => colors.blue(text),
    lane1: (text) => colors.yellow(text),
    lane2: (text) => colors.green(text),
    lane3: (text) => colors.magenta(text),
    lane4: (text) => colors.cyan(text),
    lane5: (text) => colors.red(text),
  };
  return (style, text) => painters[style](text);
}
