/** What the data page keeps while another page is shown: its thread, with the table, and what was typed. */

import { signal } from "@preact/signals";
import { makeTrainer, type Trainer } from "./trainer.ts";

let begun: Trainer | null = null;

export function trainer(): Trainer {
  begun ??= makeTrainer();
  return begun;
}

export const pastedText = signal("");
export const chosenTarget = signal<string | null>(null);
