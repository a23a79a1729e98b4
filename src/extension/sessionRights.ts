import * as vscode from 'vscode';
import type { SessionRights } from '../session/sessionRights.ts';
import { readSettings } from './readSettings.ts';

/** What a session that is opened now may do. */
export function sessionRights(): Required<SessionRights> {
  return { startsNothing: !vscode.workspace.isTrusted, debuginfod: readSettings().debuginfod };
}
