import type { Save } from './saveRequest.ts';

/**
 * Measures this thread from each of the program's `console.profile()` to its `console.profileEnd()`. They replace the
 * inspector's own, which would end the newest profile of all, and that may be Heatline's.
 */
export function followConsole(save: Save): void {
  let open = 0;
  console.profile = () => {
    if (open++ === 0) save({ command: 'start' });
  };
  console.profileEnd = () => {
    if (open > 0 && --open === 0) save({ command: 'pause' });
  };
}
