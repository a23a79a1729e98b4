import { formatPlace } from '../../text/formatPlace.ts';
import type { FindingPlace } from './finding.ts';

/** `slug (markdown.js:46)`: short, as the finding's own place has the whole path. */
export function describeSite({ function: name, file, line }: FindingPlace): string {
  return `${name} (${formatPlace(file.replace(/^.*[\\/]/, ''), line)})`;
}
