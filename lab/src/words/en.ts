/** The frame of the lab in English; every page brings its own words. */

export const en = {
  title: "nabla: see the descent",
  skip: "Skip to the content",
  pages: {
    start: "Start",
    race: "The race",
    learn: "Lessons",
    data: "Own data",
    function: "A function",
    open: "Open a run",
  },
  language: "Language",
  loading: "Loading …",
  notLoaded: "This page could not be loaded:",
  theme: "Theme",
  themes: { system: "as the system", light: "light", dark: "dark" },
  exports: {
    figure: "This figure",
    save: {
      svg: "Save this figure as SVG",
      png: "Save this figure as PNG, at twice its size",
      csv: "Save the numbers that are drawn as CSV",
    },
    reproduce: "Command and code",
    command: "Command",
    code: "TypeScript",
    noCommand: "No command asks for this; the program makes the same numbers.",
    copy: "Copy",
    copied: "Copied.",
    notCopied: "The browser does not allow copying here: mark the text and copy it by hand.",
    failed: "This could not be saved:",
  },
};

/** Everything the frame says; a language that lacks something does not compile. */
export type Words = typeof en;
