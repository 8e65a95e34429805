import { Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startProgress } from "../src/progress.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const written = (language: "en" | "zh", labels: readonly string[], secondsLeft: number | null): string => {
  let text = "";
  const write = (more: string): void => {
    text += more;
  };
  const messages = { isTerminal: false, columns: 80, write };
  const progress = startProgress(messages, false, language);
  labels.forEach((label, i) => {
    vi.advanceTimersByTime(6000);
    progress.report({ share: (i + 1) / 8, label, secondsLeft });
  });
  progress.end();
  return text;
};

describe("progress where nobody watches", () => {
  it("is a line now and then: what is being done, and for how long still", () => {
    expect(written("en", ["tuning", "C9"], 83)).toBe(
      "12%  tuning the rates, about 1 min 30 s left\n25%  testing claim C9, about 1 min 30 s left\n",
    );
    expect(written("zh", ["tuning"], 41)).toBe("12%  调学习率，大约还要 45 秒\n");
    expect(written("en", ["map"], null)).toBe("12%  drawing the map\n");
    expect(written("en", ["epoch 3, loss 0.5"], 7.2)).toBe("12%  epoch 3, loss 0.5, about 8 s left\n");
  });

  it("is not a line for every report, and nothing with --quiet", () => {
    let lines = 0;
    const messages = { isTerminal: false, columns: 80, write: () => void lines++ };
    const progress = startProgress(messages, false, "en");
    for (let i = 0; i < 100; i++) {
      vi.advanceTimersByTime(100);
      progress.report({ share: i / 100, label: "race", secondsLeft: null });
    }
    expect(lines).toBe(2);
    startProgress(messages, true, "en").report({ share: 0.5, label: "race", secondsLeft: null });
    expect(lines).toBe(2);
  });
});

describe("progress on a terminal", () => {
  it("is a bar that is taken away at the end", () => {
    let text = "";
    const stream = new Writable({
      write(chunk, _, done) {
        text += chunk;
        done();
      },
    });
    const target = Object.assign(stream, { isTTY: true, columns: 80 });
    const messages = { isTerminal: true, columns: 80, target, write: () => {} };
    const progress = startProgress(messages, false, "en");
    progress.report({ share: 0.25, label: "theory", secondsLeft: 12 });
    vi.advanceTimersByTime(1000);
    progress.report({ share: 0.5, label: "theory", secondsLeft: 12 });
    expect(text).toContain("50%  working out the theory, about 15 s left");
    progress.end();
    expect(text.slice(text.lastIndexOf("left"))).toContain("\u001b[2K");
  });
});
