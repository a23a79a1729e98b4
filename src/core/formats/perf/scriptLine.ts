import { isMeasured } from '../isMeasured.ts';

/** The line that begins a sample: `name tid time: period event:`, with more where it was asked for. */
export interface SampleLine {
  readonly command: string;
  /** 0 when the text does not say. */
  readonly pid: number;
  readonly tid: number;
  /** µs. */
  readonly time: number;
  readonly period: number | undefined;
  readonly event: string;
  /** The only frame of a sample without a stack. */
  readonly frame: FrameLine | undefined;
}

export interface FrameLine {
  readonly symbol: string;
  readonly module: string;
  readonly isKernel: boolean;
  readonly isInlined: boolean;
}

/** Where a frame's code stands, as `-F +srcline` writes it. */
export interface SourceLine {
  readonly file: string;
  readonly line: number;
}

const sample =
  /^\s*(\S.*?)\s+(?:(-?\d+)\/)?(-?\d+)\s+(?:\[\d+\]\s+)?(\d+\.\d+):\s+(?:(\d+)\s+)?(\S*[^\s:][^\s]*):(?:\s+(.*))?$/;
const frame = /^\s*([0-9a-f]+) (.*) \((.*)\)$/;
const source = /^\s+(\S.*):(\d+)(?: \(discriminator \d+\))?$/;

export function readSampleLine(text: string): SampleLine | undefined {
  const [, command, pid = '0', tid, time, period, event, rest = ''] = sample.exec(text) ?? [];
  const microseconds = Number(time) * 1e6;
  if (command === undefined || event === undefined) return undefined;
  if (!isMeasured(microseconds) || !isMeasured(Number(period ?? 0))) return undefined;
  return {
    command,
    pid: Number(pid),
    tid: Number(tid),
    time: microseconds,
    period: period === undefined ? undefined : Number(period),
    event,
    frame: readFrameLine(rest),
  };
}

/** `55d0 main+0x12 (/home/dev/app)`, or `55d0 square (inlined)`. */
export function readFrameLine(text: string): FrameLine | undefined {
  const [, address = '', beforeModule = '', lastBraces = ''] = frame.exec(text) ?? [];
  if (address === '') return undefined;
  // A C++ name has braces and blanks, and so has a file that was deleted or whose folder is named like that.
  const file = beforeModule.indexOf(' (/');
  const symbol = file < 0 ? beforeModule : beforeModule.slice(0, file);
  const module = file < 0 ? lastBraces : `${beforeModule.slice(file + 2)} (${lastBraces}`;
  const isInlined = module === 'inlined';
  return {
    symbol: symbol.replace(/\+0x[0-9a-f]+$/, ''),
    module: isInlined ? '' : module,
    isKernel: /^f{4}[0-9a-f]{12}$/.test(address),
    isInlined,
  };
}

export function readSourceLine(text: string): SourceLine | undefined {
  const [, file, line] = source.exec(text) ?? [];
  return file === undefined || file.startsWith('??') ? undefined : { file, line: Number(line) };
}
