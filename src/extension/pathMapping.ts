import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { at } from '../core/model/at.ts';
import { categoryIndex } from '../core/model/category.ts';
import { isAbsolutePath } from '../core/model/location.ts';
import { segmentsOf, type PathMapping } from '../core/sources/relocate.ts';
import { settings } from './contributions.ts';
import type { CurrentSession } from './currentSession.ts';
import { guessMapping, type Candidate, type GuessedMapping } from './guessMapping.ts';
import type { OpenSession } from './openSession.ts';
import type { SessionLibrary } from './sessionLibrary.ts';
import { showError } from './showError.ts';

/** Where the paths of profiles are remembered that are not asked about again. */
const memory = 'unmappedProfiles';
/** The hottest files decide; more would only be more to search for. */
const mostFiles = 20;
const workspaceFolder = '${workspaceFolder}';

/** The setting, with `${workspaceFolder}` replaced. It is written by hand, too, so what is no path counts as not set. */
export function readPathMapping(): PathMapping {
  const value = vscode.workspace.getConfiguration().get<unknown>(settings.pathMapping);
  if (typeof value !== 'object' || value === null) return {};
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const entries = Object.entries(value).flatMap(([from, to]: [string, unknown]) => {
    if (typeof to !== 'string') return [];
    const path = to.startsWith(workspaceFolder) ? join(folder, to.slice(workspaceFolder.length)) : to;
    return isAbsolutePath(path) ? [[from, path] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** Asks once for each profile whose files are not here where they are, and keeps the answer in the settings. */
export function offerPathMapping(
  current: CurrentSession,
  library: SessionLibrary,
  state: vscode.Memento,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const asked = new Set<string>();
  const offer = async (session: OpenSession): Promise<void> => {
    const missing = missingFiles(session);
    const never = state.get<readonly string[]>(memory, []);
    if (missing.length === 0 || never.includes(session.path)) return;
    const guess = await guessIn(missing, vscode.workspace.workspaceFolders?.map(({ uri }) => uri) ?? []);
    const answer = await ask(session, missing, guess);
    if (answer === 'never') await state.update(memory, [session.path, ...never].slice(0, 100));
    if (typeof answer !== 'object') return;
    await remember(answer);
    if (current.value?.path !== session.path) return;
    await current.set(undefined);
    await library.open(session.path);
  };
  return current.onDidChange(() => {
    const session = current.value;
    if (session === undefined || session.live || asked.has(session.path)) return;
    asked.add(session.path);
    offer(session).catch((error: unknown) => showError(error, log));
  });
}

/** Own files with weight that are not on this machine, hottest first; none when most of the own code is here. */
function missingFiles({ profile, times, files }: OpenSession): string[] {
  const { file, category } = profile.functions;
  const weights = new Map<string, number>();
  for (const [fn, name] of file.entries()) {
    if (at(category, fn) !== categoryIndex.own || !/^([\\/]|[a-z][\w+.-]*:)/i.test(name)) continue;
    weights.set(name, (weights.get(name) ?? 0) + at(times.self, fn));
  }
  const weigh = (entries: readonly (readonly [string, number])[]): number =>
    entries.reduce((sum, [, weight]) => sum + weight, 0);
  const missing = [...weights].filter(([name, weight]) => weight > 0 && !files.canOpen(name));
  if (weigh(missing) * 2 < weigh([...weights])) return [];
  return missing
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostFiles)
    .map(([name]) => name);
}

async function guessIn(missing: readonly string[], roots: readonly vscode.Uri[]): Promise<GuessedMapping | undefined> {
  const names = new Set(missing.flatMap((file) => segmentsOf(file).slice(-1)));
  const candidates: Candidate[] = [];
  for (const root of roots.filter(({ scheme }) => scheme === 'file')) {
    for (const name of names) {
      const pattern = new vscode.RelativePattern(root, `**/${name.replace(/[*?[\]{}]/g, '?')}`);
      const found = await vscode.workspace.findFiles(pattern, '**/node_modules/**', 50);
      for (const { fsPath } of found) candidates.push({ root: root.fsPath, path: fsPath });
    }
  }
  return guessMapping(missing, candidates);
}

async function ask(
  { name }: OpenSession,
  missing: readonly string[],
  guess: GuessedMapping | undefined,
): Promise<GuessedMapping | 'never' | undefined> {
  const choose = 'Choose Folder…';
  const never = 'Never for This Profile';
  const yes = guess === undefined ? undefined : `Yes, Use ${basename(guess.to)}`;
  const [example = ''] = missing;
  const message =
    guess === undefined
      ? `The files of ${name} are not on this machine: ${example}. Which folder here holds them?`
      : `The files of ${name} are not on this machine. Is ${guess.from} the folder ${guess.to}?`;
  const answer = await vscode.window.showInformationMessage(message, ...(yes ? [yes] : []), choose, never);
  if (answer === undefined) return undefined;
  if (answer === never) return 'never';
  if (answer === yes) return guess;
  const [folder] =
    (await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, title: message })) ?? [];
  if (folder === undefined) return undefined;
  const found = await guessIn(missing, [folder]);
  if (found === undefined) {
    void vscode.window.showWarningMessage(`${folder.fsPath} holds none of the files of ${name}.`);
  }
  return found;
}

async function remember({ from, to }: GuessedMapping): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const isInside = folder !== undefined && (to === folder || to.startsWith(join(folder, '/')));
  // A name that means the same to everybody who shares the workspace's settings.
  const written = isInside ? `${workspaceFolder}${to.slice(folder.length).replaceAll('\\', '/')}` : to;
  const configuration = vscode.workspace.getConfiguration();
  const target = folder === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
  const { workspaceValue, globalValue } = configuration.inspect<object>(settings.pathMapping) ?? {};
  const known = folder === undefined ? globalValue : workspaceValue;
  await configuration.update(settings.pathMapping, { ...known, [from]: written }, target);
}
