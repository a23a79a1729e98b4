import { Option } from 'commander';

/** `--debuginfod`, for commands that name machine code. */
export function debuginfodOption(): Option {
  const description = 'fetch missing debug information: sends build ids to the servers in DEBUGINFOD_URLS';
  return new Option('--debuginfod', description);
}
