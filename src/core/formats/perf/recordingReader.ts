import { ProfileBuilder } from '../../model/builder.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import type { Module, Profile } from '../../model/profile.ts';
import type { Input, ReadChoice } from '../format.ts';
import { framesOf } from './callChain.ts';
import { CodeModules, kernelModule, unknownModule } from './codeModules.ts';
import { isClock, sampleBit } from './eventAttr.ts';
import type { Frame } from './frame.ts';
import { JitCode, readPerfMap, type JitLoad } from './jitCode.ts';
import { readJitDump } from './jitDump.ts';
import { Processes, type Process, type ThreadId } from './processes.ts';
import type { PerfEvent } from './perfEvents.ts';
import type { PerfHeader } from './perfHeader.ts';
import { PerfRecords } from './perfRecords.ts';
import type { PerfRecord } from './recordSplitter.ts';
import { cpuMode, miscBit, recordType } from './recordTypes.ts';
import { SampledThreads } from './sampledThreads.ts';
import { inTimeOrder } from './timeOrder.ts';
import { jitDumpName, unwindableDumps } from './unwindableDumps.ts';
import { UnwoundFrames } from './unwoundFrames.ts';
import { UnwoundStacks } from './unwoundStacks.ts';

/** Where the kernel's own mappings are kept. */
const kernelPid = -1;
/** Times beyond it are perf's way to say that there is none. */
const endOfTime = 2 ** 63;

/** Of a file of names; a longer one is none. */
const mostOfMap = 2 ** 28;

/** Where and when a sample was taken. */
interface Place {
  readonly process: Process;
  readonly mode: number;
  /** ns. */
  readonly time: number;
}

/** Goes through the records of one recording, and follows its processes, to add the samples of one event. */
export class RecordingReader {
  private readonly input: Input;
  private readonly header: PerfHeader;
  private readonly records: PerfRecords;
  private readonly event: PerfEvent;
  private readonly builder: ProfileBuilder;
  private readonly modules: CodeModules;
  private readonly processes = new Processes();
  private readonly samples: SampledThreads;
  private readonly isTime: boolean;
  /** Of an event whose samples have copies of the stack. */
  private readonly unwound: UnwoundFrames | undefined;

  private broken = 0;
  private lost = 0;
  private throttled = 0;

  constructor(input: Input, header: PerfHeader, choice: ReadChoice) {
    this.input = input;
    this.header = header;
    this.records = new PerfRecords(input, header);
    this.event = header.events.chosen(choice, input.name);
    const { attr, name } = this.event;
    this.isTime = isClock(attr);
    const counts = this.isTime || attr.fixedPeriod > 0 || (attr.sampleType & sampleBit.period) !== 0;
    this.builder = new ProfileBuilder({
      format: 'perf-data',
      tool: 'perf',
      unit: this.isTime ? 'microseconds' : counts ? 'events' : 'samples',
      event: name,
      events: header.events.names,
    });
    this.modules = new CodeModules(this.builder, header.buildIds);
    this.samples = new SampledThreads(this.builder, this.isTime);
    if ((attr.sampleType & sampleBit.userStack) === 0 || input.unwound === undefined) return;
    const text = input.unwound(unwindableDumps(input, header));
    this.unwound = text && new UnwoundFrames(new UnwoundStacks(text));
  }

  read(): Profile {
    for (const record of inTimeOrder(this.records, (each) => this.timeOf(each))) {
      try {
        this.add(record);
      } catch (error) {
        // It is shorter than its type.
        if (!(error instanceof RangeError)) throw error;
        this.broken++;
      }
    }
    if (this.samples.count === 0) {
      throw new HeatlineError(
        `${this.input.name} has no samples of ${this.event.name}.`,
        'Let the program run for longer, or choose another event.',
      );
    }
    this.samples.finish();
    this.addNotes();
    return this.builder.finish();
  }

  /** ns; undefined where a record has no time, as those have that say what was there before. */
  private timeOf(record: PerfRecord): number | undefined {
    const { fields, type } = record;
    if (type >= recordType.headerAttr) return undefined;
    const { layout } = this.header.events.of(record);
    const at = type === recordType.sample ? layout.sampleField('time') : layout.trailerField('time', fields.length);
    if (at === undefined || at + 8 > fields.length) return undefined;
    const time = fields.u64(at);
    return time > 0 && time < endOfTime ? time : undefined;
  }

