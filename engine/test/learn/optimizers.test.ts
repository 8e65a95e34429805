import { describe, expect, it } from "vitest";
import { fold, uniform } from "../../src/base/random.ts";
import {
  accumulateMomentum,
  adaDelta,
  adaGrad,
  adaMax,
  adam,
  chain,
  lion,
  momentum,
  nesterov,
  type Optimizer,
  rmsProp,
  scaleByAdam,
  scaleByLearningRate,
  sgd,
} from "../../src/doors/optimizers.ts";
import { cosine, inverseTime } from "../../src/doors/schedules.ts";
import { Updates } from "./support.ts";

/** What an optimizer does to one weight: its own memory inside, one call an update. */
type ByHand = (weight: number) => (gradient: number, t: number) => number;

const plain =
  (rate: (t: number) => number): ByHand =>
  (w) =>
  (g, t) => {
    w -= rate(t) * g;
    return w;
  };

const heavyBall =
  (rate: number, mu: number, nesterov = false): ByHand =>
  (w) => {
    let b = 0;
    return (g) => {
      b = mu * b + g;
      w -= rate * (nesterov ? g + mu * b : b);
      return w;
    };
  };

/** Algorithm 1 of Kingma and Ba. */
const kingmaBa =
  (alpha: number, beta1: number, beta2: number, epsilon: number): ByHand =>
  (theta) => {
    let [m, v] = [0, 0];
    return (g, step) => {
      const t = step + 1;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g ** 2;
      const mHat = m / (1 - beta1 ** t);
      const vHat = v / (1 - beta2 ** t);
      theta -= (alpha * mHat) / (Math.sqrt(vHat) + epsilon);
      return theta;
    };
  };

/** Figure 1 of Duchi, Hazan and Singer, diagonal. */
const duchi =
  (rate: number, epsilon: number): ByHand =>
  (w) => {
    let sum = 0;
    return (g) => {
      sum += g * g;
      w -= (rate * g) / (Math.sqrt(sum) + epsilon);
      return w;
    };
  };

const hinton =
  (rate: number, alpha: number, epsilon: number): ByHand =>
  (w) => {
    let v = 0;
    return (g) => {
      v = alpha * v + (1 - alpha) * g * g;
      w -= (rate * g) / (Math.sqrt(v) + epsilon);
      return w;
    };
  };

/** Algorithm 1 of Zeiler. */
const zeiler =
  (rho: number, epsilon: number): ByHand =>
  (x) => {
    let [squares, steps] = [0, 0];
    return (g) => {
      squares = rho * squares + (1 - rho) * g ** 2;
      const step = (-Math.sqrt(steps + epsilon) / Math.sqrt(squares + epsilon)) * g;
      steps = rho * steps + (1 - rho) * step ** 2;
      x += step;
      return x;
    };
  };

/** Algorithm 2 of Kingma and Ba. */
const infinityNorm =
  (alpha: number, beta1: number, beta2: number, epsilon: number): ByHand =>
  (theta) => {
    let [m, u] = [0, 0];
    return (g, step) => {
      m = beta1 * m + (1 - beta1) * g;
      u = Math.max(beta2 * u, Math.abs(g));
      theta -= ((alpha / (1 - beta1 ** (step + 1))) * m) / (u + epsilon);
      return theta;
    };
  };

/** Program 1 of Chen et al., without decay. */
const evolved =
  (rate: number, beta1: number, beta2: number): ByHand =>
  (w) => {
    let m = 0;
    return (g) => {
      w -= rate * Math.sign(beta1 * m + (1 - beta1) * g);
      m = beta2 * m + (1 - beta2) * g;
      return w;
    };
  };

const params = {
  layers: [{ weights: { shape: [2, 2], data: [0.5, -1, 2, 0] }, bias: { shape: [2], data: [0, 1] } }],
  scale: { shape: [], data: [3] },
};

