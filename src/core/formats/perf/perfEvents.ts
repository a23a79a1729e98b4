import { at } from '../../model/at.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import type { ReadChoice } from '../format.ts';
import { isDummy, nameOf, type EventAttr } from './eventAttr.ts';
import { EventLayout } from './eventLayout.ts';
import type { PerfRecord } from './recordSplitter.ts';
import { recordType } from './recordTypes.ts';

export interface PerfEvent {
  readonly attr: EventAttr;
  readonly layout: EventLayout;
  readonly name: string;
}

/** The events of a file, and which of them a record belongs to. */
export class PerfEvents {
  private readonly events: PerfEvent[] = [];
  private readonly byId = new Map<number, PerfEvent>();

  add(attr: EventAttr, name: string | undefined, ids: readonly number[]): void {
    const event = { attr, layout: new EventLayout(attr), name: name ?? nameOf(attr) };
    this.events.push(event);
    for (const id of ids) this.byId.set(id, event);
  }

  /** Those that were counted. */
  get counted(): readonly PerfEvent[] {
    return this.events.filter(({ attr }) => !isDummy(attr));
  }

  get names(): readonly string[] {
    return [...new Set(this.counted.map(({ name }) => name))];
  }

  /** @throws HeatlineError when the file has no such event, or none at all. */
  chosen({ event: name }: ReadChoice, file: string): PerfEvent {
    const [first] = this.counted;
    if (first === undefined)
      throw new HeatlineError(`${file} does not say what it counted.`, 'Record it again with perf record.');
    const found = name === undefined ? first : this.counted.find((event) => event.name === name);
    if (found === undefined)
      throw new HeatlineError(`${file} has no event ${name ?? ''}.`, `It has: ${this.names.join(', ')}.`);
    return found;
  }

  /** All events have their ids at the same place; perf sees to it. */
  of({ type, fields }: PerfRecord): PerfEvent {
    const first = at(this.events, 0);
    if (this.events.length === 1) return first;
    const { layout } = first;
    const place =
      type === recordType.sample
        ? (layout.sampleField('identifier') ?? layout.sampleField('id'))
        : (layout.trailerField('identifier', fields.length) ?? layout.trailerField('id', fields.length));
    if (place === undefined || place + 8 > fields.length) return first;
    return this.byId.get(fields.u64(place)) ?? first;
  }
}
