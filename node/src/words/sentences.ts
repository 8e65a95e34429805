/** The codes of the command's own errors. Each language says each of them. */

/** The facts of an error. */
export type Details = Readonly<Record<string, unknown>>;

export type ErrorCode =
  | "unknown-command"
  | "unknown-flag"
  | "option-needs-value"
  | "option-missing"
  | "argument-missing"
  | "too-many-arguments"
  | "option-number"
  | "option-choice"
  | "option-list"
  | "option-batch"
  | "option-twice"
  | "option-spec"
  | "one-batch-size"
  | "option-not-built"
  | "unknown-name"
  | "unknown-parameter"
  | "model-layers"
  | "model-width"
  | "loss-task"
  | "loss-classes"
  | "loss-output"
  | "file-not-found"
  | "file-unreadable"
  | "file-is-folder"
  | "run-not-found"
  | "run-is-file"
  | "run-without-model"
  | "run-without-record"
  | "port-taken"
  | "lab-not-built"
  | "file-damaged"
  | "folder-taken"
  | "cannot-write"
  | "repeat-with-option"
  | "repeat-needs-table"
  | "result-not-found"
  | "result-damaged"
  | "result-version"
  | "data-changed";

/** What is said of a table and its options though nothing is wrong. */
export type NoticeCode = "mixed-column" | "not-held-out" | "few-held-out" | "batch-is-full";

export type NoticeSentences = Readonly<Record<NoticeCode, (details: Details) => string>>;

export type ErrorSentences = Readonly<Record<ErrorCode, (details: Details) => string>>;

/** What is wrong with a file of a run. */
export type Damage =
  | "cut"
  | "header"
  | "dtype"
  | "offsets"
  | "trailing"
  | "json"
  | "schema"
  | "incomplete"
  | "parameters";
