import type { Line, Location, Mapping, Profile as PprofFile } from 'pprof-format';
import type { ProfileBuilder } from '../../model/builder.ts';
import { pathOf } from '../../model/location.ts';
import { functionCategory } from '../functionCategory.ts';

interface Frame {
  readonly fn: number;
  /** The line that runs, or from which the next frame was called. */
  readonly line: number;
}

/** The node of a sample's innermost frame, and its line. */
export interface Leaf {
  readonly node: number;
  readonly line: number;
}

/** Turns the locations of samples into nodes. */
export class LocationFrames {
  private readonly builder: ProfileBuilder;
  private readonly text: (index: number | bigint) => string;
  private readonly locations: ReadonlyMap<number, Location>;
  private readonly mappings: ReadonlyMap<number, Mapping>;
  private readonly functions: ReadonlyMap<number, number>;
  /** Of each location, outermost first. */
  private readonly frames = new Map<number, readonly Frame[]>();

  constructor(builder: ProfileBuilder, file: PprofFile, text: (index: number | bigint) => string) {
    this.builder = builder;
    this.text = text;
    this.locations = new Map(file.location.map((location) => [Number(location.id), location]));
    this.mappings = new Map(file.mapping.map((mapping) => [Number(mapping.id), mapping]));
    const placed = new Set(
      file.location.flatMap(({ line }) => line.filter(hasLine).map((each) => Number(each.functionId))),
    );
    this.functions = new Map(
      file.function.map(({ id, name, systemName, filename, startLine }) => {
        const path = pathOf(text(filename));
        const called = text(name) || text(systemName) || '(anonymous)';
        // Without lines, what has no ending is a program, not its source.
        const isSource = placed.has(Number(id)) || lineOf(startLine) > 0 || /\.\w+$/.test(path);
        const category = functionCategory(called, isSource ? path : '');
        return [
          Number(id),
          builder.function({ name: called, file: path, line: lineOf(startLine), column: 0, category }),
        ];
      }),
    );
  }

  /** @param ids innermost first. Undefined where nothing of the stack is known. */
  add(ids: readonly (number | bigint)[], thread: number): Leaf | undefined {
    let node = -1;
    let line = 0;
    for (let index = ids.length - 1; index >= 0; index--) {
      const frames = this.framesOf(Number(ids[index]));
      for (const [depth, frame] of frames.entries()) {
        node = this.builder.node(node, frame.fn, thread, node < 0 ? 0 : line);
        // The first is the function that has the machine code.
        if (depth > 0) this.builder.markInlined(node);
        line = frame.line;
      }
    }
    return node < 0 ? undefined : { node, line };
  }

  private framesOf(id: number): readonly Frame[] {
    let frames = this.frames.get(id);
    if (frames === undefined) {
      const location = this.locations.get(id);
      frames = location === undefined ? [] : this.read(location);
      this.frames.set(id, frames);
    }
    return frames;
  }

  private read(location: Location): readonly Frame[] {
    const frames = location.line.flatMap(({ functionId, line }) => {
      const fn = this.functions.get(Number(functionId));
      return fn === undefined ? [] : [{ fn, line: lineOf(line) }];
    });
    return frames.length > 0 ? frames.reverse() : this.address(location);
  }

  private address({ address, mappingId }: Location): readonly Frame[] {
    const mapping = this.mappings.get(Number(mappingId));
    const file = mapping === undefined ? '' : this.text(mapping.filename);
    const buildId = mapping === undefined ? '' : this.text(mapping.buildId).toLowerCase();
    const start = mapping === undefined ? 0n : BigInt(mapping.memoryStart) - BigInt(mapping.fileOffset);
    const offset = Number(BigInt.asIntN(64, BigInt(address) - start));
    const isKernel = /^\[kernel|vmlinux/.test(file);
    const module = this.builder.module({ file, buildId });
    return [{ fn: this.builder.address(module, offset, isKernel ? 'kernel' : 'native'), line: 0 }];
  }
}

function hasLine({ line }: Line): boolean {
  return lineOf(line) > 0;
}

function lineOf(line: number | bigint): number {
  const value = Number(line);
  return value > 0 && value < 2 ** 31 ? Math.trunc(value) : 0;
}
