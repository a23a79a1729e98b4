import { Option } from 'commander';
import { callGraphChoices } from '../capture/perf/callGraphChoice.ts';

/** `--call-graph`, for commands that record. */
export function callGraphOption(): Option {
  const description = 'how perf follows stacks: frame pointers, copies of the stack, or the better for the program';
  return new Option('--call-graph <how>', description).choices(callGraphChoices).default('auto');
}
