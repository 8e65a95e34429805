/** How far the work is: a bar where a person watches, now and then a line where a file does. */
import type { Language } from "@nabla/report";
import { SingleBar } from "cli-progress";
import type { Stream } from "./terminal.ts";
import { wordsOf } from "./words/index.ts";

/** How far some work is. */
export interface State {
  /** Share of the whole that is done, 0…1. */
  readonly share: number;
  /** What is being done: a stage of the comparison, or a sentence already. */
  readonly label: string;
  /** Seconds that the rest will take, where that is known. */
  readonly secondsLeft: number | null;
}

export interface Progress {
  readonly report: (state: State) => void;
  /** Takes the bar away. */
  readonly end: () => void;
}

const secondsBetweenLines = 5;
const silent: Progress = { report: () => {}, end: () => {} };

export function startProgress(messages: Stream, quiet: boolean, language: Language): Progress {
  if (quiet) return silent;
  return messages.isTerminal && messages.target !== undefined
    ? bar(messages.target, language)
    : lines(messages, language);
}

/** Fine enough for a bar of any width. */
const parts = 1000;

function bar(stream: NodeJS.WritableStream, language: Language): Progress {
  const shown = new SingleBar({
    format: "{bar} {percentage}%  {text}",
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
    report(state) {
      const done = Math.floor(parts * state.share);
      const text = stateText(state, language);
      if (!started) shown.start(parts, done, { text });
      started = true;
      shown.update(done, { text });
    },
    end() {
      if (started) shown.stop();
    },
  };
}

function lines(messages: Stream, language: Language): Progress {
  let last = performance.now();
  return {
    report(state) {
      const now = performance.now();
      if (now - last < secondsBetweenLines * 1000) return;
      last = now;
      messages.write(`${Math.floor(100 * state.share)}%  ${stateText(state, language)}\n`);
    },
    end() {},
  };
}

/** "tuning the rates, about 20 s left" */
function stateText({ label, secondsLeft }: State, language: Language): string {
  const words = wordsOf(language);
  const stage = words.stage(label);
  return secondsLeft === null ? stage : words.left(stage, roughly(secondsLeft));
}

/** Whole seconds while they are few, then steps that an estimate is worth: 5 s, 10 s above a minute. */
function roughly(seconds: number): number {
  const step = seconds < 10 ? 1 : seconds < 60 ? 5 : 10;
  return Math.max(1, Math.ceil(seconds / step) * step);
}
