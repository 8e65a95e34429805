/** Noise that the lesson on the square draws its samples from; both kinds have standard deviation 1. */

export const noiseNames = ["gaussian", "laplace"] as const;
export type NoiseName = (typeof noiseNames)[number];

export const sampleSize = 25;
export const samples = 1000;
