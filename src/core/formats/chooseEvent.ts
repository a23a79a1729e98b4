import { HeatlineError } from '../model/heatlineError.ts';
import type { Input, ReadChoice } from './format.ts';

/**
 * The index of the event that was chosen, or `fallback`.
 * @throws HeatlineError when the file has not counted it.
 */
export function chooseEvent(
  input: Input,
  events: readonly string[],
  choice: ReadChoice | undefined,
  fallback = 0,
): number {
  if (choice?.event === undefined) return fallback;
  const index = events.indexOf(choice.event);
  if (index >= 0) return index;
  throw new HeatlineError(`${input.name} has not counted ${choice.event}.`, `It has: ${events.join(', ')}.`);
}
