import { Float64Column } from '../model/column.ts';
import { DistinctValues } from './distinctValues.ts';
import type { Input } from './format.ts';
import { isMeasured } from './isMeasured.ts';
import { holdsNoProfile, isObject, numberOf, stringOf } from './json.ts';
import { JsonKeys } from './jsonKeys.ts';
import { JsonReader } from './jsonReader.ts';
import { V8Tree, type V8Frame } from './v8Tree.ts';

/** What a V8 CPU profile holds, as it stands there. */
export interface V8File {
  readonly tree: V8Tree;
  /** Node ids; NaN for what is no number. */
  readonly samples: Float64Column;
  /** NaN for what is no number. */
  readonly timeDeltas: Float64Column;
  readonly startTime: number;
  readonly endTime: number;
  readonly heatline: unknown;
}

const fileKeys = ['nodes', 'samples', 'timeDeltas', 'startTime', 'endTime', 'heatline'] as const;
const nodeKeys = ['id', 'callFrame', 'hitCount', 'children', 'positionTicks', 'parent'] as const;

const keysOfFile = new JsonKeys(fileKeys);
const keysOfNode = new JsonKeys(nodeKeys);
const keysOfTick = new JsonKeys(['line', 'ticks']);

/**
 * Reads the file once from its beginning to its end, whatever the order of its keys. Like `JSON.parse`, it takes the last of
 * several equal keys.
 * @throws HeatlineError when the file is no JSON object.
 */
export function readV8File(input: Input): V8File {
  const json = new JsonReader(input);
  const file = {
    tree: new V8Tree(),
    samples: new Float64Column(),
    timeDeltas: new Float64Column(),
    startTime: 0,
    endTime: 0,
    heatline: undefined as unknown,
  };
  const isObject = json.file(() =>
    json.object(keysOfFile, (index) => {
      switch (fileKeys[index]) {
        case 'nodes':
          file.tree = readNodes(json);
          break;
        case 'samples':
          file.samples = readNumbers(json);
          break;
        case 'timeDeltas':
          file.timeDeltas = readNumbers(json);
          break;
        case 'startTime':
          file.startTime = measured(json.number());
          break;
        case 'endTime':
          file.endTime = measured(json.number());
          break;
        default:
          file.heatline = json.value();
      }
    }),
  );
  if (!isObject) throw holdsNoProfile(input.name);
  return file;
}

function readNumbers(json: JsonReader): Float64Column {
  const numbers = new Float64Column();
  const block = new Float64Array(4096);
  json.numbers(block, (count) => {
    numbers.append(block, count);
  });
  return numbers;
}

function measured(value: number): number {
  return isMeasured(value) ? value : 0;
}

function readNodes(json: JsonReader): V8Tree {
  const tree = new V8Tree();
  const frames = new DistinctValues();
  let id = NaN;
  let frame = -1;
  let hits = 0;
  let parent = NaN;
  let line = 0;
  let ticks = 0;
  const block = new Float64Array(64);
  const readChildren = (count: number): void => {
    tree.children.append(block, count);
  };
  const readTickKey = (key: number): void => {
    if (key === 0) line = json.number();
    else ticks = json.number();
  };
  const readTick = (): void => {
    line = 0;
    ticks = 0;
    if (json.object(keysOfTick, readTickKey)) tree.tick(line, ticks);
  };
  const readKey = (key: number): void => {
    switch (nodeKeys[key]) {
      case 'id':
        id = json.number();
        break;
      case 'callFrame':
        frame = json.distinct(frames);
        break;
      case 'hitCount':
        hits = json.number();
        break;
      case 'children':
        tree.dropChildren();
        json.numbers(block, readChildren);
        break;
      case 'positionTicks':
        tree.dropTicks();
        json.array(readTick);
        break;
      default:
        parent = json.number();
    }
  };
  json.array(() => {
    id = NaN;
    frame = -1;
    hits = 0;
    parent = NaN;
    if (json.object(keysOfNode, readKey)) tree.node(id, frame + 1, hits, parent);
  });
  tree.frames = [{}, ...frames.values].map(frameOf);
  return tree;
}

/** Lines and columns of call frames are 0-based in this format, those of ticks 1-based. */
export function frameOf(value: unknown): V8Frame {
  const frame = isObject(value) ? value : {};
  return {
    name: stringOf(frame['functionName']),
    url: stringOf(frame['url']),
    line: numberOf(frame['lineNumber'], -1) + 1,
    column: numberOf(frame['columnNumber'], -1) + 1,
  };
}
