import type { Command } from 'commander';

/** One of Heatline's commands, as the list of all shows it. */
interface Listed {
  readonly usage: string;
  readonly does: string;
  /** Loads what it takes and does, with all that needs: the list is there at once. */
  readonly load: () => Promise<(command: Command) => void>;
}

export const commands: Readonly<Record<string, Listed>> = {
  profile: {
    usage: '[options] <command...>',
    does: 'runs a command under a profiler and prints what was hot',
    load: async () => (await import('./recordingCommands.ts')).addProfile,
  },
  attach: {
    usage: '[options] <pid>',
    does: 'profiles a running process and prints what was hot',
    load: async () => (await import('./recordingCommands.ts')).addAttach,
  },
  report: {
    usage: '[options] <file>',
    does: 'hot functions and hot lines of a profile',
    load: async () => (await import('./readingCommands.ts')).addReport,
  },
  annotate: {
    usage: '[options] <file>',
    does: 'a source file with self and total in front of each line',
    load: async () => (await import('./readingCommands.ts')).addAnnotate,
  },
  diff: {
    usage: '[options] <before> <after>',
    does: 'what grew and what shrank from one profile to another',
    load: async () => (await import('./readingCommands.ts')).addDiff,
  },
  heap: {
    usage: '[options] <file>',
    does: 'what a V8 heap snapshot holds: classes, largest objects, duplicated strings, detached DOM',
    load: async () => (await import('./readingCommands.ts')).addHeap,
  },
  snapshot: {
    usage: '[options] <pid>',
    does: 'writes a heap snapshot of a running Node process, which stands still meanwhile',
    load: async () => (await import('./recordingCommands.ts')).addSnapshot,
  },
  leaks: {
    usage: '[options] <operands...>',
    does: 'what grows with every round of the same work and is kept: exit status 1 for a leak',
    load: async () => (await import('./recordingCommands.ts')).addLeaks,
  },
  disassemble: {
    usage: '[options] <file> <function>',
    does: 'the instructions of a compiled function, with the cost of each',
    load: async () => (await import('./readingCommands.ts')).addDisassemble,
  },
  convert: {
    usage: '[options] <in> <out>',
    does: 'writes a profile in another format',
    load: async () => (await import('./readingCommands.ts')).addConvert,
  },
  tools: {
    usage: '[options]',
    does: 'which profilers this machine has, and how to get the others',
    load: async () => (await import('./recordingCommands.ts')).addTools,
  },
  formats: {
    usage: '[options]',
    does: 'what can be read and written',
    load: async () => (await import('./readingCommands.ts')).addFormats,
  },
};
