import { appendProfile, type InlinedLine } from '../model/appendProfile.ts';
import { at } from '../model/at.ts';
import { ProfileBuilder, roomOf } from '../model/builder.ts';
import type { AddressTable, Profile } from '../model/profile.ts';
import type { Remark } from '../model/remark.ts';
import { callSitesOf } from './callSites.ts';
import { coldFunctions } from './coldFunctions.ts';
import type { Position } from './findFunctions.ts';
import { FunctionIds } from './functionIds.ts';
import { isScript } from './isScript.ts';
import { originalLine, originalPosition } from './originalLine.ts';
import { distinct, isSamePlace, spanOf, type Place } from './place.ts';
import { Scripts, type SourceHost } from './scripts.ts';
import { TickResolver } from './tickResolver.ts';

/** Below this share, doubt about lines is not worth a note. */
const smallestDoubt = 0.01;

/**
 * A profile as V8 recorded it, on the original sources: functions and lines through source maps, ticks of inlined code on the
 * function that they belong to, and for every call the lines it can come from.
 */
export function mapProfile(raw: Profile, host: SourceHost): Profile {
  if (isMapped(raw)) return { ...raw, addresses: noAddresses, modules: [], scripts: [] };
  const builder = new ProfileBuilder(raw, roomOf(raw));
  const threads = raw.threads.map((thread) => builder.thread(thread));
  const scripts = new Scripts(raw, host, (kind, message) => {
    builder.note(kind, message);
  });
  const mapping = new Mapping(raw, scripts, builder);
  appendProfile(builder, raw, threads, {
    fn: (fn) => mapping.ids.of(fn),
    call: (node) => mapping.call(node),
    line: (row) => mapping.line(row),
    remark: (remark) => mapping.remark(remark),
  });
  mapping.addCalls();
  mapping.addNotes();
  return builder.finish();
}

const noAddresses: AddressTable = {
  function: new Uint32Array(),
  module: new Uint32Array(),
  offset: new Float64Array(),
};

/** Whether all of it stands on its sources, as Python does, and native code once it has names. */
function isMapped(raw: Profile): boolean {
  const hasColumns = [raw.lines.column, raw.nodes.callColumn].some((columns) => columns.some((column) => column > 0));
  return !hasColumns && !raw.functions.file.some((_, fn) => isScript(raw, fn));
}

class Mapping {
  private readonly raw: Profile;
  private readonly builder: ProfileBuilder;
  /** Functions of scripts that were not worth reading. */
  private readonly cold: ReadonlySet<number>;
  /** Where each function stands, in scripts that could be read. */
  private readonly places: readonly (Place | undefined)[];
  readonly ids: FunctionIds;
  private readonly callees: ReadonlyMap<number, readonly Place[]>;
  private readonly resolver: TickResolver;
  /** For each row of `raw.lines` whose function's text was read, whose code it is; undefined when that is not sure. */
  private readonly placeOfRow: readonly (Place | undefined)[];
  /** By raw function: what ticks show to have been inlined into it. */
  private readonly inlinedInto = new Map<number, Place[]>();
  private readonly chains = new Map<number, readonly number[]>();
  private readonly sum: number;
  private unplacedWeight = 0;
  private unknownWeight = 0;
  private doubtfulWeight = 0;
  private unreadWeight = 0;

  constructor(raw: Profile, scripts: Scripts, builder: ProfileBuilder) {
    this.raw = raw;
    this.builder = builder;
    this.sum = raw.nodes.self.reduce((sum, self) => sum + self, 0);
    this.cold = coldFunctions(raw, this.sum);
    this.places = raw.functions.name.map((_, fn) => (this.cold.has(fn) ? undefined : locate(raw, scripts, fn)));
    this.ids = new FunctionIds(raw, this.places, scripts, builder);
    this.callees = sampledCallees(raw, this.places);
    this.resolver = new TickResolver(scripts, this.ids.scripts(), (place) => this.calleesOf(place));
    this.placeOfRow = Array.from(raw.lines.node, (node, row) => {
      const fn = at(raw.nodes.function, node);
      const owner = this.places[fn];
      if (at(raw.lines.column, row) > 0) return owner;
      return owner === undefined ? undefined : this.placeOfTick(fn, owner, at(raw.lines.line, row));
    });
  }

  /** Where a row of `raw.lines` belongs: functions inlined into its node, and the line; 0 where no line is sure. */
  line(row: number): InlinedLine {
    const { lines, nodes } = this.raw;
    const fn = at(nodes.function, at(lines.node, row));
    const line = at(lines.line, row);
    const column = at(lines.column, row);
    const weight = at(lines.weight, row);
    if (column === 0) return this.mendedLine(row, fn, line, weight);
    const exact = this.exactLine(fn, { line, column });
    if (exact.line === 0) this.unknownWeight += weight;
    return exact;
  }

