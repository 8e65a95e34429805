/** The thread of surfaces: it leaves one as soon as another is asked for. */

import { type ModelObjective, objectiveOf } from "nabla/diagnostics";
import { keepOwn, type OwnTold } from "../engine/ownData.ts";
import type { Source } from "../engine/sourceNames.ts";
import { fitOf } from "../engine/sources.ts";
import { type Survey, surfacesOf } from "./surface.ts";

/** Milliseconds of work between two looks at what else is asked. */
const pauseEvery = 20;

let current = -1;
/** The objective that was asked last: a race that is recorded anew has the same. */
let last: { readonly source: Source; readonly objective: ModelObjective } | null = null;

function objectiveOn(source: Source): ModelObjective {
  if (last?.source === source) return last.objective;
  last?.objective.close();
  last = { source, objective: objectiveOf(fitOf(source)) };
  return last.objective;
}

async function survey({ id, source, window }: Survey): Promise<void> {
  current = id;
  if (window === null) return;
  let paused = performance.now();
  for (const surface of surfacesOf(objectiveOn(source), window)) {
    if (surface !== null) postMessage({ id, kind: "surface", surface });
    if (performance.now() - paused > pauseEvery) {
      await new Promise((resume) => setTimeout(resume));
      paused = performance.now();
    }
    if (id !== current) return;
  }
}

addEventListener("message", ({ data }: MessageEvent<Survey | OwnTold>) => {
  if ("kind" in data) keepOwn(data.data);
  else void survey(data);
});
