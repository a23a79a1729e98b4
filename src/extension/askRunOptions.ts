import * as vscode from 'vscode';
import type { RunOptions } from './runOptions.ts';
import { joinArguments, splitArguments } from '../core/text/splitArguments.ts';
import { measureOf, toolNames } from './toolChoices.ts';

interface Question extends vscode.QuickPickItem {
  /** The options with another answer; `undefined` when the user thought better of it. */
  ask(): Promise<RunOptions | undefined>;
}

/** One list of all answers with a start button first: Enter runs as last time, every other row changes one answer. */
export async function askRunOptions(name: string, given: RunOptions): Promise<RunOptions | undefined> {
  let options = given;
  const start: vscode.QuickPickItem = { label: `$(flame) Profile ${name}`, description: 'with these answers' };
  for (;;) {
    const separator = { label: '', kind: vscode.QuickPickItemKind.Separator };
    const items: (Question | vscode.QuickPickItem)[] = [start, separator, ...questions(options)];
    const picked = await vscode.window.showQuickPick(items, { title: `Profile ${name} With…`, ignoreFocusOut: true });
    if (picked === undefined) return undefined;
    if (picked === start || !('ask' in picked)) return options;
    options = (await picked.ask()) ?? options;
  }
}

function questions(options: RunOptions): Question[] {
  return [
    {
      label: '$(dashboard) Measure',
      description: measureNames[measureChoice(options)],
      ask: async () => {
        const chosen = await choose(measureNames, 'What to measure');
        const { measure: _, memory: __, ...others } = options;
        return chosen && { ...others, ...measures[chosen] };
      },
    },
    {
      label: '$(record) When',
      description: beginNames[options.begin ?? 'start'],
      ask: async () => {
        const begin = await choose(beginNames, 'When to measure');
        return begin && { ...options, begin };
      },
    },
    {
      label: '$(watch) Duration',
      description: options.duration === undefined ? 'until the program ends' : `${options.duration} s`,
      ask: async () => {
        const prompt = 'Seconds to measure, after which the program goes on; empty for until it ends';
        const text = await input(prompt, String(options.duration ?? ''), durationProblem);
        if (text === undefined) return undefined;
        const { duration, ...others } = options;
        return text.trim() === '' ? others : { ...others, duration: Number(text) };
      },
    },
    {
      label: '$(tools) Profiler',
      description: toolNames[options.tool],
      ask: async () => {
        const tool = await choose(toolNames, 'What measures it');
        if (tool === undefined) return undefined;
        const only = measureOf(tool);
        return { ...options, tool, ...(only && measures[only]) };
      },
    },
    {
      label: '$(terminal) Arguments',
      description: joinArguments(options.arguments) || 'none',
      ask: async () => {
        const text = await input('Arguments of the program, as in a terminal', joinArguments(options.arguments));
        return text === undefined ? undefined : { ...options, arguments: splitArguments(text) };
      },
    },
    {
      label: '$(folder) Working directory',
      description: options.cwd,
      ask: async () => {
        const cwd = await input('Directory that the program runs in', options.cwd);
        return cwd === undefined || cwd.trim() === '' ? undefined : { ...options, cwd: cwd.trim() };
      },
    },
    {
      label: '$(symbol-variable) Environment',
      description: environmentText(options.environment) || 'as in a terminal',
      ask: async () => {
        const shown = environmentText(options.environment);
        const text = await input('Variables to add, e.g. NODE_ENV=production DEBUG="a b"', shown, environmentProblem);
        return text === undefined ? undefined : { ...options, environment: parseEnvironment(text) };
      },
    },
    {
      label: '$(device-camera) Heap snapshots when memory runs out',
      description: nearLimitNames[options.nearLimit === undefined ? 'none' : options.nearLimit === 1 ? 'one' : 'two'],
      ask: async () => {
        const { nearLimit: _before, ...others } = options;
        const chosen = await choose(nearLimitNames, 'A snapshot takes up to three times the memory, and time');
        if (chosen === undefined) return undefined;
        return chosen === 'none' ? others : { ...others, nearLimit: chosen === 'one' ? 1 : 2 };
      },
    },
    {
      label: '$(clock) Sampling interval',
      description: `${options.interval} µs`,
      ask: async () => {
        const text = await input('Microseconds between samples', String(options.interval), intervalProblem);
        return text === undefined ? undefined : { ...options, interval: Number(text) };
      },
    },
  ];
}

const measureNames = {
  cpu: 'CPU time',
  heap: 'Memory allocations',
  live: 'Memory still live at the end',
  both: 'CPU time and memory allocations',
} as const;

type MeasureChoice = keyof typeof measureNames;

const measures: Readonly<Record<MeasureChoice, Pick<RunOptions, 'measure' | 'memory'>>> = {
  cpu: { measure: 'cpu' },
  heap: { measure: 'heap' },
  live: { measure: 'heap', memory: 'live' },
  both: { measure: 'cpu', memory: 'allocated' },
};

function measureChoice({ measure, memory }: RunOptions): MeasureChoice {
  if (measure === 'cpu') return memory === undefined ? 'cpu' : 'both';
  return memory === 'live' ? 'live' : 'heap';
}

const beginNames = {
  start: 'From the start',
  message: 'When I start it in the status bar',
  console: 'Between console.profile() and console.profileEnd()',
} as const;

const nearLimitNames = { none: 'None', one: 'One', two: 'Two, to be compared' } as const;

async function choose<K extends string>(names: Readonly<Record<K, string>>, title: string): Promise<K | undefined> {
  const items = (Object.keys(names) as K[]).map((key) => ({ label: names[key], key }));
  return (await vscode.window.showQuickPick(items, { title }))?.key;
}

async function input(
  prompt: string,
  value: string,
  validateInput?: (text: string) => string | undefined,
): Promise<string | undefined> {
  return await vscode.window.showInputBox({
    prompt,
    value,
    ignoreFocusOut: true,
    ...(validateInput && { validateInput }),
  });
}

function environmentText(environment: Readonly<Record<string, string>>): string {
  return joinArguments(Object.entries(environment).map(([name, value]) => `${name}=${value}`));
}

function environmentProblem(text: string): string | undefined {
  const wrong = splitArguments(text).find((word) => !/^[A-Za-z_]\w*=/.test(word));
  return wrong === undefined ? undefined : `“${wrong}” is not NAME=value.`;
}

function parseEnvironment(text: string): Record<string, string> {
  return Object.fromEntries(
    splitArguments(text).map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );
}

function durationProblem(text: string): string | undefined {
  const isFine = text.trim() === '' || (Number(text) > 0 && Number(text) <= 86_400);
  return isFine ? undefined : 'A number of seconds, at most a day, or nothing.';
}

function intervalProblem(text: string): string | undefined {
  return /^\d+$/.test(text) && Number(text) >= 50 ? undefined : 'A whole number of microseconds, at least 50.';
}
