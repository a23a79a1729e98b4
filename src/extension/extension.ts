import { join } from 'node:path';
import * as vscode from 'vscode';
import { SessionStore } from '../store/sessionStore.ts';
import { measuringCommands } from './contributions.ts';
import { CurrentSession } from './currentSession.ts';
import { comparisonCommands } from './comparisonCommands.ts';
import { cursorSelection } from './cursorSelection.ts';
import { eventChoice } from './eventChoice.ts';
import { FindingProblems } from './findingProblems.ts';
import { functionCodeLens } from './functionCodeLens.ts';
import { goToCommands } from './goToCommands.ts';
import { HandRounds } from './handRounds.ts';
import { Heat } from './heat.ts';
import { HeapEditor } from './heapEditor.ts';
import { hotFileBadges } from './hotFileBadges.ts';
import { hotLineHover } from './hotLineHover.ts';
import { hotLineNavigation } from './hotLineNavigation.ts';
import { HotSpotsView } from './hotSpotsView.ts';
import { LeakProblems } from './leakProblems.ts';
import { lineChoice } from './lineChoice.ts';
import { machineCodeView } from './machineCodeView.ts';
import type { MeasuringHost } from './measuringCommands.ts';
import { MemoryProblems } from './memoryProblems.ts';
import { onDemand } from './onDemand.ts';
import { openProfileCommand } from './openProfileCommand.ts';
import { Panel } from './panel.ts';
import type { PanelPage, PanelPageHost } from './panelPage.ts';
import { offerPathMapping } from './pathMapping.ts';
import { profiledText } from './profiledText.ts';
import { profileEditor } from './profileEditor.ts';
import { reopenOnChangedRights } from './reopenOnChangedRights.ts';
import { Runs } from './runs.ts';
import { sessionCommands } from './sessionCommands.ts';
import { SessionLibrary } from './sessionLibrary.ts';
import { SessionsView } from './sessionsView.ts';

/**
 * Puts the features together; nothing here waits, reads a profile or starts a process. It runs once the window is up
 * (`onStartupFinished`) rather than at the first command, because heat is to be back after a reload: what that costs
 * a window that has never seen a session is one look into its memory.
 */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri } = context;
  const log = vscode.window.createOutputChannel('Heatline', { log: true });
  const built = (name: string): string => join(extensionUri.fsPath, 'dist', name);
  const worker = built('worker.mjs');
  const storage = (context.storageUri ?? context.globalStorageUri).fsPath;
  const store = new SessionStore(join(storage, 'sessions'));
  const current = new CurrentSession(context.workspaceState);
  const library = new SessionLibrary(store, current, worker);
  const runs = new Runs(log);
  const heat = new Heat(extensionUri, current, log);
  const view = new SessionsView(store, current, log);
  const pages = new Set<PanelPage>();
  const pageHost: PanelPageHost = {
    extensionUri,
    log,
    pages,
    exportSession: async (session, format) =>
      (await import('./exportSession.ts')).exportSession(session, format, extensionUri),
    saveImage: async (...image) => (await import('./exportSession.ts')).saveImage(...image),
  };
  const heapPages = { extensionUri, log, heapWorker: built('heapWorker.mjs') };
  const heaps = new HeapEditor(heapPages);
  const hand = new HandRounds(log);
  const leaks = new LeakProblems();
  const measuringHost: MeasuringHost = {
    ...{ ...heapPages, store, current, runs, worker, heaps, storage, hand, problems: leaks },
    state: context.workspaceState,
    preload: built('preload.cjs'),
    sampler: built('attachedSampler.cjs'),
  };
  context.subscriptions.push(
    log,
    current,
    runs,
    heat,
    view,
    hotLineHover(current, heat),
    functionCodeLens(current, heat),
    profiledText(heat, log),
    hotLineNavigation(heat, log),
    hotFileBadges(current, heat),
    lineChoice(current, pages, log),
    eventChoice(current, pages, log),
    machineCodeView(current, heat, extensionUri, log),
    new HotSpotsView(current, heat),
    new FindingProblems(current, heat, log),
    new MemoryProblems(current, heat, log),
    goToCommands(current, log),
    cursorSelection(current, heat, pages),
    new Panel(current, pageHost),
    profileEditor({ ...pageHost, openProfileFile: (path, show) => library.open(path, show) }),
    heaps,
    openProfileCommand(library, heaps, log),
    reopenOnChangedRights(library, pages, log),
    comparisonCommands({ state: context.workspaceState, store, current, library, log }),
    offerPathMapping(current, library, context.workspaceState, log),
    sessionCommands({ store, current, library, view, extensionUri, log }),
    hand,
    leaks,
    onDemand(measuringCommands, log, async () =>
      (await import('./measuringCommands.ts')).measuringCommands(measuringHost),
    ),
  );
  void library.restore(log);
}
