/** Five points (x, y) that no line meets all: their mean squared error is a tilted valley. */
export const lossPoints = [
  [0, 0.8],
  [0.5, 1.9],
  [1, 2.2],
  [1.5, 3.4],
  [2, 3.7],
] as const;
