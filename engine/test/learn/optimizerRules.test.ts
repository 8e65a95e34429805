/**
 * Two hundred updates of every rule in float64 against its paper's algorithm, written out for one weight or a vector.
 */
import { describe, it } from "vitest";
import type { Optimizer } from "../../src/doors/optimizers.ts";
import * as optimizers from "../../src/doors/optimizers.ts";
import { each, flat, follow, length, type Rule, type Vector } from "./byHand.ts";

const { sqrt, abs, sign, max, min } = Math;
interface Moments {
  m: number;
  v: number;
  mHat: number;
  vHat: number;
}
/** Adam's means, and what a rule makes of them. */
const moments =
  (beta1: number, beta2: number, step: (of: Moments, g: number, t: number, w: number) => number): Rule =>
  (start) =>
    each((first) => {
      let [w, m, v] = [first, 0, 0];
      return (g, t) => {
        m = beta1 * m + (1 - beta1) * g;
        v = beta2 * v + (1 - beta2) * g * g;
        w -= step({ m, v, mHat: m / (1 - beta1 ** t), vHat: v / (1 - beta2 ** t) }, g, t, w);
        return w;
      };
    })(start);

const dozat = (rate: number, mu: (t: number) => number, epsilon: number): Rule =>
  each((first) => {
    let [w, m, v, product] = [first, 0, 0, 1];
    return (g, t) => {
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      product *= mu(t);
      const ahead = (mu(t + 1) * m) / (1 - product * mu(t + 1)) + ((1 - mu(t)) * g) / (1 - product);
      w -= (rate * ahead) / (sqrt(v / (1 - 0.999 ** t)) + epsilon);
      return w;
    };
  });

const liu = (rate: number, beta2: number): Rule => {
  const longest = 2 / (1 - beta2) - 1;
  return moments(0.9, beta2, ({ mHat, vHat }, _, t) => {
    const rho = longest - (2 * t * beta2 ** t) / (1 - beta2 ** t);
    if (rho <= 5) return rate * mHat;
    const r = sqrt(((rho - 4) * (rho - 2) * longest) / ((longest - 4) * (longest - 2) * rho));
    return (rate * r * mHat) / (sqrt(vHat) + 1e-8);
  });
};

const largest = (rate: number, corrected: boolean): Rule =>
  each((first) => {
    let [w, m, v, most] = [first, 0, 0, 0];
    return (g, t) => {
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      const bias = 1 - 0.999 ** t;
      most = max(most, corrected ? v / bias : v);
      w -= (rate * m) / (1 - 0.9 ** t) / (sqrt(corrected ? most : most / bias) + 1e-8);
      return w;
    };
  });

const belief: Rule = each((first) => {
  let [w, m, s] = [first, 0, 0];
  return (g, t) => {
    m = 0.9 * m + 0.1 * g;
    s = 0.999 * s + 0.001 * (g - m) ** 2 + 1e-16;
    w -= (0.01 * m) / (1 - 0.9 ** t) / (sqrt(s / (1 - 0.999 ** t)) + 1e-16);
    return w;
  };
});

const zaheer: Rule = each((first) => {
  let [w, m, v] = [first, 0, 0];
  return (g, t) => {
    m = 0.9 * m + 0.1 * g;
    v -= 0.001 * sign(v - g * g) * g * g;
    w -= (0.05 * m) / (1 - 0.9 ** t) / (sqrt(v / (1 - 0.999 ** t)) + 1e-3);
    return w;
  };
});

const riedmiller: Rule = each((first) => {
  let [w, size, before] = [first, 0.1, 0];
  return (given, t) => {
    let g = given;
    if (t > 1) {
      if (g * before > 0) size = min(size * 1.2, 50);
      else if (g * before < 0) {
        size = max(size * 0.5, 1e-6);
        g = 0;
      }
    }
    w -= sign(g) * size;
    before = g;
    return w;
  };
});

const ratio = (w: Vector, d: Vector) => (length(w) === 0 || length(d) === 0 ? 1 : length(w) / length(d));

const you: Rule = (start) => {
  const m = start.map((leaf) => leaf.map(() => 0));
  const v = start.map((leaf) => leaf.map(() => 0));
  let w = start;
  return (gradient, t) => {
    w = w.map((leaf, i) => {
      const d = leaf.map((weight, j) => {
        const g = gradient[i][j];
        m[i][j] = 0.9 * m[i][j] + 0.1 * g;
        v[i][j] = 0.999 * v[i][j] + 0.001 * g * g;
        return m[i][j] / (1 - 0.9 ** t) / (sqrt(v[i][j] / (1 - 0.999 ** t)) + 1e-6) + 0.1 * weight;
      });
      return leaf.map((weight, j) => weight - 0.02 * ratio(leaf, d) * d[j]);
    });
    return w;
  };
};

