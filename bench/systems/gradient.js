/** The derivative of x ← tanh(a·x + b)·x, five times, called with a number and giving one. */
import { serve } from "./serve.js";

const repeated = (tanh, times, plus) => (x) => {
  let y = x;
  for (let i = 0; i < 5; i++) y = times(tanh(plus(times(y, 1.1), 0.1)), y);
  return y;
};

const makers = {
  async nabla() {
    const { grad, tanh } = await import("../../engine/dist/index.js");
    const slope = grad(
      repeated(
        tanh,
        (a, b) => a.mul(b),
        (a, b) => a.add(b),
      ),
    );
    return (x) => slope(x);
  },
  async jax() {
    const { defaultDevice, grad, init, jit, numpy: np } = await import("@jax-js/jax");
    await init("wasm");
    defaultDevice("wasm");
    const f = (x) => {
      let y = x;
      for (let i = 0; i < 5; i++) y = np.tanh(y.ref.mul(1.1).add(0.1)).mul(y);
      return y;
    };
    const slope = jit(grad(f));
    return (x) => slope(np.array(x)).js();
  },
  async tfjs() {
    const tf = await import("@tensorflow/tfjs");
    await tf.setBackend("cpu");
    const slope = tf.grad(
      repeated(
        tf.tanh,
        (a, b) => tf.mul(a, b),
        (a, b) => tf.add(a, b),
      ),
    );
    return (x) => tf.tidy(() => slope(tf.scalar(x)).dataSync()[0]);
  },
};

await serve(async (_, __, [which]) => {
  const slope = await makers[which]();
  // By central differences, in plain numbers.
  const f = repeated(
    Math.tanh,
    (a, b) => a * b,
    (a, b) => a + b,
  );
  const expected = (f(0.5 + 1e-5) - f(0.5 - 1e-5)) / 2e-5;
  const got = slope(0.5);
  if (!(Math.abs(got - expected) < 1e-3 * Math.abs(expected))) throw new Error(`slope ${got}, expected ${expected}`);
  return {
    check: () => null,
    update(count) {
      for (let i = 0; i < count; i++) slope(0.3 + (i % 1000) * 1e-4);
    },
  };
});
