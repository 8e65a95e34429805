/** What a person should know of what was done with the table, though nothing went wrong. */
import type { Prepared } from "@nabla/tables";
import type { OutputOptions } from "./options.ts";
import type { Terminal } from "./terminal.ts";
import { wordsOf } from "./words/index.ts";
import type { Details, NoticeCode } from "./words/sentences.ts";

export interface Notice {
  readonly code: NoticeCode;
  readonly facts: Details;
}

/** With fewer rows than this, a score of the rows that were held out says very little. */
const fewHeldOut = 10;

export function noticesOf(prepared: Prepared, batchSizes: readonly (number | "full")[]): Notice[] {
  const { rows, report, validation } = prepared;
  const larger = batchSizes.filter((size): size is number => size !== "full" && size > rows);
  return [
    ...report.mixedColumns.map((facts): Notice => ({ code: "mixed-column", facts: { ...facts } })),
    ...report.notHeldOut.map((name): Notice => ({ code: "not-held-out", facts: { class: name } })),
    ...(validation !== undefined && validation.rows < fewHeldOut
      ? [{ code: "few-held-out", facts: { rows: validation.rows } } as const]
      : []),
    ...larger.map((size): Notice => ({ code: "batch-is-full", facts: { size, rows } })),
  ];
}

export function writeNotices(notices: readonly Notice[], { language, quiet }: OutputOptions, terminal: Terminal): void {
  if (quiet) return;
  const words = wordsOf(language);
  for (const { code, facts } of notices) {
    terminal.messages.write(`${words.notice}${words.notices[code](facts)}\n`);
  }
}
