/** The claims of the lesson, tested on the race's data, and the map of rates and batch sizes, each when asked for. */

import {
  ClaimsTable,
  errorMessage,
  formatShare,
  type Language,
  MapFigure,
  mapCaption,
  TheoryFigure,
  theoryCaption,
} from "@nabla/report";
import { useEffect, useMemo } from "preact/hooks";
import { Exported } from "../../app/Exported.tsx";
import { useInlineSize } from "../../app/useInlineSize.ts";
import type { TapeSetting } from "../../engine/recorder.ts";
import type { RaceWords } from "../words/index.ts";
import { makeJudge } from "./judge.ts";
import { claimsReproduction, mapReproduction } from "./reproduce.ts";

interface JudgeProps {
  readonly kind: "claims" | "map";
  readonly setting: TapeSetting;
  readonly language: Language;
  readonly words: RaceWords;
  readonly note: string;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

export function Judge({ kind, setting, language, words, note, isOpen, onOpen }: JudgeProps) {
  const judge = useMemo(() => makeJudge(kind), [kind]);
  useEffect(() => judge.stop, [judge]);
  // As text: a new object with the same content asks nothing new.
  const asked = JSON.stringify(setting);
  useEffect(() => {
    if (isOpen) judge.ask(JSON.parse(asked) as TapeSetting);
    else judge.stop();
  }, [judge, isOpen, asked]);
  const said = words.judge[kind];
  const progress = judge.progress.value;
  const failure = judge.failure.value;
  return (
    <section aria-labelledby={`${kind}-heading`}>
      <h2 id={`${kind}-heading`}>{said.heading}</h2>
      <p class="caption">{said.lead}</p>
      <div class="row">
        <button type="button" aria-pressed={isOpen} onClick={() => onOpen(!isOpen)}>
          {isOpen && progress !== null ? words.judge.cancel : isOpen ? words.judge.close : said.ask}
        </button>
        {progress !== null && (
          <>
            <progress aria-label={said.heading} value={progress.share} max={1} />
            <span class="share">{formatShare(progress.share)}</span>
          </>
        )}
      </div>
      {failure !== null && (
        <p class="notice" role="alert">
          {words.failed} {errorMessage(failure.code, failure.details, failure.message, language)}
        </p>
      )}
      {isOpen && <Findings judge={judge} setting={setting} language={language} note={note} />}
    </section>
  );
}

interface FindingsProps extends Pick<JudgeProps, "setting" | "language" | "note"> {
  readonly judge: ReturnType<typeof makeJudge>;
}

function Findings({ judge, setting, language, note }: FindingsProps) {
  const [place, available] = useInlineSize<HTMLDivElement>(800);
  const { map, result } = judge.found.value;
  const width = Math.min(available, 900);
  const size = { width, height: Math.round(Math.max(380, Math.min(480, width * 0.6))) };
  const theory = result?.theory;
  return (
    <div ref={place}>
      {map !== null && (
        <>
          <Exported note={note} reproduce={mapReproduction(setting)}>
            <MapFigure {...size} record={map} language={language} />
          </Exported>
          <p class="caption">{mapCaption(map, language)}</p>
        </>
      )}
      {result !== null && theory !== undefined && (
        <>
          <Exported note={note} reproduce={claimsReproduction(setting)}>
            <TheoryFigure {...size} record={{ ...result, theory }} language={language} />
          </Exported>
          <p class="caption">{theoryCaption({ ...result, theory }, language)}</p>
        </>
      )}
      {result !== null && <ClaimsTable claims={result.claims} language={language} />}
    </div>
  );
}
