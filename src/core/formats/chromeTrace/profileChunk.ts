import type { DistinctValues } from '../distinctValues.ts';
import { JsonKeys } from '../jsonKeys.ts';
import type { JsonReader } from '../jsonReader.ts';

/** What an event of V8's profiler holds: new nodes, and samples since the chunk before. Absent times are NaN. */
export interface ProfileChunk {
  readonly ids: number[];
  /** Index of the node's call frame among the file's distinct ones; -1 for none. */
  readonly frames: number[];
  readonly parents: number[];
  readonly samples: number[];
  /** µs since the sample before. */
  readonly timeDeltas: number[];
  /** 1-based line of each sample; 0 when it is not known. */
  readonly lines: number[];
  startTime: number;
  endTime: number;
}

const dataKeys = ['cpuProfile', 'timeDeltas', 'lines', 'startTime', 'endTime'] as const;
const profileKeys = ['nodes', 'samples', 'lines'] as const;
const nodeKeys = ['id', 'callFrame', 'parent'] as const;
const keysOfData = new JsonKeys(dataKeys);
const keysOfProfile = new JsonKeys(profileKeys);
const keysOfNode = new JsonKeys(nodeKeys);

/** Reads `args.data` of an event, whatever event it is; the file's call frames go to `frames`. */
export function readChunk(json: JsonReader, frames: DistinctValues): ProfileChunk {
  const chunk: ProfileChunk = {
    ...{ ids: [], frames: [], parents: [], samples: [], timeDeltas: [], lines: [] },
    ...{ startTime: NaN, endTime: NaN },
  };
  const numbers = (into: number[]): void => {
    into.length = 0;
    json.array(() => into.push(json.number()));
  };
  const readNode = (): void => {
    let [id, frame, parent] = [NaN, -1, NaN];
    const isNode = json.object(keysOfNode, (key) => {
      if (nodeKeys[key] === 'id') id = json.number();
      else if (nodeKeys[key] === 'parent') parent = json.number();
      else frame = json.distinct(frames);
    });
    if (!isNode) return;
    chunk.ids.push(id);
    chunk.frames.push(frame);
    chunk.parents.push(parent);
  };
  json.object(keysOfData, (index) => {
    switch (dataKeys[index]) {
      case 'timeDeltas':
        numbers(chunk.timeDeltas);
        break;
      case 'lines':
        numbers(chunk.lines);
        break;
      case 'startTime':
        chunk.startTime = json.number();
        break;
      case 'endTime':
        chunk.endTime = json.number();
        break;
      default:
        json.object(keysOfProfile, (key) => {
          if (profileKeys[key] === 'nodes') json.array(readNode);
          else numbers(profileKeys[key] === 'samples' ? chunk.samples : chunk.lines);
        });
    }
  });
  return chunk;
}
