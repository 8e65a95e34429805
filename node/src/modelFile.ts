/** A fitted model as two files: model.json (all that is needed to predict) and model.safetensors (its numbers). */
import { readdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { type Encoder, nearestNames } from "@nabla/tables";
import { CommandError } from "./errors.ts";
import { readBytes } from "./files.ts";
import type { RunFolder } from "./runFolder.ts";
import { type NamedTensor, readSafetensors, writeSafetensors } from "./safetensors.ts";
import { version } from "./version.ts";
import type { Damage } from "./words/sentences.ts";

export interface ModelFile {
  readonly schema: 1;
  /** Version of nabla that wrote it. */
  readonly nabla: string;
  /** "linear", "mlp:32,16": what `--model` takes. */
  readonly model: string;
  readonly loss: string;
  readonly dtype: "float32" | "float64";
  readonly encoder: Encoder;
}

export interface FittedModel {
  readonly file: ModelFile;
  readonly parameters: readonly NamedTensor[];
}

const description = "model.json";
const numbers = "model.safetensors";

export async function saveModel(folder: RunFolder, { file, parameters }: FittedModel): Promise<void> {
  await folder.write(description, `${JSON.stringify(file, null, 2)}\n`);
  await folder.write(numbers, writeSafetensors(parameters, { format: "nabla", nabla: version }));
}

/** @throws CommandError "run-not-found", "run-is-file", "run-without-model", "file-damaged". */
export async function loadModel(folder: string, run: string): Promise<FittedModel> {
  const path = resolve(folder, run);
  const names = await namesIn(path);
  if (names === undefined) {
    if ((await readBytes(path)) !== undefined) throw await fileForRun(path, run);
    const beside = (await namesIn(dirname(path))) ?? [];
    throw new CommandError("run-not-found", { path: run, nearest: nearestNames(basename(path), beside) });
  }
  const [json, tensors] = [await readBytes(join(path, description)), await readBytes(join(path, numbers))];
  if (json === undefined || tensors === undefined) throw new CommandError("run-without-model", { path: run });
  return { file: parseModelFile(json, run), parameters: readSafetensors(tensors, join(run, numbers)) };
}

/** A file was given; the folder it lies in is suggested where that is a run. */
async function fileForRun(path: string, run: string): Promise<CommandError> {
  const isRun = (await namesIn(dirname(path)))?.includes(description) === true;
  return new CommandError("run-is-file", { path: run, nearest: isRun ? [dirname(run)] : [] });
}

function parseModelFile(bytes: Uint8Array, run: string): ModelFile {
  const damaged = (reason: Damage): CommandError =>
    new CommandError("file-damaged", { file: join(run, description), reason });
  let file: Partial<ModelFile>;
  try {
    file = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw damaged("json");
  }
  if (file.schema !== 1) throw damaged("schema");
  if (!["model", "loss", "dtype", "encoder"].every((key) => Object.hasOwn(file, key))) throw damaged("incomplete");
  return file as ModelFile;
}

async function namesIn(path: string): Promise<string[] | undefined> {
  try {
    return await readdir(path);
  } catch {
    return undefined;
  }
}
