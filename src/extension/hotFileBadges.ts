import * as vscode from 'vscode';
import { formatShare } from '../core/text/formatShare.ts';
import type { CurrentSession } from './currentSession.ts';
import type { Heat } from './heat.ts';
import { readSettings } from './readSettings.ts';

/** In the Explorer, the percentage of the current session's time that went to a file's own lines. */
export function hotFileBadges(current: CurrentSession, heat: Heat): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    onDidChangeFileDecorations: (listener, self, disposables) =>
      heat.onDidChange(() => void listener.call(self, undefined), undefined, disposables),
    provideFileDecoration: (uri) => {
      const session = current.value;
      if (!heat.isShown || session === undefined || uri.scheme !== 'file') return undefined;
      const lines = session.lines.get(session.files.nameOf(uri.fsPath) ?? '') ?? [];
      const share = lines.reduce((sum, time) => sum + time.self, 0) / session.times.sum;
      if (!(share > 0) || share < readSettings().threshold) return undefined;
      // A badge has room for two characters.
      const badge = String(Math.min(99, Math.round(share * 100)));
      return new vscode.FileDecoration(badge, `${formatShare(share)} of ${session.name}`);
    },
  });
}
