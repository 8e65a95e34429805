import type { Language } from "@nabla/report";
import type { Repetition } from "../app/Exported.tsx";
import type { Player } from "../tape/player.ts";
import type { Tape } from "../tape/tape.ts";
import type { RaceWords } from "./words/index.ts";

/** What every panel gets: the same tape, the same moment, the same language. */
export interface PanelProps {
  readonly tape: Tape;
  readonly player: Player;
  readonly language: Language;
  readonly words: RaceWords;
  /** What a saved picture says of itself. */
  readonly origin: { readonly note: string; readonly reproduce: Repetition };
}
