/** A thread of the one-file lab; the build puts it where the other builds load a worker of their own. */

/** Starts the page's own script as the worker of that name: "./engine/worker.ts". */
export function ownThread(name: string): Worker {
  const program = document.getElementById("program")?.textContent ?? "";
  const place = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  return new Worker(place, { name });
}
