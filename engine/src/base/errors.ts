/** The errors nabla throws on purpose: a stable code, the facts, and an English sentence made from them. */

export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * What went wrong, for a person (`message`) and for a program (`code`, `details`).
 * Other languages make their own sentence from `code` and `details`.
 */
export class NablaError extends Error {
  readonly code: string;
  readonly details: ErrorDetails;

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = new.target.name;
    this.code = code;
    this.details = details;
  }
}

/** Shapes that do not fit together. */
export class ShapeError extends NablaError {}
/** Element types that do not fit together, or a value of the wrong type. */
export class DTypeError extends NablaError {}
/** A traced value was used where JavaScript wants an ordinary number. */
export class TracedValueError extends NablaError {}
/** An option or argument has a value outside what it may be. */
export class OptionError extends NablaError {}
/** Data that cannot be trained on as it is. */
export class DataError extends NablaError {}
