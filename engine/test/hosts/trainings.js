/**
 * Trainings whose final parameters are the same bits on every host: linear, logistic and softmax regression and nets,
 * under every order, in both dtypes. Plain JavaScript on the built engine, so that any Node and any browser runs it.
 */
import { meanSquaredError, sigmoidCrossEntropy, softmaxCrossEntropy } from "../../dist/losses.js";
import { linear, mlp } from "../../dist/models.js";
import { adam, sgd } from "../../dist/optimizers.js";
import { descend, epochs } from "../../dist/train.js";

const rows = 131;
const columns = 7;

/** Numbers in [−1, 1) by integers only: no host's `Math` has a say in them. */
function numbers(count) {
  let state = 12_345;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

const x = numbers(rows * columns);
const sums = Float64Array.from({ length: rows }, (_, row) => x[row * columns] - 2 * x[row * columns + 1] + 0.5);
const sign = sums.map((sum) => (sum > 0 ? 1 : 0));
const classes = Int32Array.from(sums, (sum) => (sum < -0.5 ? 0 : sum < 0.5 ? 1 : 2));

const problems = {
  linear: { model: linear(), loss: meanSquaredError, y: sums },
  logistic: { model: linear(), loss: sigmoidCrossEntropy, y: sign },
  softmax: { model: linear(), loss: softmaxCrossEntropy, y: classes },
  mlp: { model: mlp([9], { activation: "tanh" }), loss: softmaxCrossEntropy, y: classes },
};
const ways = [
  { order: "reshuffle", batchSize: 1, optimizer: sgd({ learningRate: 0.05 }) },
  { order: "shuffle-once", batchSize: 32, optimizer: sgd({ learningRate: 0.05 }) },
  { order: "with-replacement", batchSize: 10, optimizer: adam({ learningRate: 0.01 }) },
  { order: "sequential", batchSize: "full", optimizer: adam({ learningRate: 0.01 }) },
];

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Leaves of a tree of nested arrays and objects, in order. */
const leaves = (tree) => (typeof tree === "object" ? Object.values(tree).flatMap(leaves) : [tree]);

async function parametersAfter({ model, loss, y }, way, dtype, exact = true) {
  const stop = [epochs(3)];
  const descent = descend({ model, loss, data: { x, y }, ...way, dtype, exact, seed: 7, stop });
  await descent.run();
  return Float64Array.from(leaves(descent.params));
}

/** name -> the SHA-256 of the final parameters. */
export async function trainings() {
  const found = {};
  for (const [name, problem] of Object.entries(problems)) {
    for (const way of ways) {
      for (const dtype of ["float32", "float64"]) {
        const parameters = await parametersAfter(problem, way, dtype);
        const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(parameters.buffer));
        found[`${name}, ${way.order}, batch ${way.batchSize}, ${dtype}`] = hex(new Uint8Array(digest)).slice(0, 16);
      }
    }
  }
  return found;
}

/** name -> the largest difference between the parameters in exact and in relaxed arithmetic. */
async function differences() {
  const found = {};
  for (const [name, problem] of Object.entries(problems)) {
    for (const way of ways) {
      const exact = await parametersAfter(problem, way, "float32");
      const relaxed = await parametersAfter(problem, way, "float32", false);
      found[`${name}, ${way.order}`] = Math.max(...exact.map((number, i) => Math.abs(number - relaxed[i])));
    }
  }
  return found;
}

if (globalThis.process?.argv[2] === "differences") console.log(JSON.stringify(await differences(), null, 2));
if (globalThis.process?.argv[2] === "print") console.log(JSON.stringify(await trainings(), null, 2));
