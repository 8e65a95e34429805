/** The engine's thread of the function page: one question, one answer. */

import { type Exploration, explore, type Question } from "./explore.ts";

export type Answer = { readonly found: Exploration } | { readonly failed: string };

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  explore(data).then(
    (found) => postMessage({ found } satisfies Answer),
    (reason: unknown) => postMessage({ failed: String(reason) } satisfies Answer),
  );
});
