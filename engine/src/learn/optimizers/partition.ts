/** Different rules for different parameters: a learning rate for each layer, another rule for the biases. */
import { OptionError } from "../../base/errors.ts";
import { flatten, paths, type Tree, unflatten } from "../../base/tree.ts";
import { isTensor, type Tensor } from "../../trace/tensor.ts";
import { withOtherGradient } from "./averages.ts";
import type { Optimizer } from "./optimizer.ts";

/** The parameters of each name, each under its path, so that the rules inside still know what a bias is. */
type Parts = ReadonlyMap<string, Tree<Tensor>>;

/**
 * Every parameter by the optimizer whose name `nameOf` gives to its path ("layers.0.weights"). Hyper-parameters are
 * called "name.learningRate" and so on. The rules do not see one another's parameters: a norm is that of their own.
 *
 * @throws OptionError `partition-name` when a parameter is given a name that is not among the optimizers
 * @throws OptionError `cannot-wrap` for an optimizer that looks at more rows than a batch
 * @example
 * import { adam, partition, sgd } from "nabla/optimizers";
 * const optimizer = partition((path) => (path.endsWith("bias") ? "biases" : "weights"), {
 *   biases: sgd({ learningRate: 0.1 }),
 *   weights: adam({ learningRate: 0.01 }),
 * });
 */
export function partition(
  nameOf: (path: string) => string,
  optimizers: Readonly<Record<string, Optimizer>>,
): Optimizer {
  const rules = Object.entries(optimizers).map(([name, optimizer]) => [name, withOtherGradient(optimizer)] as const);
  const partsOf = (tree: Tree<Tensor>): Parts => {
    const { leaves, structure } = flatten(tree, isTensor);
    const parts = new Map(rules.map(([name]) => [name, {} as Record<string, Tensor>]));
    for (const [i, path] of paths(structure).entries()) {
      const part = parts.get(nameOf(path));
      if (part === undefined) throw unknownName(path, nameOf(path), [...parts.keys()]);
      part[path] = leaves[i];
    }
    return parts;
  };
  /** The tree that `like` is, with the parameters of these parts; those of other parts as they are. */
  const joined = (like: Tree<Tensor>, parts: Parts): Tree<Tensor> => {
    const { leaves, structure } = flatten(like, isTensor);
    const all = Object.assign({}, ...parts.values()) as Record<string, Tensor>;
    return unflatten(
      structure,
      paths(structure).map((path, i) => all[path] ?? leaves[i]),
    );
  };
  const partOf = (parts: Parts, name: string): Tree<Tensor> => parts.get(name) ?? {};
  const stateOf = (state: Tree<Tensor>, name: string) => (state as Readonly<Record<string, Tree<Tensor>>>)[name];

  return {
    hyper: Object.fromEntries(
      rules.flatMap(([name, { hyper }]) => Object.entries(hyper).map(([own, value]) => [`${name}.${own}`, value])),
    ),
    init: (params) => {
      const parts = partsOf(params);
      return Object.fromEntries(rules.map(([name, { init }]) => [name, init(partOf(parts, name))]));
    },
    update: ({ gradient, params, state, hyper, gradientAt, ...input }) => {
      const [slopes, before] = [partsOf(gradient), partsOf(params)];
      const made = rules.map(([name, rule]) => {
        const own = Object.keys(rule.hyper).map((key) => [key, hyper[`${name}.${key}`]] as const);
        const updated = rule.update({
          ...input,
          gradient: partOf(slopes, name),
          params: partOf(before, name),
          state: stateOf(state, name),
          hyper: Object.fromEntries(own),
          ...(gradientAt === undefined
            ? {}
            : {
                gradientAt: (part: Tree<Tensor>) =>
                  partOf(partsOf(gradientAt(joined(params, new Map([[name, part]])))), name),
              }),
        });
        return [name, updated] as const;
      });
      return {
        params: joined(params, new Map(made.map(([name, updated]) => [name, updated.params]))),
        state: Object.fromEntries(made.map(([name, updated]) => [name, updated.state])),
      };
    },
    ...(rules.some(([, { evaluate }]) => evaluate !== undefined)
      ? {
          evaluate: (params: Tree<Tensor>, state: Tree<Tensor>) => {
            const parts = partsOf(params);
            const shown = rules.map(([name, { evaluate }]) => {
              const part = partOf(parts, name);
              return [name, evaluate === undefined ? part : evaluate(part, stateOf(state, name))] as const;
            });
            return joined(params, new Map(shown));
          },
        }
      : {}),
    ...(rules.some(([, { secondGradient }]) => secondGradient) ? { secondGradient: true as const } : {}),
  };
}

const unknownName = (path: string, name: string, known: readonly string[]) =>
  new OptionError(
    "partition-name",
    `partition: ${path} is given the name "${name}", and there are optimizers for ${known.join(", ")} only`,
    { path, name, known },
  );