  private add(record: PerfRecord): void {
    const { type, misc, fields } = record;
    switch (type) {
      case recordType.sample:
        this.addSample(record);
        break;
      case recordType.mmap:
        this.addMapping(record, fields.text(40), undefined);
        break;
      case recordType.mmap2: {
        const hasId = (misc & miscBit.mmapBuildId) !== 0;
        const buildId = hasId ? fields.hex(44, 44 + Math.min(20, fields.u32(40) & 0xff)) : undefined;
        this.addMapping(record, fields.text(72), buildId);
        break;
      }
      case recordType.comm:
        this.processes.rename(threadAt(record), fields.text(16), (misc & miscBit.commExec) !== 0);
        break;
      case recordType.fork:
        this.processes.fork({ pid: fields.i32(8), tid: fields.i32(16) }, { pid: fields.i32(12), tid: fields.i32(20) });
        break;
      case recordType.exit:
        this.processes.exit({ pid: fields.i32(8), tid: fields.i32(16) });
        break;
      case recordType.lost:
        this.lost += fields.u64(16);
        break;
      case recordType.lostSamples:
        this.lost += fields.u64(8);
        break;
      case recordType.throttle:
        this.throttled++;
        break;
    }
  }

  /** `start`, `length` and the byte in the file of what was mapped. */
  private addMapping(record: PerfRecord, file: string, buildId: string | undefined): void {
    const { misc, fields } = record;
    const start = fields.address(16);
    const end = start + fields.u64(24);
    const mode = misc & cpuMode.mask;
    const isKernel = mode === cpuMode.kernel || mode === cpuMode.guestKernel;
    const module = isKernel
      ? this.modules.module(kernelFile(file), true, buildId, anchorIn(file, fields.address(32)))
      : this.modules.module(file, false, buildId);
    const bias = isKernel ? 0 : start - fields.u64(32);
    if (jitDumpName.test(file)) {
      const loads = this.dumpAt(file);
      if (loads !== undefined) this.processes.load(fields.i32(8), new JitCode(this.builder, loads));
    }
    this.processes.map(isKernel ? kernelPid : fields.i32(8), { start, end, bias, module });
  }

  private addSample(record: PerfRecord): void {
    const event = this.header.events.of(record);
    if (event.name !== this.event.name) return;
    const { fields, misc } = record;
    const { layout, attr } = event;
    const field = (name: 'ip' | 'tid' | 'time' | 'period'): number | undefined => layout.sampleField(name);
    const [tidAt, timeAt, periodAt] = [field('tid'), field('time'), field('period')];
    const id = tidAt === undefined ? { pid: 0, tid: 0 } : threadAt(record, tidAt);
    const period = periodAt === undefined ? attr.fixedPeriod || 1 : fields.u64(periodAt);
    const time = timeAt === undefined ? 0 : fields.u64(timeAt) / 1000;
    const place = { process: this.processes.get(id.pid), mode: misc & cpuMode.mask, time: time * 1000 };
    const frames = this.unwoundFrames(id.tid, record, event, place) ?? this.framesOf(record, event, place);
    const weight = this.isTime ? period / 1000 : period;
    this.samples.add(this.processes.thread(id), frames, weight, time);
  }

  private unwoundFrames(tid: number, record: PerfRecord, event: PerfEvent, place: Place): Frame[] | undefined {
    if (this.unwound === undefined) return undefined;
    const { process, mode, time } = place;
    const ipAt = event.layout.sampleField('ip');
    const ip = ipAt === undefined || mode !== cpuMode.user ? undefined : record.fields.address(ipAt);
    const source = {
      inMemory: (address: number, where: number) => this.frame(process, address, where, time),
      inFile: (file: string, offset: number) =>
        this.injectedFrame(file, offset, place) ?? this.modules.frame(this.modules.module(file, false), offset),
      biasAt: (address: number) => process.addresses.at(address)?.bias ?? 0,
    };
    return this.unwound.of({ tid, time: this.timeOf(record) ?? 0, ip }, source);
  }

  /** Of code that a runtime made: perf names it by the file that it made of it, or by a map of names. */
  private injectedFrame(file: string, address: number, { process, time }: Place): Frame | undefined {
    const [, index] = /\/jitted-\d+-(\d+)\.so$/.exec(file) ?? [];
    if (index !== undefined) return process.jit?.frameOfIndex(Number(index));
    return /\/perf-\d+\.map$/.test(file) ? this.frame(process, address, cpuMode.user, time) : undefined;
  }

  private framesOf({ fields }: PerfRecord, { layout, attr }: PerfEvent, { process, mode, time }: Place): Frame[] {
    // Of another clock nobody knows when code was made: the last that was made at an address is taken.
    const now = attr.isMonotonic ? time : Infinity;
    const frame = (address: number, where: number): Frame => this.frame(process, address, where, now);
    const chainAt = layout.chainAt(fields);
    if (chainAt !== undefined) {
      const count = fields.u64(chainAt);
      if (count > fields.length / 8) throw new RangeError('the call chain is longer than its record');
      const frames = framesOf(fields, { start: chainAt + 8, count }, mode, frame);
      if (frames.length > 0) return frames;
    }
    const ipAt = layout.sampleField('ip');
    return [frame(ipAt === undefined ? 0 : fields.address(ipAt), mode)];
  }