describe("200 updates in float64 follow the published rule", () => {
  it.each<[string, Optimizer, ByHand]>([
    ["gradient descent", sgd({ learningRate: 0.1 }), plain(() => 0.1)],
    ["the heavy ball", sgd({ learningRate: 0.05, momentum: 0.9 }), heavyBall(0.05, 0.9)],
    ["Nesterov's momentum", sgd({ learningRate: 0.05, momentum: 0.8, nesterov: true }), heavyBall(0.05, 0.8, true)],
    ["momentum", momentum({ learningRate: 0.05 }), heavyBall(0.05, 0.9)],
    ["nesterov", nesterov({ learningRate: 0.05, momentum: 0.8 }), heavyBall(0.05, 0.8, true)],
    ["a momentum of 0", sgd({ learningRate: 0.1, momentum: 0 }), plain(() => 0.1)],
    ["Adam as published", adam(), kingmaBa(1e-3, 0.9, 0.999, 1e-8)],
    [
      "Adam with other numbers",
      adam({ learningRate: 0.02, beta1: 0.5, beta2: 0.9, epsilon: 1e-3 }),
      kingmaBa(0.02, 0.5, 0.9, 1e-3),
    ],
    ["AdaGrad", adaGrad(), duchi(0.01, 1e-10)],
    ["AdaGrad with other numbers", adaGrad({ learningRate: 0.5, epsilon: 0.1 }), duchi(0.5, 0.1)],
    ["RMSProp", rmsProp(), hinton(0.01, 0.99, 1e-8)],
    ["RMSProp with other numbers", rmsProp({ learningRate: 0.1, decay: 0.5, epsilon: 1e-2 }), hinton(0.1, 0.5, 1e-2)],
    ["AdaDelta", adaDelta(), zeiler(0.9, 1e-6)],
    ["AdaDelta with other numbers", adaDelta({ decay: 0.5, epsilon: 1e-3 }), zeiler(0.5, 1e-3)],
    ["AdaMax", adaMax(), infinityNorm(2e-3, 0.9, 0.999, 1e-8)],
    [
      "AdaMax with other numbers",
      adaMax({ learningRate: 0.1, beta1: 0.5, beta2: 0.9 }),
      infinityNorm(0.1, 0.5, 0.9, 1e-8),
    ],
    ["Lion", lion(), evolved(1e-4, 0.9, 0.99)],
    ["Lion with other numbers", lion({ learningRate: 0.05, beta1: 0.5, beta2: 0.8 }), evolved(0.05, 0.5, 0.8)],
    ["Adam without memory", adam({ beta1: 0, beta2: 0 }), kingmaBa(1e-3, 0, 0, 1e-8)],
    [
      "a rate that falls",
      sgd({ learningRate: inverseTime({ initial: 0.5, decay: 0.1 }) }),
      plain((t) => 0.5 / (1 + 0.1 * t)),
    ],
    [
      "a chain of one's own",
      chain(accumulateMomentum({ momentum: 0.9 }), scaleByLearningRate({ learningRate: 0.05 })),
      heavyBall(0.05, 0.9),
    ],
  ])("%s", (_, optimizer, byHand) => {
    const updates = new Updates(optimizer, params);
    const expected = updates.params.map((leaf) => leaf.map((w) => ({ w, update: byHand(w) })));
    for (let t = 0; t < 200; t++) {
      const noise = uniform(fold(4, "gradients", t), 7);
      let next = 0;
      // Gradients of a bowl around 1, with noise, and 0 for one weight.
      const gradient = updates.params.map((leaf) =>
        leaf.map((w) => (next === 3 ? 0 * next++ : w - 1 + noise[next++] - 0.5)),
      );
      updates.update(gradient);
      const got = updates.params.flat();
      const wanted = expected.flatMap((leaf, i) => leaf.map((one, j) => (one.w = one.update(gradient[i][j], t))));
      for (const [i, w] of wanted.entries()) {
        expect(Math.abs(got[i] - w), `weight ${i} at step ${t}`).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(w)));
      }
    }
  });

  it("with a rate that is a cosine", () => {
    const updates = new Updates(sgd({ learningRate: cosine({ initial: 1, steps: 4 }) }), {
      w: { shape: [], data: [0] },
    });
    const steps = [0, 1, 2, 3, 4, 5].map(() => {
      const [[before]] = updates.params;
      updates.update([[-1]]);
      return updates.params[0][0] - before;
    });
    const rates = [1, (1 + Math.SQRT1_2) / 2, 0.5, (1 - Math.SQRT1_2) / 2, 0, 0];
    for (const [i, rate] of rates.entries()) expect(steps[i]).toBeCloseTo(rate, 14);
  });
});