const ginsburg: Rule = (start) => {
  const buffer = start.map((leaf) => leaf.map(() => 0));
  let w = start;
  return (gradient) => {
    w = w.map((leaf, i) => {
      const d = leaf.map((weight, j) => gradient[i][j] + 0.1 * weight);
      const scale = length(leaf) === 0 || length(d) === 0 ? 1 : (0.01 * length(leaf)) / length(d);
      return leaf.map((weight, j) => {
        buffer[i][j] = 0.9 * buffer[i][j] + scale * d[j];
        return weight - 2 * buffer[i][j];
      });
    });
    return w;
  };
};

/** Jordan's five steps on 2 × 2 matrices by hand; all other tensors by plain Nesterov momentum. */
const jordan: Rule = (start) => {
  const buffer = start.map((leaf) => leaf.map(() => 0));
  const times = ([a, b, c, d]: Vector, [e, f, g, h]: Vector) => [
    a * e + b * g,
    a * f + b * h,
    c * e + d * g,
    c * f + d * h,
  ];
  let w = start;
  return (gradient) => {
    w = w.map((leaf, i) => {
      const d = leaf.map((_, j) => {
        buffer[i][j] = 0.95 * buffer[i][j] + gradient[i][j];
        return gradient[i][j] + 0.95 * buffer[i][j];
      });
      let x: Vector = d;
      if (leaf.length === 4) {
        x = d.map((value) => value / length(d));
        for (let step = 0; step < 5; step++) {
          const square = times(x, [x[0], x[2], x[1], x[3]]);
          const fourth = times(square, square);
          const inner = square.map((value, j) => -4.775 * value + 2.0315 * fourth[j]);
          const turned = times(inner, x);
          x = x.map((value, j) => 3.4445 * value + turned[j]);
        }
      }
      return leaf.map((weight, j) => weight - 0.02 * x[j]);
    });
    return w;
  };
};

/** Shazeer and Stern's algorithms 4 (a matrix, by sums) and 5 (a vector). */
const shazeer: Rule = (start) => {
  const rms = (leaf: Vector) => length(leaf) / Math.sqrt(leaf.length);
  const [rows, columns] = [start.map(() => [0, 0]), start.map(() => [0, 0])];
  const whole = start.map((leaf) => leaf.map(() => 0));
  let w = start;
  return (gradient, t) => {
    const beta = 1 - t ** -0.8;
    w = w.map((leaf, i) => {
      const squares = gradient[i].map((g) => g * g + 1e-30);
      let v: Vector;
      if (leaf.length === 4) {
        const [a, b, c, d] = squares;
        rows[i] = [beta * rows[i][0] + (1 - beta) * (a + b), beta * rows[i][1] + (1 - beta) * (c + d)];
        columns[i] = [beta * columns[i][0] + (1 - beta) * (a + c), beta * columns[i][1] + (1 - beta) * (b + d)];
        const all = rows[i][0] + rows[i][1];
        v = rows[i].flatMap((row) => columns[i].map((column) => (row * column) / all));
      } else {
        whole[i] = squares.map((square, j) => beta * whole[i][j] + (1 - beta) * square);
        v = whole[i];
      }
      const u = gradient[i].map((g, j) => g / Math.sqrt(v[j]));
      const step = Math.max(1e-3, rms(leaf)) * Math.min(0.05, 1 / Math.sqrt(t));
      return leaf.map((weight, j) => weight - (step * u[j]) / Math.max(1, rms(u)));
    });
    return w;
  };
};

const ivgi: Rule = (start) => {
  let w = start;
  let [far, sum] = [1e-3 * (1 + length(flat(start))), 0];
  return (gradient) => {
    far = max(far, length(flat(w).map((value, k) => value - flat(start)[k])));
    sum += flat(gradient).reduce((total, g) => total + g * g, 0);
    const rate = far / sqrt(sum + 1e-8);
    w = w.map((leaf, i) => leaf.map((weight, j) => weight - rate * gradient[i][j]));
    return w;
  };
};

