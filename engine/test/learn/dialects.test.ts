/** The rules of other systems: PyTorch's own numbers, and the others' rules written out from their sources. */
import { describe, expect, it } from "vitest";
import { dialects, type Optimizer, rAdam, rProp } from "../../src/doors/optimizers.ts";
import { Updates } from "./support.ts";

const { sqrt, sin } = Math;
const start = [0.5, -1, 2];
/** Gradients of a bowl around 1 that swings. */
const slope = (w: number, k: number, step: number) => w - 1 + sin(3 * step + k);

function updated(optimizer: Optimizer, steps: number): Updates {
  const updates = new Updates(optimizer, { w: { shape: [3], data: start } });
  for (let step = 0; step < steps; step++) updates.update([updates.params[0].map((w, k) => slope(w, k, step))]);
  return updates;
}
const after = (optimizer: Optimizer, steps: number): number[] => updated(optimizer, steps).params[0];

const { torch, keras, optax, scikitLearn } = dialects;

/**
 * Twenty steps of PyTorch 1.13 in float64, `w.grad = (w − 1) + sin(3·t + k)` before each `step()`. Its NAdam took μₜ
 * into the product of the next step twice, which later versions do not; the rule is tested as published. Its ASGD keeps
 * the rate in the default dtype, which was set to float64.
 */
const torchSays: readonly [string, Optimizer, readonly number[]][] = [
  [
    "SGD(lr=0.05, momentum=0.9, weight_decay=0.01)",
    torch.sgd({ learningRate: 0.05, momentum: 0.9, weightDecay: 0.01 }),
    [1.0440845037529063, 1.2367407203330414, 0.9017363105978194],
  ],
  [
    "SGD(lr=0.05, momentum=0.9, nesterov=True)",
    torch.sgd({ learningRate: 0.05, momentum: 0.9, nesterov: true }),
    [1.0227924759534937, 1.1221260638474821, 0.9253650694365868],
  ],
  [
    "Adam(lr=0.05, weight_decay=0.01)",
    torch.adam({ learningRate: 0.05, weightDecay: 0.01 }),
    [0.9643993096195633, -0.07748723680905932, 1.32737991221066],
  ],
  [
    "AdamW(lr=0.05)",
    torch.adamW({ learningRate: 0.05 }),
    [0.9643178261803754, -0.07254442523570188, 1.3200146171213636],
  ],
  [
    "Adam(lr=0.05, amsgrad=True)",
    torch.amsGrad({ learningRate: 0.05 }),
    [0.9701924758505693, -0.07762584129040442, 1.3334936661174204],
  ],
  [
    "RAdam(lr=0.05)",
    rAdam({ learningRate: 0.05, epsilonTo: "uncorrected" }),
    [0.6388315309432565, -0.5395554244294997, 1.6763670016980774],
  ],
  [
    "Adagrad(lr=0.5)",
    torch.adaGrad({ learningRate: 0.5 }),
    [0.9733966911008926, 0.8729375653401636, 0.9838390855610271],
  ],
  [
    "ASGD(lr=0.5, lambd=0.1, alpha=0.75, t0=5)",
    torch.averagedSgd({ learningRate: 0.5, decay: 0.1, from: 5 }),
    [0.8398088300301539, 0.7313325691800927, 0.7863283822442911],
  ],
  [
    "RMSprop(lr=0.05, momentum=0.5, centered=True)",
    torch.rmsProp({ learningRate: 0.05, momentum: 0.5, centered: true }),
    [0.9844899256426506, 0.9544919379673764, 0.9642668609192806],
  ],
  ["Rprop(lr=0.05)", rProp({ learningRate: 0.05 }), [0.7537187500000001, 0.8977585715199997, 1.5425254798284802]],
];

const near = (got: readonly number[], expected: readonly number[], relative: number) => {
  for (const [i, value] of expected.entries()) {
    expect(Math.abs(got[i] - value), `${got[i]} for ${value}`).toBeLessThanOrEqual(relative * Math.abs(value));
  }
};

describe("PyTorch's own numbers", () => {
  it.each(torchSays)("%s", (_, optimizer, expected) => {
    near(after(optimizer, 20), expected, 1e-12);
  });

  it("ASGD's ax", () => {
    const { states } = updated(torch.averagedSgd({ learningRate: 0.5, decay: 0.1, from: 5 }), 20);
    near(states.at(-1) ?? [], [0.9135416219875651, 0.8983121777924202, 0.8966633461534839], 1e-12);
  });
});

/** One weight; t counts from 1. */
type Single = (w: number) => (g: number, t: number) => number;

