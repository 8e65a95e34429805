/** What follows from the batch size: the three descents, the cloud where they stand, and the rows of the next batch. */

import { formatNumber, GradientsFigure, type Language, LinesFigure, laneName, looksOf } from "@nabla/report";
import { useMemo } from "preact/hooks";
import { Exported } from "../../app/Exported.tsx";
import { useInlineSize } from "../../app/useInlineSize.ts";
import { PlayerControls } from "../../race/PlayerControls.tsx";
import { reproductionOf } from "../../race/reproduce.ts";
import { raceWords } from "../../race/words/index.ts";
import type { Player } from "../../tape/player.ts";
import { pointAt, stepAt, type Tape } from "../../tape/tape.ts";
import type { Cloud } from "../engine/descents.ts";
import { useAnswer } from "../engine/useAnswer.ts";
import { TapePictures } from "../TapePictures.tsx";
import { Tasks } from "../Tasks.tsx";
import { usePlayer } from "../usePlayer.ts";
import { type BatchesValues, epochs, resamples, rows, settingOf, updates } from "./batchesState.ts";
import { NextRows } from "./NextRows.tsx";
import { batchGradients, meanOf, type Pair, sizesWith, spreadAround } from "./resample.ts";
import type { BatchesWords } from "./words/index.ts";

interface BatchesLiveProps {
  readonly values: BatchesValues;
  readonly onMoment: (moment: Pick<BatchesValues, "clock" | "at">) => void;
  readonly words: BatchesWords;
  readonly language: Language;
}

export function BatchesLive(props: BatchesLiveProps) {
  const setting = settingOf(props.values);
  const { found: equalRows, failed } = useAnswer("tape", setting);
  const equalUpdates = useAnswer("equalUpdates", { setting, updates }).found;
  const { tape: held, player } = usePlayer(
    (clock) => (clock === "steps" ? equalUpdates : equalRows),
    props.values,
    ({ clock, at }) => clock !== "seconds" && props.onMoment({ clock, at }),
  );
  const tape = held.value;
  return (
    <>
      {failed !== null && (
        <p class="notice" role="alert">
          {failed}
        </p>
      )}
      {tape !== null && <Descents {...props} tape={tape} player={player} />}
    </>
  );
}

interface DescentsProps extends Omit<BatchesLiveProps, "onMoment"> {
  readonly tape: Tape;
  readonly player: Player;
}

function Descents({ values, words, language, tape, player }: DescentsProps) {
  const clock = player.clock.value;
  const time = player.time.value;
  const [batch] = tape.lanes;
  const single = tape.lanes[tape.lanes.length - 1];
  const mini = tape.lanes.find(({ batchRows }) => batchRows === values.b) ?? single;
  const point = pointAt(tape, batch, stepAt(batch, rows, clock, time));
  const cloud = useAnswer("cloud", { source: "line", point: [...point] }).found;
  const order = values.draw === "without" ? "reshuffle" : "with-replacement";
  const drawn = useAnswer("rows", { rows, epochs: resamples, seed: values.seed, order }).found;
  const read = useAnswer("rows", { rows, epochs: epochs + 1, seed: values.seed, order: "reshuffle" }).found;
  const lossNow = (lane: Tape["lanes"][number]): number => lane.losses[stepAt(lane, rows, clock, time)];
  const spread = cloud === null ? null : spreadsOf(cloud, values.draw);
  const half = spread === null ? null : 1 + spread.findIndex((each) => each <= spread[31] / 2);
  const isAhead = clock === "examples" && time > 0 && tape.lanes.length === 3 && lossNow(single) < lossNow(mini);
  return (
    <>
      {cloud !== null && drawn !== null && <CloudPictures {...{ cloud, drawn, values, words, language }} />}
      <PlayerControls player={player} tape={tape} words={raceWords[language]} clocks={["steps", "examples"]} />
      <TapePictures tape={tape} player={player} language={language} setting={settingOf(values)} shows="excess" />
      {read !== null && <NextRows lane={mini} step={stepAt(mini, rows, clock, time)} read={read} words={words} />}
      <Tasks
        language={language}
        tasks={[
          { id: "half", text: words.tasks.half, done: values.b === half },
          { id: "zero", text: words.tasks.zero, done: values.draw === "without" && spread?.[values.b - 1] === 0 },
          { id: "ahead", text: words.tasks.ahead, done: isAhead },
        ]}
      />
    </>
  );
}