  /** Where a node is called in its caller: where the profile says, else through what must stand between the two. */
  call(node: number): InlinedLine {
    const { nodes } = this.raw;
    const caller = at(nodes.function, at(nodes.parent, node));
    const line = at(nodes.callLine, node);
    if (line === 0) return { inlined: this.between(caller, at(nodes.function, node)), line };
    return this.exactLine(caller, { line, column: at(nodes.callColumn, node) });
  }

  remark(remark: Remark): Remark {
    const { inlined, line } = this.exactLine(remark.function, remark);
    return { ...remark, function: inlined[0] ?? this.ids.of(remark.function), line, column: 0 };
  }

  /** A position that V8 knew to its column: in the recorded function, or in one that a bundler put into it. */
  private exactLine(fn: number, position: Position): InlinedLine {
    const place = this.places[fn];
    if (place === undefined) return { inlined: [], line: position.line };
    const original = originalPosition(place.script, position);
    if (original === undefined) return { inlined: [], line: 0 };
    const writtenIn = this.ids.writtenIn(place, original);
    const isElsewhere = writtenIn !== this.ids.ofPlace(place);
    return { inlined: isElsewhere ? [writtenIn] : [], line: this.ids.lineIn(writtenIn, original) };
  }

  /** A line that may be of other functions than its node's. */
  private mendedLine(row: number, fn: number, line: number, weight: number): InlinedLine {
    const owner = this.places[fn];
    // Without its text a line can only be taken as V8 gave it.
    if (owner === undefined) {
      if (line > 0 && isScript(this.raw, fn) && !this.cold.has(fn)) this.unreadWeight += weight;
      return { inlined: [], line: this.cold.has(fn) ? 0 : line };
    }
    if (line === 0) return { inlined: [], line };
    const place = this.placeOfRow[row];
    if (place === undefined) {
      this.unplacedWeight += weight;
      return { inlined: [], line: 0 };
    }
    const original = originalLine(place, line);
    if (original === undefined) this.unknownWeight += weight;
    else if (place === owner && this.resolver.isDoubtful(owner, line)) this.doubtfulWeight += weight;
    const inlined = place === owner ? [] : [...this.chainTo(fn, place, spanOf(place).name), place];
    const ids = inlined.map((each) => this.ids.ofPlace(each));
    if (original === undefined) return { inlined: ids, line: 0 };
    const writtenIn = this.ids.writtenIn(place, original);
    const isElsewhere = writtenIn !== this.ids.ofPlace(place);
    return { inlined: isElsewhere ? [...ids, writtenIn] : ids, line: this.ids.lineIn(writtenIn, original) };
  }

  /**
   * Functions that V8 or a bundler inlined between two others, so that the stack seems to go from the one straight to the
   * other. They are put back where only they can have called the callee.
   */
  private between(caller: number, callee: number): readonly number[] {
    const key = caller * this.raw.functions.name.length + callee;
    let between = this.chains.get(key);
    if (between === undefined) {
      between = this.findBetween(caller, callee);
      this.chains.set(key, between);
    }
    return between;
  }

  private findBetween(caller: number, callee: number): readonly number[] {
    const from = this.places[caller];
    const to = this.places[callee];
    const name = at(this.raw.functions.name, callee);
    if (from === undefined) return [];
    const chain = to === undefined ? [] : this.chainTo(caller, to, name);
    const [first] = chain;
    const sites = first === undefined ? callSitesOf(from, name, to) : callSitesOf(from, spanOf(first).name, first);
    const writtenIn = new Set(
      sites.map((site) => {
        const original = originalPosition(from.script, site);
        return original === undefined ? this.ids.of(caller) : this.ids.writtenIn(from, original);
      }),
    );
    const [only] = writtenIn;
    const isElsewhere = writtenIn.size === 1 && only !== undefined && only !== this.ids.of(caller);
    return [...(isElsewhere ? [only] : []), ...chain.map((place) => this.ids.ofPlace(place))];
  }

  /** For every caller and callee whose call line the profile does not have, the lines in the caller where the callee is called. */
  addCalls(): void {
    const { nodes, functions } = this.raw;
    const seen = new Set<number>();
    for (const [node, parent] of nodes.parent.entries()) {
      if (parent < 0 || at(nodes.callLine, node) > 0) continue;
      const caller = at(nodes.function, parent);
      const callee = at(nodes.function, node);
      const key = caller * functions.name.length + callee;
      if (seen.has(key)) continue;
      seen.add(key);
      const to = this.places[callee];
      const name = at(functions.name, callee);
      const from = this.addCallChain(caller, to === undefined ? [] : this.chainTo(caller, to, name));
      this.addCall(from, name, this.ids.of(callee), to);
    }
    for (const [caller, callees] of this.inlinedInto) {
      for (const callee of callees)
        this.addCallChain(caller, [...this.chainTo(caller, callee, spanOf(callee).name), callee]);
    }
  }

