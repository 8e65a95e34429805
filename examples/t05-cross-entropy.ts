/**
 * T5, the worked example of cross-entropy (交叉熵): three predictions for the same answer, −Σ tₖ log yₖ.
 * The third does not sum to 1; the loss takes it as it is.
 */
import { grad } from "nabla";
import { crossEntropy, softmaxCrossEntropy } from "nabla/losses";

const t = [0, 0, 0, 1, 0];
const predictions = [
  [0.1, 0.1, 0.1, 0.6, 0.1],
  [0.1, 0.1, 0.05, 0.7, 0.05],
  [0.01, 0.02, 0.03, 0.8, 0.05],
];

for (const y of predictions) console.log(`y = [${y.join(", ")}]  cross-entropy ${crossEntropy(y, t)}`);

// With logits the gradient is p − t, also where the answer is badly wrong: that is why training does not fall asleep.
const logits = [0, 0, 0, -5, 0];
const slope = grad(softmaxCrossEntropy)(logits, t);
console.log(`slope at the right class, when it is thought impossible: ${slope[3]}`);

/* Prints:
y = [0.1, 0.1, 0.1, 0.6, 0.1]  cross-entropy 0.5108256237659907
y = [0.1, 0.1, 0.05, 0.7, 0.05]  cross-entropy 0.35667494393873245
y = [0.01, 0.02, 0.03, 0.8, 0.05]  cross-entropy 0.2231435513142097
slope at the right class, when it is thought impossible: -0.9983183459741528
*/
