/**
 * The lab as one script, for a page that is opened from the disk, where a browser loads no other scripts: the same text
 * is the program of the page and of each of its threads, which are told by their names which worker they are.
 */

import "./main.css";

const workers = import.meta.glob("./**/worker.ts");

if (typeof document === "undefined") void workers[self.name]();
else void import("./main.tsx");
