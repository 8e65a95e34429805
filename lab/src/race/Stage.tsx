/** What a classroom looks at: the player and the pictures, on a whole screen where it is asked for. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { RaceWords } from "./words/index.ts";

interface StageProps {
  readonly words: RaceWords;
  /** Is told the height in pixels that a picture may have; null on a page, which scrolls. */
  readonly children: (room: number | null) => ComponentChildren;
}

/** Pixels of the player and of the lines below the pictures. */
const besides = 260;

export function Stage({ words, children }: StageProps) {
  const stage = useRef<HTMLElement>(null);
  const [room, setRoom] = useState<number | null>(null);
  useEffect(() => {
    const measure = (): void => setRoom(document.fullscreenElement === null ? null : innerHeight - besides);
    document.addEventListener("fullscreenchange", measure);
    addEventListener("resize", measure);
    return () => {
      document.removeEventListener("fullscreenchange", measure);
      removeEventListener("resize", measure);
    };
  }, []);
  const turn = (): void => {
    if (document.fullscreenElement === null) void stage.current?.requestFullscreen();
    else void document.exitFullscreen();
  };
  return (
    <section class="stage" ref={stage}>
      {children(room)}
      {document.fullscreenEnabled && (
        <button type="button" class="whole-screen" onClick={turn}>
          {room === null ? words.fullScreen : words.leaveFullScreen}
        </button>
      )}
    </section>
  );
}
