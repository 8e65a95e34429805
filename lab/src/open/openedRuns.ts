/** The runs that have been opened, and what could not be: kept while another page is shown. */

import { signal } from "@preact/signals";
import { isProblem, type OpenedRun, type RunProblem, readRun } from "./readRun.ts";

export const openedRuns = signal<readonly OpenedRun[]>([]);
export const problems = signal<readonly RunProblem[]>([]);
/** The place of the run that is shown. */
export const shownRun = signal(0);

/** Adds what can be read; the last of it is shown. */
export function openTexts(texts: readonly { readonly name: string; readonly text: string }[]): void {
  const read = texts.map(({ name, text }) => readRun(name, text));
  const runs = read.filter((each): each is OpenedRun => !isProblem(each));
  problems.value = read.filter(isProblem);
  if (runs.length === 0) return;
  openedRuns.value = [...openedRuns.value, ...runs];
  shownRun.value = openedRuns.value.length - 1;
}

export async function openFiles(files: Iterable<File>): Promise<void> {
  openTexts(await Promise.all(Array.from(files, async (file) => ({ name: file.name, text: await file.text() }))));
}

let asked = false;

/** What the command serves beside the page: all its runs, of which the one at that place is shown. */
export async function openServed(place: number): Promise<void> {
  if (asked) return;
  asked = true;
  try {
    const index: unknown = await (await fetch("runs/index.json")).json();
    const served = index as readonly { readonly name: string; readonly record: string }[];
    const texts = served.map(async ({ name, record }) => ({ name, text: await (await fetch(record)).text() }));
    openTexts(await Promise.all(texts));
    shownRun.value = Math.min(place, Math.max(0, openedRuns.value.length - 1));
  } catch {
    problems.value = [{ problem: "not-served", name: "" }];
  }
}

export function closeRun(place: number): void {
  openedRuns.value = openedRuns.value.filter((_, i) => i !== place);
  shownRun.value = Math.max(0, Math.min(shownRun.value, openedRuns.value.length - 1));
}
