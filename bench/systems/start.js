// Prints the seconds from nothing to the first update, with the built doors. Option: linear or mlp.
const begin = performance.now();
const [{ descend }, { linear, mlp }, { meanSquaredError, softmaxCrossEntropy }, { sgd }] = await Promise.all([
  import("../../engine/dist/train.js"),
  import("../../engine/dist/models.js"),
  import("../../engine/dist/losses.js"),
  import("../../engine/dist/optimizers.js"),
]);
const net = process.argv[2] === "mlp";
const [rows, columns] = [256, net ? 784 : 8];
const x = Float32Array.from({ length: rows * columns }, (_, i) => (i % 7) / 7);
const y = net
  ? Int32Array.from({ length: rows }, (_, i) => i % 10)
  : Float32Array.from({ length: rows }, (_, i) => i % 3);
const descent = descend({
  model: net ? mlp([128]) : linear(),
  loss: net ? softmaxCrossEntropy : meanSquaredError,
  optimizer: sgd({ learningRate: 0.01 }),
  data: { x, y },
});
await descent.advance(1);
console.log((performance.now() - begin) / 1000);
process.exit(0);
