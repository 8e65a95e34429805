/** The loop of gradient descent (T7): four boxes, and one tape under the boxes, the map and the curve. */

import { useMemo } from "preact/hooks";
import { PlayerControls } from "../../race/PlayerControls.tsx";
import { raceWords } from "../../race/words/index.ts";
import { nextRise, pointAt, stepAt } from "../../tape/tape.ts";
import { useAnswer } from "../engine/useAnswer.ts";
import { readFields, type ValuesOf, writeFields } from "../fields.ts";
import { LessonBody } from "../LessonBody.tsx";
import type { LessonProps } from "../lessonProps.ts";
import { NumberInput } from "../NumberInput.tsx";
import { TapePictures } from "../TapePictures.tsx";
import { Tasks } from "../Tasks.tsx";
import { usePlayer } from "../usePlayer.ts";
import { LoopFigure } from "./LoopFigure.tsx";
import { boxAt, loopFields, settingOf, stepOfEnough, untilEnough } from "./loopState.ts";
import { loopWords } from "./words/index.ts";

/** Few enough updates to be proud of. */
const fewUpdates = 6;

export function LoopLesson({ language, state, onState }: LessonProps) {
  const words = loopWords[language];
  const { values, ignored } = readFields(state, loopFields);
  const { rate, enough, slope } = values;
  const change = (to: Partial<ValuesOf<typeof loopFields>>): void => onState(writeFields({ ...values, ...to }));
  const { found, failed } = useAnswer("loop", settingOf(rate));
  const newest = useMemo(() => (found === null ? null : untilEnough(found.tape, enough)), [found, enough]);
  const { tape: held, player } = usePlayer(
    () => newest,
    { clock: "steps", at: values.at },
    ({ at }) => ignored.length === 0 && change({ at }),
  );
  player.stopBelowSlope.value = slope > 0 ? slope : null;
  const tape = held.value;
  return (
    <LessonBody text={words.text} ignored={ignored} language={language}>
      <form class="settings" onSubmit={(event) => event.preventDefault()}>
        <fieldset>
          <NumberInput
            label={words.rate}
            value={rate}
            field={loopFields.rate}
            wrong={words.wrongRate}
            onChange={(value) => change({ rate: value })}
            slider={{ ends: [0.01, 2], logarithmic: true, label: words.rateSlider }}
          />
          <NumberInput
            label={words.enough}
            value={enough}
            field={loopFields.enough}
            wrong={words.wrongEnough}
            onChange={(value) => change({ enough: value })}
          />
          <NumberInput
            label={words.slope}
            value={slope}
            field={loopFields.slope}
            wrong={words.wrongEnough}
            onChange={(value) => change({ slope: value })}
          />
        </fieldset>
      </form>
      {failed !== null && (
        <p class="notice" role="alert">
          {failed}
        </p>
      )}
      {tape !== null && found !== null && <Moment {...{ tape, found, values, player, words, language }} />}
    </LessonBody>
  );
}

interface MomentProps {
  readonly tape: NonNullable<ReturnType<typeof usePlayer>["tape"]["value"]>;
  readonly found: NonNullable<ReturnType<typeof useAnswer<"loop">>["found"]>;
  readonly values: ValuesOf<typeof loopFields>;
  readonly player: ReturnType<typeof usePlayer>["player"];
  readonly words: (typeof loopWords)["en"];
  readonly language: LessonProps["language"];
}

/** Everything that follows the cursor. */
function Moment({ tape, found, values, player, words, language }: MomentProps) {
  const [lane] = tape.lanes;
  const time = player.time.value;
  const step = stepAt(lane, tape.head.rows, "steps", time);
  const loss = lane.losses[step];
  const isEnough = loss <= values.enough;
  const ends = stepOfEnough(lane, values.enough);
  const rise = nextRise(lane, 0);
  const last = step === lane.updates;
  const byBox = (direction: 1 | -1): void => {
    player.pause();
    player.seek((Math.floor(4 * time + 1e-9) + direction) / 4);
  };
  return (
    <>
      <LoopFigure
        now={last ? "test" : boxAt(time)}
        step={step}
        loss={loss}
        enough={values.enough}
        isEnough={isEnough}
        point={[...pointAt(tape, lane, step)]}
        gradient={found.gradients[step] ?? []}
        rate={lane.setting.learningRate}
        next={last ? null : [...pointAt(tape, lane, step + 1)]}
        words={words}
      />
      <p class="row">
        <button type="button" disabled={time <= 0} onClick={() => byBox(-1)}>
          {words.boxBack}
        </button>
        <button type="button" disabled={last} onClick={() => byBox(1)}>
          {words.boxOn}
        </button>
      </p>
      <PlayerControls player={player} tape={tape} words={raceWords[language]} clocks={["steps"]} asksSlope={false} />
      <p class="verdict" role="status">
        {ends !== null ? words.ends(String(ends)) : words.neverEnds(String(lane.updates))}{" "}
        {rise !== null && words.rises(String(rise))}
      </p>
      <TapePictures tape={tape} player={player} language={language} setting={settingOf(values.rate)} shows="loss" />
      <Tasks
        language={language}
        tasks={[
          {
            id: "quick",
            text: words.tasks.quick(String(fewUpdates)),
            done: isEnough && step > 0 && step <= fewUpdates,
          },
          { id: "rise", text: words.tasks.rise, done: rise !== null && step === rise },
        ]}
      />
    </>
  );
}
