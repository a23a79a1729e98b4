import { at } from '../model/at.ts';
import { fileUrl } from '../model/location.ts';
import type { Profile } from '../model/profile.ts';
import { writeExtension } from './heatlineExtension.ts';
import { writeTables } from './profileTables.ts';
import { writePositions } from './v8Positions.ts';

interface OutNode {
  id: number;
  callFrame: object;
  hitCount: number;
  children: number[];
  positionTicks: { line: number; ticks: number }[];
}

/** What these measure, V8's format has a place for. */
const v8Tools: readonly string[] = ['v8', 'v8-log', 'v8-profiler-next'];

/**
 * As Chrome DevTools reads it. V8's format knows one thread: with several, each becomes a frame under the root, and
 * their samples follow each other; the key `heatline` tells them apart again. Weights that are no time stand there as if they
 * were µs.
 */
export function writeCpuprofile(profile: Profile): string {
  const root = outNode(1, frame('(root)', '', 0, 0));
  const containers = threadContainers(profile, root);
  const firstId = containers.length + 2;
  const nodes = functionNodes(profile, firstId, (thread) => containers[thread] ?? root);
  addTicks(profile, nodes);
  return JSON.stringify({
    nodes: [root, ...containers, ...nodes],
    ...samplesOf(profile, firstId, (thread) => (containers[thread] ?? root).id),
    heatline: {
      ...writeExtension(
        profile,
        profile.threads.map((_, thread) => (containers[thread] ?? root).id),
      ),
      ...writePositions(profile, firstId),
      ...(v8Tools.includes(profile.tool) ? {} : { tables: writeTables(profile) }),
    },
  });
}

function outNode(id: number, callFrame: object): OutNode {
  return { id, callFrame, hitCount: 0, children: [], positionTicks: [] };
}

function frame(functionName: string, file: string, line: number, column: number): object {
  return { functionName, scriptId: '0', url: fileUrl(file), lineNumber: line - 1, columnNumber: column - 1 };
}

function threadContainers(profile: Profile, root: OutNode): OutNode[] {
  if (profile.threads.length < 2) return [];
  return profile.threads.map((thread, index) => {
    const label = `${thread.name} (pid ${thread.pid}${thread.tid === 0 ? '' : `, thread ${thread.tid}`})`;
    root.children.push(index + 2);
    return outNode(index + 2, frame(label, '', 0, 0));
  });
}

function functionNodes(profile: Profile, firstId: number, rootOf: (thread: number) => OutNode): OutNode[] {
  const { functions } = profile;
  const nodes: OutNode[] = [];
  for (const [index, fn] of profile.nodes.function.entries()) {
    const callFrame = frame(
      at(functions.name, fn),
      at(functions.file, fn),
      at(functions.line, fn),
      at(functions.column, fn),
    );
    const node = outNode(firstId + index, callFrame);
    node.hitCount = Math.round(at(profile.nodes.count, index));
    const parent = at(profile.nodes.parent, index);
    const caller = parent < 0 ? rootOf(at(profile.nodes.thread, index)) : at(nodes, parent);
    caller.children.push(node.id);
    nodes.push(node);
  }
  return nodes;
}

function addTicks(profile: Profile, nodes: readonly OutNode[]): void {
  const { lines } = profile;
  for (const [row, node] of lines.node.entries()) {
    const line = at(lines.line, row);
    if (line === 0) continue;
    const ticks = Math.round((at(lines.weight, row) / at(profile.nodes.self, node)) * at(profile.nodes.count, node));
    if (ticks > 0) at(nodes, node).positionTicks.push({ line, ticks });
  }
}

function samplesOf(profile: Profile, firstId: number, rootOf: (thread: number) => number) {
  const { samples } = profile;
  const ids: number[] = [];
  const times: number[] = [];
  for (let thread = 0; thread < profile.threads.length; thread++) {
    let end = NaN;
    for (const [row, node] of samples.node.entries()) {
      if (at(profile.nodes.thread, node) !== thread) continue;
      // A gap in the thread's samples is time in no function.
      if (at(samples.time, row) > end) {
        ids.push(rootOf(thread));
        times.push(end);
      }
      ids.push(firstId + node);
      times.push(at(samples.time, row));
      end = at(samples.time, row) + at(samples.weight, row);
    }
    if (!Number.isNaN(end)) {
      ids.push(rootOf(thread));
      times.push(end);
    }
  }
  const sum = profile.nodes.self.reduce((total, self) => total + self, 0);
  const startTime = times.length === 0 ? 0 : times.reduce((first, time) => Math.min(first, time), Infinity);
  const endTime = times.reduce((last, time) => Math.max(last, time), startTime + (times.length === 0 ? sum : 0));
  return {
    startTime,
    endTime,
    samples: ids,
    timeDeltas: times.map((time, index) => time - (times[index - 1] ?? startTime)),
  };
}
