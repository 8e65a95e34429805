/**
 * What each thread of `timeOnThreads` runs, as text: it is given to a thread that has nothing of the engine but the
 * compiled program. Thread 0 leads; the others wait for its commands. The threads meet by counting arrivals; a thread
 * that arrives early looks again and again for a while, then sleeps.
 */
export const threadScript = `
const { memory: image, module, region, header, words, control, exchange, seconds, index } = data;
const { rows, batchSize, threads, repeats, aim, least, chunk } = data;
const memory = new WebAssembly.Memory({ initial: image.byteLength / 65536, maximum: 65536 });
new Uint8Array(memory.buffer).set(image);
const { advance } = new WebAssembly.Instance(module, { host: { memory } }).exports;
const fields = new Int32Array(memory.buffer, region);
const length = data.parameters.reduce((sum, leaf) => sum + leaf.length, 0);
const leaves = data.parameters.map(({ address, length, wide }) =>
  wide ? new Float64Array(memory.buffer, address, length) : new Float32Array(memory.buffer, address, length));

const shareOf = (thread) =>
  Math.floor(((thread + 1) * batchSize) / threads) - Math.floor((thread * batchSize) / threads);
const shares = Array.from({ length: threads }, (_, thread) => shareOf(threads - 1 - thread));

function read(first, count, batch) {
  fields[header.rows / 4] = count;
  fields[header.batch / 4] = batch;
  fields[header.position / 4] = 0;
  data.data.forEach(({ address, bytes }, i) => { fields[header.data / 4 + i] = address + first * bytes; });
}

function update(steps) {
  for (let left = steps; left > 0; left -= chunk) {
    fields[header.steps / 4] = Math.min(left, chunk);
    advance(region);
  }
}

function meet() {
  const generation = Atomics.load(control, words.generation);
  if (Atomics.add(control, words.arrived, 1) === threads - 1) {
    Atomics.store(control, words.arrived, 0);
    Atomics.add(control, words.generation, 1);
    Atomics.notify(control, words.generation);
    return;
  }
  for (let looks = 0; Atomics.load(control, words.generation) === generation; looks++) {
    if (looks > 20000) Atomics.wait(control, words.generation, generation, 1);
  }
}

function publish(slot) {
  let at = (slot * threads + index) * length;
  for (const leaf of leaves) { exchange.set(leaf, at); at += leaf.length; }
}

function average(slot) {
  let at = slot * threads * length;
  for (const leaf of leaves) {
    for (let i = 0; i < leaf.length; i++, at++) {
      let sum = 0;
      for (let thread = 0; thread < threads; thread++) sum += shares[thread] * exchange[at + thread * length];
      leaf[i] = sum / batchSize;
    }
  }
}

function together(steps) {
  const share = shares[index];
  const before = shares.slice(0, index).reduce((sum, each) => sum + each, 0);
  const first = Math.floor((rows * before) / batchSize);
  if (share > 0) read(first, Math.max(share, Math.floor((rows * share) / batchSize)), share);
  meet();
  for (let k = 0; k < steps; k++) {
    if (share > 0) {
      fields[header.steps / 4] = 1;
      advance(region);
      publish(k % 2);
    }
    meet();
    average(k % 2);
  }
}

/** Updates of its own in every thread, met only before and after: what the cores give when nobody waits. */
function apart(steps) {
  read(0, rows, batchSize);
  meet();
  update(steps);
  meet();
}

function timed(work, steps) {
  const begin = performance.now();
  work(steps);
  return (performance.now() - begin) / 1000;
}

const alone = (steps) => { read(0, rows, batchSize); return timed(update, steps); };
const tasks = [together, apart];
const commanded = (task) => (steps) => {
  Atomics.store(control, words.steps, steps);
  Atomics.store(control, words.task, task);
  Atomics.add(control, words.command, 1);
  Atomics.notify(control, words.command);
  return timed(tasks[task], steps);
};

/** Steps that take long enough: the length of a chunk. */
function calibrated(way) {
  let steps = 1;
  for (let round = 0; round < 40; round++) {
    const taken = way(steps);
    if (taken >= aim) break;
    steps = Math.min(8 * steps, Math.ceil((steps * 1.1 * aim) / Math.max(taken, 1e-9)), 2 ** 24);
  }
  return steps;
}

if (index === 0) {
  const ways = [alone, commanded(0), commanded(1)]
    .map((way, place) => ({ way, place, steps: calibrated(way), made: 0 }));
  for (let round = 0; round < 4 * repeats && ways.some(({ made }) => made < repeats); round++) {
    for (const each of ways) {
      const taken = each.way(each.steps);
      if (taken < least) each.steps = Math.ceil((each.steps * aim) / Math.max(taken, 1e-9));
      else if (each.made < repeats) seconds[each.place * repeats + each.made++] = taken / each.steps;
    }
  }
  Atomics.store(control, words.finished, 1);
  Atomics.notify(control, words.finished);
} else {
  for (let command = 0; ; command++) {
    while (Atomics.load(control, words.command) === command) Atomics.wait(control, words.command, command);
    tasks[Atomics.load(control, words.task)](Atomics.load(control, words.steps));
  }
}
`;
