/** Thrown where a person cancelled: not an error, but the end. */
export class Cancelled extends Error {}

export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new Cancelled();
}
