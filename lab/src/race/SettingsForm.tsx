/** What is raced: the data, the lanes, how long. A wrong number is said where it stands, and nothing typed is lost. */

import type { Language } from "@nabla/report";
import { Box } from "../app/Box.tsx";
import { optimizers, plainOptimizer } from "../engine/optimizers.ts";
import { ownDataOf } from "../engine/ownData.ts";
import type { TapeSetting } from "../engine/recorder.ts";
import { isOwnName, type Source } from "../engine/sourceNames.ts";
import type { LaneSetting } from "../tape/tape.ts";
import { presetOf } from "./presets.ts";
import { mostEpochs, mostLanes, mostSeeds, sourcesHere } from "./raceState.ts";
import type { RaceWords } from "./words/index.ts";

interface SettingsFormProps {
  readonly setting: TapeSetting;
  readonly words: RaceWords;
  readonly language: Language;
  readonly onChange: (setting: TapeSetting) => void;
}

const readRate = (text: string): number | null => {
  const value = Number(text);
  return text.trim() !== "" && Number.isFinite(value) && value > 0 ? value : null;
};

const readWhole =
  (least: number, most: number) =>
  (text: string): number | null => {
    const value = Number(text);
    return text.trim() !== "" && Number.isInteger(value) && value >= least && value <= most ? value : null;
  };

const readBatch = (text: string): LaneSetting["batchSize"] | null =>
  text.trim() === "full" ? "full" : readWhole(1, 1e9)(text);

export function SettingsForm({ setting, words, language, onChange }: SettingsFormProps) {
  const { source, lanes, epochs, seed, seeds = 1 } = setting;
  const setLane = (at: number, change: Partial<LaneSetting>): void =>
    onChange({ ...setting, lanes: lanes.map((lane, i) => (i === at ? { ...lane, ...change } : lane)) });
  return (
    <form class="settings" onSubmit={(event) => event.preventDefault()}>
      <div class="row">
        <label>
          {words.data}
          <select value={source} onChange={(event) => onChange(presetOf(event.currentTarget.value as Source))}>
            {sourcesHere().map((name) => (
              <option key={name} value={name}>
                {isOwnName(name) ? words.ownTable(ownDataOf(name)) : words.sources[name]}
              </option>
            ))}
          </select>
        </label>
        <Box
          label={words.epochs}
          value={epochs}
          write={String}
          read={readWhole(1, mostEpochs)}
          wrong={words.wrongNumber("1", String(mostEpochs))}
          onChange={(value) => onChange({ ...setting, epochs: value })}
        />
        <Box
          label={words.seed}
          value={seed}
          write={String}
          read={readWhole(0, Number.MAX_SAFE_INTEGER)}
          wrong={words.wrongNumber("0", "2⁵³ − 1")}
          onChange={(value) => onChange({ ...setting, seed: value })}
        />
        <Box
          label={words.seeds}
          value={seeds}
          write={String}
          read={readWhole(1, mostSeeds)}
          wrong={words.wrongNumber("1", String(mostSeeds))}
          onChange={(value) => onChange({ ...setting, seeds: value })}
        />
      </div>
      <fieldset>
        <legend>{words.lanes}</legend>
        {lanes.map(({ batchSize, learningRate, optimizer = plainOptimizer, falls = false }, i) => (
          <fieldset class="row lane-row" aria-label={words.laneOf(i + 1)} key={`${i}`}>
            <Box
              label={words.batchSize}
              value={batchSize}
              write={String}
              read={readBatch}
              wrong={words.wrongBatch}
              list="batch-sizes"
              onChange={(value) => setLane(i, { batchSize: value })}
            />
            <Box
              label={words.learningRate}
              value={learningRate}
              write={String}
              read={readRate}
              wrong={words.wrongRate}
              onChange={(value) => setLane(i, { learningRate: value })}
            />
            <label>
              {words.optimizer}
              <select
                value={optimizer}
                onChange={({ currentTarget }) => setLane(i, { optimizer: currentTarget.value })}
              >
                {[...optimizers].map(([id, { info }]) => (
                  <option key={id} value={id}>
                    {info.name[language]}
                  </option>
                ))}
              </select>
            </label>
            <label class="check">
              <input
                type="checkbox"
                checked={falls}
                onChange={({ currentTarget }) => setLane(i, { falls: currentTarget.checked })}
              />
              {words.falls}
            </label>
            <button
              type="button"
              disabled={lanes.length === 1}
              aria-label={words.remove(words.laneOf(i + 1))}
              title={words.remove(words.laneOf(i + 1))}
              onClick={() => onChange({ ...setting, lanes: lanes.filter((_, other) => other !== i) })}
            >
              ✕
            </button>
          </fieldset>
        ))}
        <datalist id="batch-sizes">
          {["full", "256", "128", "64", "32", "16", "8", "1"].map((size) => (
            <option key={size} value={size} />
          ))}
        </datalist>
        <button
          type="button"
          disabled={lanes.length === mostLanes}
          onClick={() => onChange({ ...setting, lanes: [...lanes, lanes[lanes.length - 1]] })}
        >
          {words.add}
        </button>
        <button type="button" onClick={() => onChange(presetOf(source))}>
          {words.reset}
        </button>
      </fieldset>
    </form>
  );
}
