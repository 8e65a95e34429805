import { descend } from "nabla/train";
import { describe, expect, it } from "vitest";
import { pointOf } from "../src/engine/begin.ts";
import { optimizerOf } from "../src/engine/optimizers.ts";
import { regionsAt } from "../src/engine/regions.ts";
import { fitOf } from "../src/engine/sources.ts";

const trained = async (source: "blobs" | "spirals") => {
  const optimizer = optimizerOf({ batchSize: 32, learningRate: 0.1 }, 10);
  const descent = descend({ ...fitOf(source), optimizer, batchSize: 32, dtype: "float64", stop: [] });
  await descent.advance(200);
  return descent;
};

describe.each(["blobs", "spirals"] as const)("the regions of %s", (source) => {
  it("are those of the descent's own predictions", async () => {
    using descent = await trained(source);
    const found = regionsAt(source, [...pointOf(descent)]);
    if (found === null) throw new Error("nothing was found");
    const { data } = fitOf(source);
    const logits = descent.predict(data.x as number[][]) as number[][];
    expect([...found.guesses]).toEqual(logits.map((row) => row.indexOf(Math.max(...row))));
    expect([...found.plane.classes]).toEqual(data.y);
    const grid = found.plane.y.flatMap((second) => found.plane.x.map((first) => [first, second]));
    const there = descent.predict(grid) as number[][];
    there.forEach((row, place) => {
      const powers = row.map((each) => Math.exp(each - Math.max(...row)));
      const shares = powers.map((each) => each / powers.reduce((sum, other) => sum + other, 0));
      shares.forEach((share, one) => {
        const rival = Math.max(...shares.filter((_, other) => other !== one));
        expect(found.margins[one][place]).toBeCloseTo(share - rival, 10);
      });
    });
  });

  it("are nothing for the parameters of another model", () => {
    expect(regionsAt(source, [1, 2, 3])).toBeNull();
  });
});
