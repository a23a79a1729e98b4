import { closeSync, openSync, writeSync } from 'node:fs';

const functions = 5000;
const deepest = 80;

/**
 * Writes a .cpuprofile of any size, the same for the same numbers: a walk up and down a call tree, as a program makes it,
 * with a node for each new stack and the samples in the order of the walk. 1 million nodes and 1.5 million samples are 250 MB.
 */
export function writeSyntheticProfile(path, { nodes, samples }) {
  const random = randomNumbers(1);
  const parents = walk(nodes, random);
  const out = new Output(path);
  const children = childrenOf(parents);
  const sampled = (sample) => 1 + Math.floor((sample / samples) * (nodes - 1));
  const hits = new Int32Array(nodes);
  for (let sample = 0; sample < samples; sample++) hits[sampled(sample)]++;
  out.write('{"nodes":[');
  for (let node = 0; node < nodes; node++) {
    const fn = node === 0 ? 0 : 1 + Math.floor(functions * random() ** 3);
    const file = fn % 97;
    const frame =
      node === 0
        ? '"functionName":"(root)","scriptId":"0","url":"","lineNumber":-1,"columnNumber":-1'
        : `"functionName":"function${fn}","scriptId":"${file + 10}","url":"file:///home/user/project/node_modules/package-${file}/lib/module${file}.js","lineNumber":${fn * 3},"columnNumber":${fn % 80}`;
    const below = children[node];
    out.write(
      `${node === 0 ? '' : ','}{"id":${node + 1},"callFrame":{${frame}},"hitCount":${hits[node]}${below ? `,"children":[${below.join()}]` : ''}${hits[node] === 0 ? '' : `,"positionTicks":[{"line":${fn * 3 + 2},"ticks":${hits[node]}}]`}}`,
    );
  }
  out.write('],"startTime":1000,"endTime":');
  out.write(`${1000 + samples * 100},"samples":[`);
  for (let sample = 0; sample < samples; sample++) out.write(`${sample === 0 ? '' : ','}${sampled(sample) + 1}`);
  out.write('],"timeDeltas":[');
  for (let sample = 0; sample < samples; sample++)
    out.write(`${sample === 0 ? '' : ','}${80 + Math.floor(40 * random())}`);
  out.write(']}');
  out.close();
}

function walk(nodes, random) {
  const parents = new Int32Array(nodes).fill(-1);
  const stack = [0];
  for (let node = 1; node < nodes; node++) {
    const up = Math.floor(4 * random() ** 2);
    stack.length = Math.max(1, Math.min(stack.length, deepest) - up);
    parents[node] = stack.at(-1);
    stack.push(node);
  }
  return parents;
}

/** Ids by node. */
function childrenOf(parents) {
  const children = [];
  for (const [node, parent] of parents.entries()) if (parent >= 0) (children[parent] ??= []).push(node + 1);
  return children;
}

function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

class Output {
  constructor(path) {
    this.file = openSync(path, 'w');
    this.text = '';
  }

  write(text) {
    this.text += text;
    if (this.text.length > 2 ** 20) this.flush();
  }

  flush() {
    writeSync(this.file, this.text);
    this.text = '';
  }

  close() {
    this.flush();
    closeSync(this.file);
  }
}
