/** A tape that grows: stretches are appended as they arrive, in arrays that double when they are full. */

import type { SurfaceRecord } from "nabla/race";
import type { Recorded } from "../engine/recorder.ts";
import type { Surveyed } from "../surface/surface.ts";
import type { LaneSetting, LaneTape, Tape, TapeHead } from "./tape.ts";

type Growing = { -readonly [Key in keyof LaneTape]: LaneTape[Key] };

const longEnough = (array: Float64Array, length: number): Float64Array => {
  if (array.length >= length) return array;
  const longer = new Float64Array(Math.max(length, 2 * array.length));
  longer.set(array);
  return longer;
};

export class GrowingTape {
  private readonly settings: readonly LaneSetting[];
  private readonly lanes: Growing[] = [];
  private head: TapeHead | null = null;
  private surface: SurfaceRecord | null = null;

  constructor(settings: readonly LaneSetting[]) {
    this.settings = settings;
  }

  /** Takes in one thing said by a recording. */
  append(said: Recorded | Surveyed): void {
    if (said.kind === "head") this.head = said.head;
    if (said.kind === "surface") this.surface = said.surface;
    if (said.kind === "end") this.lanes[said.end.lane].diverged = said.end.diverged;
    if (said.kind === "band") this.lanes[said.lane].band = said.band;
    if (said.kind === "begin") {
      const { lane, batchRows, secondsPerUpdate } = said;
      const empty = { losses: new Float64Array(0), slopes: new Float64Array(0), points: new Float64Array(0) };
      this.lanes[lane] = {
        setting: this.settings[lane],
        batchRows,
        secondsPerUpdate,
        ...empty,
        updates: -1,
        band: null,
        diverged: null,
      };
    }
    if (said.kind === "stretch") {
      const { from, losses, slopes, points } = said.stretch;
      const lane = this.lanes[said.stretch.lane];
      const dimension = this.head?.names.length ?? 0;
      lane.losses = longEnough(lane.losses, from + losses.length);
      lane.slopes = longEnough(lane.slopes, from + losses.length);
      lane.points = longEnough(lane.points, (from + losses.length) * dimension);
      lane.losses.set(losses, from);
      lane.slopes.set(slopes, from);
      lane.points.set(points, from * dimension);
      lane.updates = from + losses.length - 1;
    }
  }

  /** The tape as it is now; null until its head is there. Lanes that have no state yet are left out. */
  now(complete: boolean): Tape | null {
    if (this.head === null) return null;
    const lanes = this.lanes.filter(({ updates }) => updates >= 0).map((lane) => ({ ...lane }));
    const surface = this.surface ?? (this.head.names.length === 2 ? "awaited" : null);
    return { head: this.head, lanes, surface, complete };
  }
}
