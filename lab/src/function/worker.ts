/** The engine's thread of the function page: one question, one answer. */

import { type Exploration, explore, type Question } from "./explore.ts";

/** A surface that was sent before is not sent again: nothing that is drawn of it is drawn anew. */
export type Found = Omit<Exploration, "surface"> & { readonly surface: Exploration["surface"] | "same" };
export type Answer = { readonly found: Found } | { readonly failed: string };

let sent: Exploration["surface"] = null;

function told(found: Exploration): Found {
  if (found.surface !== null && found.surface === sent) return { ...found, surface: "same" };
  sent = found.surface;
  return found;
}

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  explore(data).then(
    (found) => postMessage({ found: told(found) } satisfies Answer),
    (reason: unknown) => postMessage({ failed: String(reason) } satisfies Answer),
  );
});
