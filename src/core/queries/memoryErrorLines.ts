import { formatPlace } from '../text/formatPlace.ts';
import type { MemoryRole } from '../model/memoryError.ts';
import type { ErrorReport } from './memoryErrors.ts';

/** What stands before a stack. */
export const roleTitles: Readonly<Record<MemoryRole, string>> = {
  error: 'happened',
  freed: 'freed',
  allocated: 'allocated',
  declared: 'declared',
  started: 'thread started',
};

/** What a checker found, for a terminal; that it found nothing is worth a line too. @param shorten what to print for a path. */
export function memoryErrorLines(
  errors: readonly ErrorReport[] | undefined,
  shorten: (file: string) => string,
): readonly string[] {
  if (errors === undefined) return [];
  if (errors.length === 0) return ['', 'no memory errors'];
  return errors.flatMap(({ kind, message, stacks }) => [
    '',
    `${kind}: ${message}`,
    ...stacks.flatMap(({ role, frames }) => [
      `  ${roleTitles[role]}`,
      ...frames.map(({ name, file, line }) => {
        const place = formatPlace(shorten(file), line);
        return `    ${name}${place === '' ? '' : `  ${place}`}`;
      }),
    ]),
  ]);
}
