import {
  Function as PprofFunction,
  Label,
  Line,
  Location,
  Mapping,
  Profile as PprofFile,
  Sample,
  StringTable,
  ValueType,
} from 'pprof-format';
import { at } from '../../model/at.ts';
import type { Profile, Unit } from '../../model/profile.ts';

/** Of each unit, the type and unit that pprof's users know, and what a weight is in it. */
const written: Readonly<Record<Unit, { readonly type: string; readonly unit: string; readonly scale: number }>> = {
  microseconds: { type: 'cpu', unit: 'nanoseconds', scale: 1e3 },
  bytes: { type: 'space', unit: 'bytes', scale: 1 },
  samples: { type: 'samples', unit: 'count', scale: 1 },
  events: { type: 'events', unit: 'count', scale: 1 },
};

/** Uncompressed, as `go tool pprof` reads it too. Threads are labels, inlined functions lines of one location. */
export function writePprof(profile: Profile): Uint8Array {
  const strings = new StringTable();
  const { type, unit, scale } = written[profile.unit];
  const valueType = new ValueType({ type: strings.dedup(profile.event ?? type), unit: strings.dedup(unit) });
  const counts = new ValueType({ type: strings.dedup('samples'), unit: strings.dedup('count') });
  const hasCounts =
    profile.unit === 'microseconds' || (profile.unit === 'events' && profile.nodes.count.some((count) => count > 0));
  const places = new Places(profile, strings);
  const sample: Sample[] = [];
  const weights = new Whole();
  const numbers = new Whole();
  for (const [row, node] of profile.lines.node.entries()) {
    const line = at(profile.lines.line, row);
    const key = `${at(profile.nodes.function, node)} ${line}`;
    const weight = at(profile.lines.weight, row);
    const value = weights.next(key, weight * scale);
    const count = numbers.next(key, (weight / at(profile.nodes.self, node)) * at(profile.nodes.count, node));
    if (value === 0) continue;
    sample.push(
      new Sample({
        locationId: places.stack(node, line),
        value: hasCounts ? [count, value] : [value],
        label: threadLabels(profile, node, strings),
      }),
    );
  }
  const { location, mapping, functions } = places;
  const sampleType = hasCounts ? [counts, valueType] : [valueType];
  return new PprofFile({ sampleType, sample, mapping, location, function: functions, stringTable: strings }).encode();
}

/** pprof has whole numbers: what rounding takes from a line it gives back with the next of its values. */
class Whole {
  private readonly owed = new Map<string, number>();

  next(line: string, value: number): number {
    const wanted = value + (this.owed.get(line) ?? 0);
    const whole = Math.max(0, Math.round(wanted));
    this.owed.set(line, wanted - whole);
    return whole;
  }
}

function threadLabels({ threads, nodes }: Profile, node: number, strings: StringTable): Label[] {
  const { name, pid, tid } = at(threads, at(nodes.thread, node));
  const labels: Label[] = [];
  if (name !== '') labels.push(new Label({ key: strings.dedup('thread'), str: strings.dedup(name) }));
  if (pid !== 0) labels.push(new Label({ key: strings.dedup('pid'), num: pid }));
  if (tid !== 0) labels.push(new Label({ key: strings.dedup('thread_id'), num: tid }));
  return labels;
}

/** Functions, locations and mappings, numbered from 1 as pprof wants them. */
class Places {
  readonly functions: PprofFunction[];
  readonly location: Location[] = [];
  readonly mapping: Mapping[];
  private readonly ids = new Map<string, number>();
  private readonly rowOfAddress: ReadonlyMap<number, number>;
  private readonly profile: Profile;

  constructor(profile: Profile, strings: StringTable) {
    this.profile = profile;
    const { name, file, line } = profile.functions;
    this.functions = name.map(
      (each, fn) =>
        new PprofFunction({
          id: fn + 1,
          name: strings.dedup(each),
          filename: strings.dedup(at(file, fn)),
          startLine: at(line, fn),
        }),
    );
    this.rowOfAddress = new Map(Array.from(profile.addresses.function, (fn, row) => [fn, row]));
    this.mapping = profile.modules.map(
      ({ file: path, buildId }, module) =>
        new Mapping({ id: module + 1, filename: strings.dedup(path), buildId: strings.dedup(buildId) }),
    );
  }

  /** The ids of a stack's locations, innermost first. @param leafLine the line of the leaf. */
  stack(leaf: number, leafLine: number): number[] {
    const { parent, function: functions, callLine, inlined } = this.profile.nodes;
    const ids: number[] = [];
    let line = leafLine;
    let frames: Line[] = [];
    for (let node = leaf; node >= 0; node = at(parent, node)) {
      const fn = at(functions, node);
      const row = this.rowOfAddress.get(fn);
      if (row !== undefined) {
        if (frames.length > 0) ids.push(this.lines(frames));
        frames = [];
        ids.push(this.address(row));
      } else {
        frames.push(new Line({ functionId: fn + 1, line }));
        if (at(inlined, node) === 0 || at(parent, node) < 0) {
          ids.push(this.lines(frames));
          frames = [];
        }
      }
      line = at(callLine, node);
    }
    return ids;
  }

  private lines(line: Line[]): number {
    const key = line.map((each) => `${each.functionId}:${each.line}`).join();
    return this.intern(key, (id) => new Location({ id, line }));
  }

  private address(row: number): number {
    const { module, offset } = this.profile.addresses;
    const address = BigInt.asUintN(64, BigInt(at(offset, row)));
    return this.intern(`@${row}`, (id) => new Location({ id, mappingId: at(module, row) + 1, address }));
  }

  private intern(key: string, create: (id: number) => Location): number {
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.location.length + 1;
      this.ids.set(key, id);
      this.location.push(create(id));
    }
    return id;
  }
}
