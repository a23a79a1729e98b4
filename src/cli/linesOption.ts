import { Option } from 'commander';
import { lineChoices, rollUpInlined, type LineChoice } from '../core/analysis/rollUpInlined.ts';
import type { Profile } from '../core/model/profile.ts';

/** `--lines`, for commands that show lines. */
export function linesOption(): Option {
  const description = 'whose line inlined code of libraries is on: its own, or that of your code around it';
  return new Option('--lines <whose>', description).choices(lineChoices).default('innermost');
}

export function onLines(profile: Profile, lines: LineChoice): Profile {
  return lines === 'mine' ? rollUpInlined(profile) : profile;
}
