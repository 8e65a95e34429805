/** A folder that appears whole or not at all: it is written beside its place and renamed when it is complete. */
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { appendFile, mkdir, readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { CommandError, systemCode } from "./errors.ts";

/** Where run folders go when `--out` is not given. */
export const runsFolder = "nabla-runs";

export class RunFolder {
  /** Where the folder will be. */
  readonly place: string;
  private readonly aside: string;
  private readonly made: string | undefined;

  private constructor(place: string, aside: string, made: string | undefined) {
    this.place = place;
    this.aside = aside;
    this.made = made;
    process.once("exit", this.removeAtExit);
  }

  /** A process that is made to end at once leaves no half of a folder behind. */
  private readonly removeAtExit = (): void => rmSync(this.aside, { recursive: true, force: true });

  /**
   * Begins a folder at `out`, or, when that is undefined, at the first free name nabla-runs/<name>, <name>-2, ….
   * @throws CommandError "folder-taken" when `out` exists and is not empty, "cannot-write" when it cannot be made.
   */
  static async begin(folder: string, out: string | undefined, name: string): Promise<RunFolder> {
    const place = out === undefined ? await freeName(join(folder, runsFolder), name) : resolve(folder, out);
    if (await isTaken(place)) throw new CommandError("folder-taken", { path: out ?? place });
    try {
      const made = await makeFolder(dirname(place));
      const aside = join(dirname(place), `.${basename(place)}-unfinished-${randomUUID().slice(0, 8)}`);
      await mkdir(aside);
      return new RunFolder(place, aside, made);
    } catch (error) {
      throw cannotWrite(out ?? place, error);
    }
  }

  async write(file: string, content: string | Uint8Array): Promise<void> {
    await this.attempt(file, () => writeFile(join(this.aside, file), content));
  }

  /** Adds one line to a file that only grows. */
  async append(file: string, line: string): Promise<void> {
    await this.attempt(file, () => appendFile(join(this.aside, file), `${line}\n`));
  }

  /** Puts the complete folder in its place. */
  async commit(): Promise<void> {
    try {
      await rename(this.aside, this.place);
      process.off("exit", this.removeAtExit);
    } catch (error) {
      const taken = ["ENOTEMPTY", "EEXIST", "ENOTDIR"].includes(systemCode(error));
      throw taken ? new CommandError("folder-taken", { path: this.place }) : cannotWrite(this.place, error);
    }
  }

  /** Leaves nothing behind, not even a parent folder that was made for this one. Does nothing after `commit`. */
  async discard(): Promise<void> {
    await rm(this.aside, { recursive: true, force: true });
    process.off("exit", this.removeAtExit);
    if (this.made === undefined) return;
    for (let parent = dirname(this.place); parent.startsWith(this.made); parent = dirname(parent)) {
      try {
        await rmdir(parent);
      } catch {
        return;
      }
    }
  }

  private async attempt(file: string, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      throw cannotWrite(join(this.place, file), error);
    }
  }
}

/**
 * Makes a folder and its parents, from the first that exists downwards; returns the first that was made. (Node's own
 * way never ends under a folder such as /proc, which says that what is to be made in it does not exist.)
 */
async function makeFolder(path: string): Promise<string | undefined> {
  try {
    if ((await stat(path)).isDirectory()) return undefined;
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
    const made = await makeFolder(dirname(path));
    const own = await mkdirOnce(path);
    return made ?? (own ? path : undefined);
  }
  throw Object.assign(new Error(`${path} is not a folder`), { code: "ENOTDIR" });
}

/** False when somebody else made it in the meantime. */
async function mkdirOnce(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  }
}

const cannotWrite = (path: string, error: unknown): CommandError =>
  new CommandError("cannot-write", { path, reason: systemCode(error) || String(error) });

async function isTaken(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory() ? (await readdir(place)).length > 0 : true;
  } catch {
    return false;
  }
}

async function freeName(parent: string, name: string): Promise<string> {
  for (let number = 1; ; number++) {
    const place = join(parent, number === 1 ? name : `${name}-${number}`);
    if (!(await isTaken(place))) return place;
  }
}