const spreadsOf = ({ spreads, spreadsWith }: Cloud, draw: BatchesValues["draw"]): readonly number[] =>
  draw === "without" ? spreads : spreadsWith;

interface CloudPicturesProps extends Omit<BatchesLiveProps, "onMoment"> {
  readonly cloud: Cloud;
  readonly drawn: Uint32Array;
}

const gap = 16;
const breadth = 700;
const [fullLook, miniLook, singleLook] = looksOf([
  { batchSize: "full", decay: 0 },
  { batchSize: 32, decay: 0 },
  { batchSize: 1, decay: 0 },
]);

function CloudPictures({ cloud, drawn, values, words, language }: CloudPicturesProps) {
  const [place, available] = useInlineSize<HTMLDivElement>(860);
  const columns = available < breadth ? 1 : 2;
  const width = Math.floor((available - gap * (columns - 1)) / columns) - 1;
  const { gradients } = cloud;
  const mean = meanOf(gradients);
  const sizes = sizesWith(rows, values.b);
  const batches = useMemo(() => batchGradients(gradients, drawn, sizes), [gradients, drawn, sizes.join()]);
  const measured = sizes.map((size): Pair => [size, spreadAround(batches.get(size) ?? [], mean)]);
  const mine = batches.get(values.b) ?? [];
  const expected = spreadsOf(cloud, values.draw)[values.b - 1];
  const along = (spreads: readonly number[]) => spreads.map((spread, i): Pair => [i + 1, spread]);
  const least = 0.5 * cloud.spreads[rows - 2];
  const origin = {
    note: `${raceWords[language].note(settingOf(values))}; ${words.draws[values.draw]}`,
    reproduce: reproductionOf(settingOf(values)),
  };
  return (
    <>
      <div class="panels" ref={place}>
        <Exported {...origin}>
          <GradientsFigure
            width={width}
            height={Math.max(380, Math.min(480, width))}
            gradients={gradients}
            names={["b", "w"]}
            batches={[
              {
                name: laneName({ batchSize: values.b === rows ? "full" : values.b, decay: 0 }, language),
                look: values.b === rows ? fullLook : values.b === 1 ? singleLook : miniLook,
                rows: values.b,
                drawn: mine,
              },
            ]}
            language={language}
          />
        </Exported>
        <Exported {...origin}>
          <LinesFigure
            id="spread"
            width={width}
            height={Math.max(380, Math.min(480, width))}
            title={words.spread}
            description={words.spreadText(String(values.b), formatNumber(expected))}
            horizontal={{ label: words.sizeAxis, kind: "logarithmic", ends: [1, rows] }}
            vertical={{ label: words.spreadAxis, kind: "logarithmic-from-zero", ends: [least, 1.6 * cloud.spreads[0]] }}
            lines={[
              { name: words.without, look: { ...fullLook, marker: null }, points: along(cloud.spreads) },
              { name: words.with, look: { ...singleLook, marker: null }, points: along(cloud.spreadsWith) },
              {
                name: words.measured(String(resamples)),
                look: { ...miniLook, dash: "0 99" },
                points: measured,
                asDots: true,
              },
            ]}
            marks={[{ at: values.b, label: `B = ${values.b}` }]}
          />
        </Exported>
      </div>
      <p class="verdict" role="status">
        {words.verdict(
          String(values.b),
          formatNumber(expected, 4),
          formatNumber(spreadAround(mine, mean), 4),
          formatNumber(Math.sqrt(mean[0] * mean[0] + mean[1] * mean[1]), 4),
        )}
      </p>
    </>
  );
}
