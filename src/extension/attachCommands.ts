import * as vscode from 'vscode';
import { attach, type Attachment } from '../capture/attach/attach.ts';
import type { RunningProcess } from '../capture/attach/nodeProcesses.ts';
import { openInspector, type InspectorEndpoint } from '../capture/attach/openInspector.ts';
import { attachPerf } from '../capture/perf/attachPerf.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { AttachCommand } from './contributions.ts';
import type { Handlers } from './onDemand.ts';
import { profileAttached } from './profileAttached.ts';
import type { ProfileHost } from './profileTarget.ts';
import { refuseUntrusted } from './refuseUntrusted.ts';
import { plainMeasure } from './runOptions.ts';
import { askProcess } from './targets/askProcess.ts';

/** Everything that measures what runs already. @param sampler path of the built `attachedSampler`. */
export function attachCommands(host: ProfileHost, sampler: string): Handlers<AttachCommand> {
  const attaching = (find: () => Promise<Attached | undefined>) => async (): Promise<void> => {
    refuseUntrusted();
    const attached = await find();
    if (attached !== undefined) await profileAttached(attached.attachment, attached.file, host);
  };
  return {
    'heatline.attach': attaching(async () => {
      const chosen = await askProcess();
      return chosen && (await attachTo(chosen, sampler));
    }),
    'heatline.profileDebugSession': attaching(async () => attachToNode(await debuggersEndpoint(), sampler)),
  };
}

/** A program that is measured, and the file that it is about, where it is one. */
interface Attached {
  readonly attachment: Attachment;
  readonly file?: vscode.Uri;
}

async function attachTo({ pid, kind }: RunningProcess, sampler: string): Promise<Attached> {
  if (kind === 'node') return await attachToNode(await openInspector(pid), sampler);
  return { attachment: await attachPerf(pid, plainMeasure().interval) };
}

async function attachToNode(endpoint: InspectorEndpoint, sampler: string): Promise<Attached> {
  const { measure, interval } = plainMeasure();
  const attachment = await attach({ endpoint, measure, intervalUs: interval, sampler });
  return { attachment, file: vscode.Uri.file(attachment.script) };
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
