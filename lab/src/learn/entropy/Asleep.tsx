/** A button that trains one classifier twice from a sure and wrong start: one training wakes up, the other sleeps. */

import { formatNumber, LinesFigure, type LinesFigureProps, looksOf } from "@nabla/report";
import { Exported } from "../../app/Exported.tsx";
import { useInlineSize } from "../../app/useInlineSize.ts";
import type { AsleepAnswer } from "../engine/asleep.ts";
import { ruleNames, updates } from "../engine/asleepPoints.ts";
import { NumberInput } from "../NumberInput.tsx";
import { type EntropyValues, entropyFields, weightEnds } from "./entropyState.ts";
import { trainingOf } from "./reproduce.ts";
import type { EntropyWords } from "./words/index.ts";

interface AsleepProps {
  readonly values: EntropyValues;
  readonly words: EntropyWords;
  readonly change: (to: Partial<EntropyValues>) => void;
  /** What both trainings did; null before they have been asked for. */
  readonly found: AsleepAnswer | null;
}

const widest = 900;
const height = 300;
const looks = looksOf([
  { batchSize: "full", decay: 0 },
  { batchSize: 1, decay: 0 },
]).map((look) => ({ ...look, marker: null }));

const figure = ({ trainings }: AsleepAnswer, words: EntropyWords) =>
  ({
    title: words.asleepTitle,
    description: words.asleepText,
    horizontal: { label: words.updates, kind: "linear", ends: [0, updates] },
    vertical: { label: words.rightShare, kind: "linear", ends: [-0.04, 1.04] },
    lines: ruleNames.map((name, i) => ({
      name: words.rules[name],
      look: looks[i],
      points: trainings[name].right.map((share, update) => [update, share] as const),
    })),
  }) satisfies LinesFigureProps;

const shares = ({ trainings }: AsleepAnswer) => ruleNames.map((name) => formatNumber(trainings[name].right[updates]));
const slopes = ({ trainings }: AsleepAnswer) => ruleNames.map((name) => formatNumber(trainings[name].slope));

export function Asleep({ values, words, change, found }: AsleepProps) {
  const [place, available] = useInlineSize<HTMLDivElement>(widest);
  return (
    <section aria-labelledby="asleep-title">
      <h2 id="asleep-title">{words.asleep}</h2>
      <p>{words.asleepIntroduction}</p>
      <form class="settings" onSubmit={(event) => event.preventDefault()}>
        <fieldset>
          <legend>{words.start}</legend>
          <NumberInput
            label={words.weight}
            value={values.w}
            field={entropyFields.w}
            wrong={words.wrongWeight}
            onChange={(w) => change({ w })}
            slider={{ ends: weightEnds, step: 0.5, label: words.weightSlider }}
          />
          <button type="button" onClick={() => change({ trained: "yes" })}>
            {words.trainBoth}
          </button>
        </fieldset>
      </form>
      <div ref={place}>
        {found !== null && (
          <>
            <Exported note={words.asleepNote(formatNumber(found.question.weight))} reproduce={trainingOf(found)}>
              <LinesFigure
                id="asleep"
                width={Math.min(available, widest) - 1}
                height={height}
                {...figure(found, words)}
              />
            </Exported>
            <p class="verdict" role="status">
              {words.awoke(shares(found), slopes(found))}
            </p>
          </>
        )}
      </div>
    </section>
  );
}