const adamOf = (rate: number, epsilon: number, decay = 0): Single => {
  return (first) => {
    let [w, m, v] = [first, 0, 0];
    return (g, t) => {
      m += (g - m) * (1 - 0.9);
      v += (g * g - v) * (1 - 0.999);
      const alpha = (rate * sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t);
      w -= w * decay * rate + (m * alpha) / (sqrt(v) + epsilon);
      return w;
    };
  };
};
const velocity = (rate: (t: number) => number, mu: number, nesterov: boolean): Single => {
  return (first) => {
    let [w, v] = [first, 0];
    return (g, t) => {
      v = mu * v - rate(t) * g;
      w += nesterov ? mu * v - rate(t) * g : v;
      return w;
    };
  };
};
const rms = (rate: number, rho: number, epsilon: number, mu: number): Single => {
  return (first) => {
    let [w, v, b] = [first, 0, 0];
    return (g) => {
      v = rho * v + (1 - rho) * g * g;
      b = mu * b + (rate * g) / sqrt(v + epsilon);
      w -= b;
      return w;
    };
  };
};
const accumulated = (rate: number): Single => {
  return (first) => {
    let [w, s] = [first, 0.1];
    return (g) => {
      s += g * g;
      w -= (rate * g) / sqrt(s + 1e-7);
      return w;
    };
  };
};

const rules: readonly [string, Optimizer, Single][] = [
  ["Keras Adam()", keras.adam(), adamOf(1e-3, 1e-7)],
  ["Keras AdamW()", keras.adamW(), adamOf(1e-3, 1e-7, 4e-3)],
  ["Keras SGD(momentum=0.9)", keras.sgd({ momentum: 0.9 }), velocity(() => 0.01, 0.9, false)],
  [
    "Keras SGD(momentum=0.9, nesterov=True)",
    keras.sgd({ momentum: 0.9, nesterov: true }),
    velocity(() => 0.01, 0.9, true),
  ],
  ["Keras RMSprop(momentum=0.5)", keras.rmsProp({ momentum: 0.5 }), rms(1e-3, 0.9, 1e-7, 0.5)],
  ["Keras Adagrad(0.5)", keras.adaGrad({ learningRate: 0.5 }), accumulated(0.5)],
  [
    "Keras Adam(amsgrad=True)",
    keras.amsGrad(),
    (first) => {
      let [w, m, v, most] = [first, 0, 0, 0];
      return (g, t) => {
        m += (g - m) * (1 - 0.9);
        v += (g * g - v) * (1 - 0.999);
        most = Math.max(most, v);
        w -= (m * ((1e-3 * sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t))) / (sqrt(most) + 1e-7);
        return w;
      };
    },
  ],
  [
    "Keras Nadam()",
    keras.nAdam(),
    (first) => {
      let [w, m, v, product] = [first, 0, 0, 1];
      const u = (t: number) => 0.9 * (1 - 0.5 * 0.96 ** t);
      return (g, t) => {
        product *= u(t);
        m += (g - m) * (1 - 0.9);
        v += (g * g - v) * (1 - 0.999);
        const ahead = (u(t + 1) * m) / (1 - product * u(t + 1)) + ((1 - u(t)) * g) / (1 - product);
        w -= (1e-3 * ahead) / (sqrt(v / (1 - 0.999 ** t)) + 1e-7);
        return w;
      };
    },
  ],
  [
    "Optax nadam(0.01)",
    optax.nAdam({ learningRate: 0.01 }),
    (first) => {
      let [w, m, v] = [first, 0, 0];
      return (g, t) => {
        m = 0.9 * m + 0.1 * g;
        v = 0.999 * v + 0.001 * g * g;
        const ahead = (0.9 * m) / (1 - 0.9 ** (t + 1)) + (0.1 * g) / (1 - 0.9 ** t);
        w -= (0.01 * ahead) / (sqrt(v / (1 - 0.999 ** t)) + 1e-8);
        return w;
      };
    },
  ],
  [
    "Optax rmsprop(0.01, momentum=0.5)",
    optax.rmsProp({ learningRate: 0.01, momentum: 0.5 }),
    rms(0.01, 0.9, 1e-8, 0.5),
  ],
  ["Optax adagrad(0.5)", optax.adaGrad({ learningRate: 0.5 }), accumulated(0.5)],
  ["scikit-learn's Adam", scikitLearn.adam(), adamOf(1e-3, 1e-8)],
  ["scikit-learn's SGD", scikitLearn.sgd(), velocity(() => 1e-3, 0.9, true)],
];

describe("200 steps of the others' rules", () => {
  it.each(rules)("%s", (_, optimizer, rule) => {
    const updates = new Updates(optimizer, { w: { shape: [3], data: start } });
    const all = start.map(rule);
    for (let step = 0; step < 200; step++) {
      const gradient = updates.params[0].map((w, k) => slope(w, k, step));
      updates.update([gradient]);
      const expected = all.map((update, k) => update(gradient[k], step + 1));
      for (const [k, w] of expected.entries()) {
        expect(Math.abs(updates.params[0][k] - w)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(w)));
      }
    }
  });

  it("differ from one another where the catalog says they do", () => {
    const options = { learningRate: 0.05 };
    const adams = [torch.adam(options), keras.adam(options), torch.amsGrad(options), optax.amsGrad(options)];
    const nadams = [torch.nAdam(options), keras.nAdam(options), optax.nAdam(options)];
    for (const family of [adams, nadams]) {
      const ends = family.map((each) => after(each, 20).join());
      expect(new Set(ends).size).toBe(family.length);
    }
  });
});
