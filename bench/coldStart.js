// Prints the milliseconds from nothing to the first update of a linear model, with the built package.
const begin = performance.now();
const { descend } = await import("nabla/train");
const { linear } = await import("nabla/models");
const { meanSquaredError } = await import("nabla/losses");
const { sgd } = await import("nabla/optimizers");
const x = Array.from({ length: 100 }, (_, i) => [i / 100, (i % 7) / 7]);
const y = x.map(([a, b]) => 2 * a - b + 0.5);
const descent = descend({
  model: linear(),
  loss: meanSquaredError,
  optimizer: sgd({ learningRate: 0.1 }),
  data: { x, y },
});
await descent.advance(1);
console.log(performance.now() - begin);
