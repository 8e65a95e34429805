/** Runs of the command, opened again: their records on the tape of the race. */

import { useEffect, useErrorBoundary, useMemo, useState } from "preact/hooks";
import { address } from "../app/currentAddress.ts";
import { wordsOf } from "../words/index.ts";
import { Comparison } from "./Comparison.tsx";
import { closeRun, openedRuns, openFiles, openServed, problems, shownRun } from "./openedRuns.ts";
import type { OpenedRun, TrainingRun } from "./readRun.ts";
import { Trainings } from "./Trainings.tsx";
import { openWords } from "./words/index.ts";

export function OpenPage() {
  const { language, state } = address.value;
  const words = openWords[language];
  const served = state.get("run");
  useEffect(() => {
    if (served !== null) void openServed(Number.parseInt(served, 10) || 0);
  }, [served]);
  const [over, setOver] = useState(false);
  const runs = openedRuns.value;
  const shown = runs[shownRun.value];
  return (
    <>
      <h1>{wordsOf(language).pages.open}</h1>
      <p class="lead">{words.lead}</p>
      <form
        class={over ? "settings drop over" : "settings drop"}
        onSubmit={(event) => event.preventDefault()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void openFiles(event.dataTransfer?.files ?? []);
        }}
      >
        <label>
          {words.file}
          <input
            type="file"
            multiple
            accept=".json,.jsonl"
            onChange={({ currentTarget }) => void openFiles(currentTarget.files ?? [])}
          />
        </label>
      </form>
      {problems.value.map((problem) => (
        <p class="notice" role="alert" key={problem.name}>
          {words.problems[problem.problem](problem.name, String(problem.line ?? ""))}
        </p>
      ))}
      {shown !== undefined && (
        <>
          <div class="row">
            <label>
              {words.shown}
              <select
                value={shownRun.value}
                onChange={({ currentTarget }) => {
                  shownRun.value = Number(currentTarget.value);
                }}
              >
                {runs.map(({ name, kind }, i) => (
                  <option key={`${i}`} value={i}>
                    {`${i + 1}. ${name} (${words.kinds[kind]})`}
                  </option>
                ))}
              </select>
            </label>
            <button type="button" onClick={() => closeRun(shownRun.value)}>
              {words.close}
            </button>
          </div>
          <Shown key={shownRun.value} run={shown} />
        </>
      )}
    </>
  );
}

/** A record may be damaged in a part that is only met when it is drawn: the page goes on. */
function Shown({ run }: { readonly run: OpenedRun }) {
  const [failure] = useErrorBoundary();
  const { language } = address.value;
  const words = openWords[language];
  const all = openedRuns.value;
  const trainings = useMemo(() => all.filter((each): each is TrainingRun => each.kind === "training"), [all]);
  if (failure !== undefined) {
    return (
      <p class="notice" role="alert">
        {words.problems["not-a-run"](run.name, "")}
      </p>
    );
  }
  return run.kind === "comparison" ? (
    <Comparison name={run.name} record={run.record} words={words} language={language} />
  ) : (
    <Trainings runs={trainings} chosen={run} words={words} language={language} />
  );
}
