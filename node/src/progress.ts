/** How far the work is: a bar where a person watches, now and then a line where a file does. */
import type { Language } from "@nabla/report";
import { SingleBar } from "cli-progress";
import type { Stream } from "./terminal.ts";
import { wordsOf } from "./words/index.ts";

export interface Progress {
  /** `done` of `total`; `label` says what is being done. */
  report(done: number, total: number, label: string): void;
  /** Takes the bar away. */
  end(): void;
}

const secondsBetweenLines = 5;
const silent: Progress = { report: () => {}, end: () => {} };

export function startProgress(messages: Stream, quiet: boolean, language: Language): Progress {
  if (quiet) return silent;
  return messages.isTerminal && messages.target !== undefined ? bar(messages.target) : lines(messages, language);
}

function bar(stream: NodeJS.WritableStream): Progress {
  const shown = new SingleBar({
    format: "{bar} {percentage}%  {label}",
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
    stream,
  });
  let started = false;
  return {
    report(done, total, label) {
      if (!started) shown.start(total, done, { label });
      started = true;
      shown.setTotal(total);
      shown.update(done, { label });
    },
    end() {
      if (started) shown.stop();
    },
  };
}

function lines(messages: Stream, language: Language): Progress {
  let last = performance.now();
  return {
    report(done, total, label) {
      const now = performance.now();
      if (now - last < secondsBetweenLines * 1000) return;
      last = now;
      messages.write(`${wordsOf(language).progress(Math.floor((100 * done) / total), label)}\n`);
    },
    end() {},
  };
}
