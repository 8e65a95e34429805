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
  | "loss-task"
  | "loss-classes"
  | "loss-probabilities"
  | "file-not-found"
  | "file-unreadable"
  | "file-is-folder"
  | "run-not-found"
  | "run-without-model"
  | "file-damaged"
  | "folder-taken"
  | "cannot-write";

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
