/** The frame of the lessons in English; every lesson brings its own words. */

export const en = {
  lessons: "Lessons",
  loading: "Loading …",
  ignored: (parts: string) => `This link says things that are not understood here and were left out: ${parts}`,
  notLoaded: "This lesson could not be loaded:",
};

/** Everything the frame of the lessons says; a language that lacks something does not compile. */
export type LearnWords = typeof en;

/** What all lessons with a tape say. */
export const tapeEn = {
  paths: "The way over the loss",
  pathsText: "Contours of the loss over bias and weight, dark where it is low; the line is the way of the descent.",
};
