import { fileURLToPath } from 'node:url';

/** The path of a file that is built into the folder of the command line. */
export function built(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
