import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OptionError } from "../../src/base/errors.ts";
import { countLeaves, flatten, mapTree, paths, sameStructure, showStructure, unflatten } from "../../src/base/tree.ts";

const isNumber = (value: unknown): value is number => typeof value === "number";

const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.integer(),
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), tie("tree"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe("trees", () => {
  it("are the same again after flatten and unflatten, keys in the order they were written", () => {
    fc.assert(
      fc.property(tree, (value) => {
        const { leaves, structure } = flatten(value, isNumber);
        expect(JSON.stringify(unflatten(structure, leaves))).toBe(JSON.stringify(value));
        expect(countLeaves(structure)).toBe(leaves.length);
        expect(paths(structure)).toHaveLength(leaves.length);
      }),
    );
  });

  it("name their leaves by the way to them", () => {
    const { leaves, structure } = flatten(
      {
        layers: [
          { weights: 1, bias: 2 },
          { weights: 3, bias: 4 },
        ],
      },
      isNumber,
    );
    expect(paths(structure)).toEqual(["layers.0.bias", "layers.0.weights", "layers.1.bias", "layers.1.weights"]);
    expect(leaves).toEqual([2, 1, 4, 3]);
    expect(showStructure(structure)).toBe("{layers: [{bias, weights}, {bias, weights}]}");
  });

  it("do not depend on the order in which keys were written", () => {
    const one = flatten({ a: 1, b: 2 }, isNumber);
    const other = flatten({ b: 2, a: 1 }, isNumber);
    expect(other.leaves).toEqual(one.leaves);
    expect(sameStructure(one.structure, other.structure)).toBe(true);
    expect(sameStructure(one.structure, flatten({ a: 1, c: 2 }, isNumber).structure)).toBe(false);
    expect(sameStructure(one.structure, flatten([1, 2], isNumber).structure)).toBe(false);
  });

  it("map leaf by leaf, with paths", () => {
    expect(mapTree({ a: [1, 2] }, isNumber, (leaf, path) => `${path}=${leaf}`)).toEqual({ a: ["a.0=1", "a.1=2"] });
  });

  it("name the place of what cannot be in them", () => {
    expect(() => flatten({ a: [1, new Date(0)] }, isNumber)).toThrow(/at "a.1", got a Date/);
    expect(() => flatten(null, isNumber)).toThrow(OptionError);
  });
});
