import { describe, expect, it } from "vitest";
import { fold, integers, permutation } from "../../src/base/random.ts";
import { epochOrder, sharedOrder } from "../../src/train/order.ts";

describe("the order of an epoch", () => {
  it("is named by seed and epoch alone, however often and in whatever company it is asked for", () => {
    const asked = [
      ["reshuffle", 4, 2, 50],
      ["reshuffle", 4, 3, 50],
      ["shuffle-once", 4, 3, 50],
      ["with-replacement", 4, 2, 50],
      ["reshuffle", 4, 2, 51],
      ["reshuffle", 42, 2, 50],
    ] as const;
    for (let round = 0; round < 2; round++) {
      for (const [order, seed, epoch, rows] of asked) {
        expect(sharedOrder(order, seed, epoch, rows)).toEqual(epochOrder(order, seed, epoch, rows));
      }
    }
    expect(sharedOrder("reshuffle", 4, 2, 50)).toEqual(permutation(fold(4, "order", 2), 50));
    expect(sharedOrder("with-replacement", 4, 2, 50)).toEqual(integers(fold(4, "order", 2), 50, 50));
  });

  it("is made once for all who read it, and forgotten when many others came after", () => {
    const first = sharedOrder("reshuffle", 1, 0, 60_000);
    expect(sharedOrder("reshuffle", 1, 0, 60_000)).toBe(first);
    for (let epoch = 1; epoch < 100; epoch++) sharedOrder("reshuffle", 1, epoch, 60_000);
    const again = sharedOrder("reshuffle", 1, 0, 60_000);
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
    expect(sharedOrder("reshuffle", 1, 0, 100_000)).not.toBe(sharedOrder("reshuffle", 1, 0, 100_000));
  });
});
