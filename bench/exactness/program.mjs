// Prints how many ms each unit of work took. All of a unit's work is on the one line that is marked with its name, in a
// function that V8 inlines where it can: `separate` into a function each, `together` all into one, `generated` into code
// that the program makes. `workers` is `together` in three threads.
import { performance } from 'node:perf_hooks';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { paths, products, roots } from './numbers.mjs';
import { encode, hash, matches, words } from './texts.mjs';

const text = 'GET /orders?page=12&size=50 took=31 bytes=2048 user=17 agent=node';
const points = Array.from({ length: 64 }, (_, x) => ({ x, y: x % 7 }));
const value = { id: 12, tags: ['red', 'small'], size: { width: 3, height: 4 }, text };

/** Calls in a slice: different shares, of some ms each. */
const slices = {
  roots: 8000,
  products: 12_000,
  paths: 20,
  hash: 20_000,
  matches: 600,
  encode: 3000,
  words: 2000,
};

const separate = {
  roots(times) {
    let sum = 0;
    for (let n = 0; n < times; n++) sum += roots(n);
    return sum;
  },
  products(times) {
    let sum = 0;
    for (let n = 0; n < times; n++) sum += products(points);
    return sum;
  },
  paths(times) {
    let sum = 0;
    for (let n = 0; n < times; n++) sum += paths(18);
    return sum;
  },
  hash(times) {
    let sum = 0;
    for (let n = 0; n < times; n++) sum += hash(text);
    return sum;
  },
  matches(times) {
    let sum = 0;
    for (let n = 0; n < times; n++) sum += matches(text);
    return sum;
  },
  encode(times) {
    let sum = 0;
    for (let n = 0; n < times; n++) sum += encode(value);
    return sum;
  },
  words(times) {
    let sum = 0;
    for (let n = 0; n < times; n++) sum += words(text);
    return sum;
  },
};

function together(unit, times) {
  let sum = 0;
  for (let n = 0; n < times; n++) {
    if (unit === 'roots') sum += roots(n);
    else if (unit === 'products') sum += products(points);
    else if (unit === 'paths') sum += paths(18);
    else if (unit === 'hash') sum += hash(text);
    else if (unit === 'matches') sum += matches(text);
    else if (unit === 'encode') sum += encode(value);
    else sum += words(text);
  }
  return sum;
}

function generate(call, ...values) {
  const names = values.map((_, index) => `value${index}`);
  const body = `return (times) => {\nlet sum = 0;\nfor (let n = 0; n < times; n++) sum += call(${names.join()});\nreturn sum;\n};`;
  return new Function('call', ...names, body)(call, ...values);
}

function runnerOf(mode) {
  if (mode === 'separate') return (unit, times) => separate[unit](times);
  if (mode !== 'generated') return together;
  const generated = {
    roots: generate(roots, 3),
    products: generate(products, points),
    paths: generate(paths, 18),
    hash: generate(hash, text),
    matches: generate(matches, text),
    encode: generate(encode, value),
    words: generate(words, text),
  };
  return (unit, times) => generated[unit](times);
}

function measure(mode) {
  const units = Object.keys(slices);
  const clock = Object.fromEntries(units.map((unit) => [unit, 0]));
  const run = runnerOf(mode);
  for (let round = 0; round < 60; round++) {
    for (const unit of units) {
      const start = performance.now();
      run(unit, slices[unit]);
      clock[unit] += performance.now() - start;
    }
  }
  return clock;
}

const mode = isMainThread ? (process.argv[2] ?? 'separate') : workerData;
if (!isMainThread) {
  parentPort?.postMessage(measure(mode));
} else if (mode === 'workers') {
  const clocks = Array.from({ length: 3 }, async () => {
    const worker = new Worker(new URL(import.meta.url), { workerData: 'together' });
    return await new Promise((resolve) => worker.once('message', resolve));
  });
  const sum = {};
  for (const clock of await Promise.all(clocks)) {
    for (const [unit, ms] of Object.entries(clock)) sum[unit] = (sum[unit] ?? 0) + ms;
  }
  console.log(JSON.stringify(sum));
} else {
  console.log(JSON.stringify(measure(mode)));
}
