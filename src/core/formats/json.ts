import { HeatlineError } from '../model/heatlineError.ts';
import type { Input } from './format.ts';
import { isMeasured } from './isMeasured.ts';

const decoder = new TextDecoder();

/** The longest string V8 makes (64-bit), in characters. */
const longestString = 0x1fffffe8;

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The file as a JSON object.
 * @throws HeatlineError that tells an empty, a truncated, a too large and a foreign file apart.
 */
export function parseJsonObject(input: Input): JsonObject {
  if (input.size === 0) throw new HeatlineError(`${input.name} is empty.`, recordAgain);
  const value = parseText(input, input.read(0, input.size));
  if (!isObject(value)) throw holdsNoProfile(input.name);
  return value;
}

/** @throws HeatlineError as `parseJsonObject` does. */
export function parseText({ name }: Input, bytes: Uint8Array): unknown {
  if (bytes.length > longestString) {
    throw new HeatlineError(`${name} has more than 512 MB in one piece, the most that can be read.`, recordShorter);
  }
  const text = decoder.decode(bytes);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw /^\s*[{[]/.test(text) && !/[}\]]\s*$/.test(text) ? endsInTheMiddle(name, cause) : isNotJson(name, cause);
  }
}

/** What JSON says; undefined when it is none. */
export function tryParse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}

export function endsInTheMiddle(name: string, cause?: unknown): HeatlineError {
  return new HeatlineError(`${name} ends in the middle: it was not written to its end.`, recordAgain, cause);
}

export function isNotJson(name: string, cause?: unknown): HeatlineError {
  return new HeatlineError(`${name} is not JSON.`, 'Open a file that a profiler wrote.', cause);
}

export function holdsNoProfile(name: string): HeatlineError {
  return new HeatlineError(`${name} holds no profile.`, 'Open a file that a profiler wrote.');
}

const recordAgain = 'Record the profile again, and let the profiler finish writing.';
const recordShorter = 'Record a shorter run, or with a longer sampling interval.';

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** A number that can be measured, or `fallback`. */
export function numberOf(value: unknown, fallback = 0): number {
  return typeof value === 'number' && isMeasured(value) ? value : fallback;
}

/** A whole number that is not negative and fits the model's columns; anything else is 0. */
export function wholeOf(value: unknown): number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 28 ? (value as number) : 0;
}

export function stringOf(value: unknown, fallback = ''): string {
  return typeof value === 'string' ? value : fallback;
}

/** The file's first bytes as text, for telling formats apart. */
export function headOf(input: Input): string {
  return decoder.decode(input.read(0, 4096));
}
