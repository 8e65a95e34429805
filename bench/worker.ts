/** A system's process, asked for one figure after the other. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const patience = 180_000;

export class Worker {
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;
  private errors = "";

  constructor([command, ...words]: readonly string[], folder: string) {
    // The folder comes first among the options of a script, last for those without.
    const script = words.findIndex((word) => /\.(js|ts|py)$/.test(word));
    const options = [...words.slice(0, script + 1), folder, ...words.slice(script + 1)];
    this.child = spawn(command, options, { cwd: fileURLToPath(new URL(".", import.meta.url)) });
    this.child.stderr?.on("data", (chunk: Buffer) => {
      this.errors = `${this.errors}${chunk}`.slice(-2000);
    });
    if (this.child.stdout === null) throw new Error("a process without output");
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /** Waits until it has made the updates of the check; the parameters they ended at, or null. */
  async ready(): Promise<Float32Array | null> {
    for (;;) {
      const line = await this.next();
      if (!line.startsWith("{")) continue;
      const { result } = JSON.parse(line) as { result?: string | null };
      if (result === undefined || result === null) return null;
      const bytes = readFileSync(result);
      return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    }
  }

  /** Seconds of one update, measured over about `seconds`. */
  async measure(seconds: number): Promise<number> {
    this.child.stdin?.write(`${seconds}\n`);
    for (;;) {
      const value = Number(await this.next());
      if (value > 0) return value;
    }
  }

  stop(): void {
    this.child.kill("SIGKILL");
  }

  private async next(): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("took too long")), patience);
    });
    try {
      const { done, value } = await Promise.race([this.lines.next(), late]);
      if (done) throw new Error(this.errors.trim().split("\n").at(-1) ?? "ended without a word");
      return value;
    } finally {
      clearTimeout(timer);
    }
  }
}