const mishchenko: Rule = (start) => {
  const zeros = () => start.map((leaf) => leaf.map(() => 0));
  const [m, v, s] = [zeros(), zeros(), zeros()];
  let w = start;
  let [d, r] = [0.01, 0];
  const root = sqrt(0.999);
  return (gradient) => {
    const before = w;
    let inner = 0;
    w = before.map((leaf, i) =>
      leaf.map((weight, j) => {
        const g = gradient[i][j];
        m[i][j] = 0.9 * m[i][j] + 0.1 * d * g;
        v[i][j] = 0.999 * v[i][j] + 0.001 * d * d * g * g;
        s[i][j] = root * s[i][j] + (1 - root) * d * d * g;
        inner += g * (start[i][j] - weight);
        return weight - (d * m[i][j]) / (sqrt(v[i][j]) + d * 1e-8);
      }),
    );
    r = root * r + (1 - root) * d * d * inner;
    d = max(d, r / flat(s).reduce((total, each) => total + abs(each), 0));
    return w;
  };
};

/** What is updated is y; the mean and z are inside. */
const defazio: Rule = each((first) => {
  let [z, x] = [first, first];
  return (g, t) => {
    z -= 0.1 * g;
    x += (z - x) / t;
    return 0.1 * z + 0.9 * x;
  };
});

const rules: readonly [string, Optimizer, Rule][] = [
  [
    "AdamW",
    optimizers.adamW({ learningRate: 0.05, weightDecay: 0.1 }),
    moments(0.9, 0.999, ({ mHat, vHat }, _, __, w) => 0.05 * (mHat / (sqrt(vHat) + 1e-8) + 0.1 * w)),
  ],
  [
    "Adam with ε before the correction",
    optimizers.adam({ learningRate: 0.05, epsilon: 1e-3, epsilonTo: "uncorrected" }),
    moments(0.9, 0.999, ({ m, v }, _, t) => (0.05 * sqrt(1 - 0.999 ** t) * m) / (1 - 0.9 ** t) / (sqrt(v) + 1e-3)),
  ],
  ["AMSGrad", optimizers.amsGrad({ learningRate: 0.05 }), largest(0.05, false)],
  ["AMSGrad of v̂", optimizers.amsGrad({ learningRate: 0.05, largestOf: "corrected" }), largest(0.05, true)],
  ["NAdam", optimizers.nAdam(), dozat(2e-3, (t) => 0.9 * (1 - 0.5 * 0.96 ** (0.004 * t)), 1e-8)],
  ["NAdam, constant", optimizers.nAdam({ constantMomentum: true }), dozat(2e-3, () => 0.9, 1e-8)],
  ["RAdam", optimizers.rAdam({ learningRate: 0.05 }), liu(0.05, 0.999)],
  ["RAdam with a short memory", optimizers.rAdam({ learningRate: 0.05, beta2: 0.9 }), liu(0.05, 0.9)],
  ["AdaBelief", optimizers.adaBelief({ learningRate: 0.01 }), belief],
  ["Yogi", optimizers.yogi({ learningRate: 0.05 }), zaheer],
  ["Signum", optimizers.signSgd({ learningRate: 0.01, momentum: 0.9 }), moments(0.9, 0, ({ m }) => 0.01 * sign(m))],
  ["Rprop", optimizers.rProp({ learningRate: 0.1 }), riedmiller],
  ["LAMB", optimizers.lamb({ learningRate: 0.02, weightDecay: 0.1 }), you],
  ["LARS", optimizers.lars({ learningRate: 2, coefficient: 0.01, weightDecay: 0.1 }), ginsburg],
  ["Muon", optimizers.muon(), jordan],
  ["Adafactor", optimizers.adafactor({ learningRate: 0.05 }), shazeer],
  ["DoG", optimizers.distanceOverGradients({ first: 1e-3 }), ivgi],
  ["Prodigy", optimizers.prodigy({ first: 0.01 }), mishchenko],
  ["schedule-free", optimizers.scheduleFree(), defazio],
  [
    "AdaGrad that begins above 0",
    optimizers.adaGrad({ learningRate: 0.5, initial: 0.1, epsilon: 1e-3, epsilonInside: true }),
    each((first) => {
      let [w, s] = [first, 0.1];
      return (g) => {
        s += g * g;
        w -= (0.5 * g) / sqrt(s + 1e-3);
        return w;
      };
    }),
  ],
  [
    "centered RMSProp",
    optimizers.rmsProp({ learningRate: 0.05, decay: 0.9, centered: true, epsilon: 1e-3 }),
    moments(0.9, 0.9, ({ m, v }, g) => (0.05 * g) / (sqrt(v - m * m) + 1e-3)),
  ],
];

describe("200 updates in float64 follow the published rule", () => {
  it.each(rules)("%s", (_, optimizer, rule) => {
    follow(optimizer, rule);
  });
});