  addNotes(): void {
    const share = (weight: number): string => `${Math.round((100 * weight) / this.sum)} %`;
    const isWorthIt = (weight: number): boolean => weight > smallestDoubt * this.sum;
    if (isWorthIt(this.unplacedWeight)) {
      const message = `${share(this.unplacedWeight)} of the weight is code inlined from functions that V8 does not name: it stands on the first line of the function that it was inlined into.`;
      this.builder.note('inlined-code', message);
    }
    if (isWorthIt(this.unreadWeight)) {
      const message = `${share(this.unreadWeight)} of the weight is in files that cannot be read here: their lines are as V8 reported them, inlined code included.`;
      this.builder.note('no-source', message);
    }
    if (isWorthIt(this.doubtfulWeight)) {
      const message = `${share(this.doubtfulWeight)} of the weight is on lines that may belong to functions inlined from other files.`;
      this.builder.note('inlined-code', message);
    }
    if (isWorthIt(this.unknownWeight)) {
      const hint = this.raw.tool === 'v8' ? ' Record it with V8’s log to have its lines.' : '';
      const message = `${share(this.unknownWeight)} of the weight ran in generated code that has several source lines on one: it stands on the first line of its function.${hint}`;
      this.builder.note('lines-unknown', message);
    }
  }

  /** The calls from a function through what was inlined into it; returns the last caller. */
  private addCallChain(caller: number, chain: readonly Place[]): Place | undefined {
    let from = this.places[caller];
    for (const place of chain) {
      this.addCall(from, spanOf(place).name, this.ids.ofPlace(place), place);
      from = place;
    }
    return from;
  }

  private addCall(caller: Place | undefined, name: string, callee: number, calleePlace: Place | undefined): void {
    if (caller === undefined) return;
    for (const site of callSitesOf(caller, name, calleePlace)) {
      const original = originalPosition(caller.script, site);
      if (original === undefined) continue;
      const writtenIn = this.ids.writtenIn(caller, original);
      this.builder.call(writtenIn, callee, this.ids.lineIn(writtenIn, original));
    }
  }

  private placeOfTick(fn: number, owner: Place, line: number): Place | undefined {
    if (line === 0) return owner;
    const place = this.resolver.resolve(owner, line);
    if (place === undefined || place === owner) return place;
    const inlined = this.inlinedInto.get(fn);
    if (inlined === undefined) this.inlinedInto.set(fn, [place]);
    else if (!inlined.some((known) => isSamePlace(known, place))) inlined.push(place);
    return place;
  }

  /** What must have been inlined into `caller` for it to reach `to`; nothing when it calls it itself or when several fit. */
  private chainTo(caller: number, to: Place, name: string): readonly Place[] {
    const from = this.places[caller];
    if (from === undefined || calls(from, to, name)) return [];
    const inlined = this.inlinedInto.get(caller) ?? [];
    // Before V8 inlines a function, samples see it called: on the way to the same callee, it is the one that is missing.
    const sampled = this.calleesOf(from).filter((place) =>
      this.calleesOf(place).some((callee) => isSamePlace(callee, to)),
    );
    const last = distinct([...inlined, ...sampled]).filter(
      (place) => !isSamePlace(place, to) && calls(place, to, name),
    );
    const only = last[0];
    if (only === undefined || last.length > 1) return [];
    const onlyName = spanOf(only).name;
    if (calls(from, only, onlyName)) return [only];
    const first = inlined.filter((place) => calls(from, place, spanOf(place).name) && calls(place, only, onlyName));
    return first[0] !== undefined && first.length === 1 ? [first[0], only] : [];
  }

  /** Functions that samples saw called from a place. */
  private calleesOf(place: Place): readonly Place[] {
    const fn = this.ids.recordedAt(place);
    return fn === undefined ? [] : (this.callees.get(fn) ?? []);
  }
}

function calls(caller: Place, callee: Place, name: string): boolean {
  return callSitesOf(caller, name, callee).length > 0;
}

function locate(raw: Profile, scripts: Scripts, fn: number): Place | undefined {
  if (!isScript(raw, fn)) return undefined;
  const { functions } = raw;
  const script = scripts.get(at(functions.file, fn));
  if (script === undefined) return undefined;
  const position = { line: at(functions.line, fn), column: at(functions.column, fn) };
  if (position.line > 0) return { script, span: script.spans.around(position) };
  // Of a script that V8 has collected, it knows the names of functions but not where they were.
  const named = script.spans.named(at(functions.name, fn));
  // A class and its constructor have one name.
  const [span, ...others] = named.filter((each) => !script.spans.nestedIn(each).some((inner) => named.includes(inner)));
  return span === undefined || others.length > 0 ? undefined : { script, span };
}

function sampledCallees({ nodes }: Profile, places: readonly (Place | undefined)[]): Map<number, Place[]> {
  const callees = new Map<number, Place[]>();
  for (const [node, parent] of nodes.parent.entries()) {
    const place = places[at(nodes.function, node)];
    if (parent < 0 || place === undefined) continue;
    const caller = at(nodes.function, parent);
    const known = callees.get(caller);
    if (known === undefined) callees.set(caller, [place]);
    else if (!known.includes(place)) known.push(place);
  }
  return callees;
}
