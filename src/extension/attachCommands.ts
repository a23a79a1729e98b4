import * as vscode from 'vscode';
import { openInspector, type InspectorEndpoint } from '../capture/attach/openInspector.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { commands, type Command } from './contributions.ts';
import { profileAttached } from './profileAttached.ts';
import type { ProfileHost } from './profileTarget.ts';
import { refuseUntrusted } from './refuseUntrusted.ts';
import { registerCommand } from './registerCommand.ts';
import { askProcess } from './targets/askProcess.ts';

/** Everything that measures what runs already. */
export function attachCommands(host: ProfileHost): vscode.Disposable {
  const attaching = (id: Command, find: () => Promise<InspectorEndpoint | undefined>): vscode.Disposable =>
    registerCommand(id, host.log, async () => {
      refuseUntrusted();
      const endpoint = await find();
      if (endpoint !== undefined) await profileAttached(endpoint, host);
    });
  return vscode.Disposable.from(
    attaching(commands.attach, async () => {
      const pid = await askProcess();
      return pid === undefined ? undefined : await openInspector(pid);
    }),
    attaching(commands.profileDebugSession, debuggersEndpoint),
  );
}

/** What js-debug answers: https://github.com/microsoft/vscode-js-debug/blob/main/EXTENSION_AUTHORS.md. */
interface ProxyAddress {
  readonly host: string;
  readonly port: number;
  readonly path?: string;
}

async function debuggersEndpoint(): Promise<InspectorEndpoint> {
  const session = vscode.debug.activeDebugSession;
  const proxy =
    session === undefined
      ? undefined
      : await vscode.commands.executeCommand<ProxyAddress | undefined>(
          'extension.js-debug.requestCDPProxy',
          session.id,
        );
  if (proxy === undefined) {
    throw new HeatlineError(
      'No program of Node is being debugged here.',
      'Start one with Run and Debug, or use Profile This File.',
    );
  }
  return { url: `ws://${proxy.host}:${proxy.port}${proxy.path ?? ''}`, kind: 'debugged' };
}