  private frame(process: Process, address: number, mode: number, time: number): Frame {
    if (mode === cpuMode.hypervisor) return this.unmapped('[hypervisor]', true, address);
    if (mode === cpuMode.guestUser) return this.unmapped('[guest]', false, address);
    const isKernel = mode === cpuMode.kernel || mode === cpuMode.guestKernel;
    const owner = isKernel ? this.processes.get(kernelPid) : process;
    if (owner.jit?.loadUntil(time) === true) owner.frames.clear();
    return owner.frames.get(address) ?? this.newFrame(owner, address, isKernel, time);
  }

  private newFrame(process: Process, address: number, isKernel: boolean, time: number): Frame {
    const mapping = process.addresses.at(address);
    const isPlaced = mapping !== undefined && (isKernel || mapping.module.isFile);
    const made = isKernel || isPlaced ? undefined : this.madeFrame(process, address, time);
    const found = made ?? (mapping && this.modules.frame(mapping.module, address - mapping.bias));
    if (found === undefined) return this.unmapped(isKernel ? kernelModule : unknownModule, isKernel, address);
    // Where a runtime may write code, more may be known later.
    if (isPlaced || made !== undefined) process.frames.add(address, found);
    return found;
  }

  private madeFrame(process: Process, address: number, time: number): Frame | undefined {
    if (process.jit === undefined) {
      process.jit = new JitCode(this.builder, this.perfMapOf(process.pid));
      process.jit.loadUntil(time);
    }
    return process.jit.frame(address);
  }

  private dumpAt(file: string): JitLoad[] | undefined {
    const dump = this.beside(file);
    if (dump !== undefined) return readJitDump(dump);
    this.builder.note('no-source', `${file}, which names the code that a runtime made, cannot be read.`);
    return undefined;
  }

  private perfMapOf(pid: number): JitLoad[] {
    const map = this.beside(`/tmp/perf-${pid}.map`);
    return map === undefined || map.size > mostOfMap ? [] : readPerfMap(map);
  }

  /** A file of the machine that recorded, or a copy of it in the recording's folder. */
  private beside(file: string): Input | undefined {
    return this.input.beside?.(file.slice(file.lastIndexOf('/') + 1)) ?? this.input.beside?.(file);
  }

  private unmapped(file: string, isKernel: boolean, address: number): Frame {
    return this.modules.frame(this.modules.module(file, isKernel), address);
  }

  private addNotes(): void {
    const { builder, records, header } = this;
    if (!header.isFinished)
      builder.note('lost-part', 'perf was killed before it finished the file: its end, and build ids, are missing.');
    if (records.isBroken) builder.note('bad-data', 'A part of the file is damaged: what follows it was left out.');
    else if (records.isCut || header.dataEnd > this.input.size)
      builder.note('lost-part', 'The file ends in the middle of a record: what came after it is missing.');
    if (this.broken > 0) builder.note('bad-data', `${this.broken} records are broken and were left out.`);
    if (this.lost > 0)
      builder.note(
        'lost-events',
        `perf lost ${this.lost} events, as the machine was too slow to write them: record at a lower frequency (-F), or with larger buffers (-m).`,
      );
    if (this.throttled > 0)
      builder.note(
        'lost-events',
        `The kernel slowed sampling down ${this.throttled} times: record at a lower frequency (-F).`,
      );
    this.addStackNotes();
  }

  /** Stacks without callers, and what to do about it. */
  private addStackNotes(): void {
    const { builder, unwound } = this;
    const { sampleType } = this.event.attr;
    const advice = 'record with perf record --call-graph fp';
    if ((sampleType & sampleBit.userStack) !== 0 && unwound === undefined) {
      const what = 'perf kept copies of the stack memory (--call-graph dwarf), which only perf on Linux can unwind';
      builder.note('no-callers', `${what}: ${advice}, or open the text of perf script --no-inline.`);
    } else if (unwound !== undefined) {
      const what = 'perf unwound the stacks from copies of their memory (--call-graph dwarf)';
      builder.note(
        'call-graph',
        `${what}: built with -fno-omit-frame-pointer, programs need no such large recordings.`,
      );
    } else if ((sampleType & sampleBit.callchain) === 0)
      builder.note('no-callers', `The recording has no call stacks: ${advice}.`);
  }
}

/** `[kernel.kallsyms]_text` is the kernel too: the ending is the symbol that its addresses start from. */
function kernelFile(file: string): string {
  return file.startsWith(kernelModule) ? kernelModule : file;
}

/** perf gives the address of that symbol in place of a byte in a file. */
function anchorIn(file: string, address: number): Module['anchor'] {
  const symbol = file.startsWith(kernelModule) ? file.slice(kernelModule.length) : '';
  return symbol === '' ? undefined : { symbol, address };
}

function threadAt({ fields }: PerfRecord, at = 8): ThreadId {
  return { pid: fields.i32(at), tid: fields.i32(at + 4) };
}