describe("the first step of Adam", () => {
  it("is the learning rate, whatever the size of the gradient", () => {
    for (const gradient of [1e-3, 1, 1e8]) {
      const updates = new Updates(adam({ learningRate: 0.25, epsilon: 1e-300 }), { w: { shape: [], data: [0] } });
      updates.update([[gradient]]);
      expect(updates.params[0][0]).toBeCloseTo(-0.25, 12);
    }
  });
});

describe("structure", () => {
  it("has a buffer only with momentum", () => {
    expect(new Updates(sgd({ learningRate: 1 }), params).states).toEqual([]);
    expect(new Updates(sgd({ learningRate: 1, momentum: 0 }), params).states.flat()).toEqual(new Array(7).fill(0));
    expect(new Updates(adam(), params).states.flat()).toEqual(new Array(14).fill(0));
  });

  it("passes every number at run time", () => {
    const rate = inverseTime({ initial: 0.1, decay: 1 });
    expect(sgd({ learningRate: rate, momentum: 0.5 }).hyper).toEqual({ learningRate: rate, momentum: 0.5 });
    expect(adam().hyper).toEqual({ learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 });
    expect(adam({ beta1: rate }).hyper.beta1).toBe(rate);
  });

  it("knows itself, before and after it is made", () => {
    expect(sgd.info.options.map(({ name }) => name)).toEqual(["learningRate", "momentum", "nesterov"]);
    expect(sgd({ learningRate: 1 }).info).toBe(sgd.info);
    expect(adam().info).toBe(adam.info);
  });
});

describe("wrong options", () => {
  const attempts: [() => unknown, RegExp][] = [
    [() => sgd({} as never), /sgd needs learningRate, a finite number ≥ 0/],
    [() => sgd({ learningRate: -0.1 }), /sgd: learningRate is -0.1; expected a finite number ≥ 0/],
    [() => sgd({ learningRate: Number.NaN }), /learningRate is NaN/],
    [() => sgd({ learningRate: Number.POSITIVE_INFINITY }), /learningRate is Infinity/],
    [() => sgd({ learningRate: "0.1" as never }), /learningRate is of type string/],
    [() => sgd({ learningRate: 1, momentum: 1 }), /momentum is 1; expected a finite number ≥ 0 and < 1/],
    [() => sgd({ learningRate: 1, nesterov: true }), /nesterov needs a momentum/],
    [() => sgd({ learningRate: 1, nesterov: 1 as never, momentum: 0.9 }), /nesterov is of type number; expected true/],
    [() => sgd({ learningRate: 1, momentun: 0.9 } as never), /no option "momentun".*did you mean "momentum"/],
    [() => adam({ lr: 1 } as never), /adam has no option "lr"; it takes learningRate, beta1/],
    [() => adam({ beta2: 1 }), /beta2 is 1/],
    [() => chain(scaleByAdam(), scaleByAdam()), /two parts of an optimizer have the hyper-parameter beta1/],
  ];
  it.each(attempts)("%#", (attempt, message) => {
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(expect.objectContaining({ name: "OptionError" }));
  });
});
