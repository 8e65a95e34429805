/** What follows from the rate: the tape, the ruler, the course in words, the range test. */

import { formatNumber, type Language, RulerFigure } from "@nabla/report";
import { Exported } from "../../app/Exported.tsx";
import { useInlineSize } from "../../app/useInlineSize.ts";
import { PlayerControls } from "../../race/PlayerControls.tsx";
import { reproductionOf } from "../../race/reproduce.ts";
import { raceWords } from "../../race/words/index.ts";
import type { Player } from "../../tape/player.ts";
import { pointAt, stepAt, type Tape } from "../../tape/tape.ts";
import type { Sharpness } from "../engine/descents.ts";
import { useAnswer } from "../engine/useAnswer.ts";
import { TapePictures } from "../TapePictures.tsx";
import { Tasks } from "../Tasks.tsx";
import { usePlayer } from "../usePlayer.ts";
import { type Course, courseOf } from "./course.ts";
import { RangeTest } from "./RangeTest.tsx";
import { RateNumbers } from "./RateNumbers.tsx";
import { goal, type RateValues, ratesOf, settingOf, triedRates, updates } from "./rateState.ts";
import type { RateWords } from "./words/index.ts";

interface RateLiveProps {
  readonly values: RateValues;
  readonly onMoment: (at: number) => void;
  readonly words: RateWords;
  readonly language: Language;
}

export function RateLive(props: RateLiveProps) {
  const { found, failed } = useAnswer("tape", settingOf(props.values));
  const { tape: held, player } = usePlayer(
    () => found,
    { clock: "steps", at: props.values.at },
    ({ at }) => props.onMoment(at),
  );
  const tape = held.value;
  return (
    <>
      {failed !== null && (
        <p class="notice" role="alert">
          {failed}
        </p>
      )}
      {tape !== null && <Measured {...props} tape={tape} player={player} />}
    </>
  );
}

interface MeasuredProps extends Omit<RateLiveProps, "onMoment"> {
  readonly tape: Tape;
  readonly player: Player;
}

function Measured({ values, words, language, tape, player }: MeasuredProps) {
  const { data } = values;
  const [lane] = tape.lanes;
  const { learningRate: rate } = lane.setting;
  const step = stepAt(lane, tape.head.rows, "steps", player.time.value);
  // A squared error of a line has one curvature everywhere; any other loss is measured where the cursor stands.
  const isSquare = data !== "penguins";
  const point = isSquare ? tape.head.start : [...pointAt(tape, lane, step)];
  const start = useAnswer("sharpness", { source: data, point: tape.head.start }).found;
  const here = useAnswer("sharpness", { source: data, point }).found;
  const tried =
    start === null ? null : { source: data, from: triedRates.from / start.largest, to: triedRates.to / start.largest };
  const range = useAnswer("range", tried).found;
  if (start === null || here === null) return <p role="status">…</p>;
  const course = courseOf(tape, start.direction);
  const limit = 2 / start.largest;
  const excess = tape.head.optimum === null ? null : lane.losses[goal.updates] - tape.head.optimum.loss;
  const reached = lane.updates >= goal.updates && excess !== null && excess <= goal.excess;
  return (
    <>
      <Ruler {...{ values, words, here, rate, isSquare }} />
      <p class="verdict" role="status">
        {courseText(course, start, words, isSquare)}
      </p>
      <PlayerControls player={player} tape={tape} words={raceWords[language]} clocks={["steps"]} />
      <TapePictures
        tape={tape}
        player={player}
        language={language}
        setting={settingOf(values)}
        shows={tape.head.optimum === null ? "loss" : "excess"}
      />
      <div class="panels">
        <RangeTest range={range} source={data} limit={limit} words={words} />
        <RateNumbers {...{ tape, step, here, range, words }} />
      </div>
      <Tasks
        language={language}
        tasks={[
          {
            id: "quick",
            text: words.tasks.quick(String(goal.excess), String(goal.updates)),
            done: data === "line" && reached,
          },
          {
            id: "limit",
            text: words.tasks.limit,
            done: data === "line" && course.kind === "diverging" && rate > limit && rate < 1.05 * limit,
          },
          {
            id: "beyond",
            text: words.tasks.beyond,
            done: data === "penguins" && course.kind !== "diverging" && rate >= 3 * limit,
          },
        ]}
      />
    </>
  );
}

function courseText(course: Course, { largest }: Sharpness, words: RateWords, isSquare: boolean): string {
  if (course.kind === "converging") return words.converging(String(updates));
  if (course.kind === "oscillating") return words.oscillating(String(course.step), String(course.turns));
  const says = isSquare ? words.diverging : words.divergingHere;
  return says(String(course.step), formatNumber(2 / largest, 4));
}

interface RulerProps {
  readonly values: RateValues;
  readonly words: RateWords;
  readonly here: Sharpness;
  readonly rate: number;
  readonly isSquare: boolean;
}

function Ruler({ values, words, here, rate, isSquare }: RulerProps) {
  const [place, width] = useInlineSize<HTMLDivElement>(860);
  const { largest } = here;
  return (
    <div ref={place}>
      <Exported note={raceWords.en.note(settingOf(values))} reproduce={reproductionOf(settingOf(values))}>
        <RulerFigure
          title={isSquare ? words.ruler : words.rulerHere}
          description={words.rulerText(formatNumber(rate), formatNumber(2 / largest))}
          ends={ratesOf[values.data].ends}
          rate={rate}
          landmarks={[
            { at: 1 / largest, label: `1/λmax = ${formatNumber(1 / largest)}` },
            { at: 2 / largest, label: `2/λmax = ${formatNumber(2 / largest)}` },
          ]}
          zones={words.zones}
          width={width}
        />
      </Exported>
    </div>
  );
}
