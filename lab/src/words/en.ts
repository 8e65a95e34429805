/** The frame of the lab in English; every page brings its own words. */

export const en = {
  title: "nabla: see the descent",
  skip: "Skip to the content",
  pages: { race: "The race", function: "A function" },
  language: "Language",
  loading: "Loading …",
  notLoaded: "This page could not be loaded:",
  theme: "Theme",
  themes: { system: "as the system", light: "light", dark: "dark" },
};

/** Everything the frame says; a language that lacks something does not compile. */
export type Words = typeof en;
