import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { WebSocket } from 'ws';
import type { Report } from '../../src/core/queries/report.ts';
import { sharedBrowser } from '../ui/browser.ts';
import { heatline, reportOf } from './heatline.ts';
import { markedLine } from './markedLine.ts';
import { scratchFolder } from './scratchFolder.ts';

const script = path.resolve('test/fixtures/v8-allocations/page/shop.js');
const rounds = 1000;

/** A program's inspector: https://chromedevtools.github.io/devtools-protocol/tot/HeapProfiler */
interface Inspector {
  readonly send: (method: string, parameters?: object) => Promise<unknown>;
  readonly onChunk: (listener: (chunk: string) => void) => void;
}

/** What DevTools asks for "Allocations on timeline" with stacks, and saves: its HeapProfilerModel and HeapSnapshotView. */
async function recordTimeline({ send, onChunk }: Inspector): Promise<string> {
  const chunks: string[] = [];
  onChunk((chunk) => chunks.push(chunk));
  await send('HeapProfiler.enable');
  await send('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true });
  await send('Runtime.evaluate', { expression: `work(${rounds})` });
  await send('HeapProfiler.stopTrackingHeapObjects', { reportProgress: true });
  return chunks.join('');
}

async function ofPage(html: string): Promise<string> {
  const page = await (await sharedBrowser()).newPage();
  try {
    await page.goto(pathToFileURL(html).href);
    const cdp = await page.context().newCDPSession(page);
    return await recordTimeline({
      send: (method, parameters) => cdp.send(method as 'HeapProfiler.enable', parameters),
      onChunk: (listener) => {
        cdp.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
          listener(chunk);
        });
      },
    });
  } finally {
    await page.close();
  }
}

async function ofNode(): Promise<string> {
  const stays = 'setInterval(() => undefined, 1e6)';
  const child = spawn(process.execPath, ['--inspect=127.0.0.1:0', '--require', script, '--eval', stays]);
  try {
    const socket = new WebSocket(await addressOf(child.stderr));
    await once(socket, 'open');
    const chunkListeners: ((chunk: string) => void)[] = [];
    const answered = new Map<number, () => void>();
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { id?: number; method?: string; params?: { chunk: string } };
      if (message.id !== undefined) answered.get(message.id)?.();
      if (message.method === 'HeapProfiler.addHeapSnapshotChunk')
        for (const listener of chunkListeners) listener(message.params?.chunk ?? '');
    });
    return await recordTimeline({
      send: (method, params = {}) =>
        new Promise<void>((resolve) => {
          const id = answered.size + 1;
          answered.set(id, resolve);
          socket.send(JSON.stringify({ id, method, params }));
        }),
      onChunk: (listener) => chunkListeners.push(listener),
    });
  } finally {
    child.kill();
  }
}

async function addressOf(stderr: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(stderr)) {
    const [address] = /ws:\S+/.exec(line) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error('Node names no inspector.');
}

describe("DevTools' allocations on timeline", () => {
  const scratch = scratchFolder();
  const reportOn = async (file: string, event: string): Promise<Report> => {
    const { code, stdout, stderr } = await heatline(['report', file, '--event', event, '--json', '--limit', '0']);
    assert.equal(code, 0, stderr);
    return reportOf(stdout);
  };
  const lineOf = ({ lines }: Report, mark: string) =>
    lines.find(({ file, line }) => file === script && line === markedLine(script, mark));

  /** At least three quarters: V8 loses a stack now and then, and counts what it has inlined for its caller. */
  const nearly = 0.75;

  it('of a page have its functions with what they allocated', async () => {
    const html = scratch('shop.html');
    writeFileSync(html, `<!doctype html><title>Shop</title><script src="${pathToFileURL(script).href}"></script>`);
    const file = scratch('page.heaptimeline');
    writeFileSync(file, await ofPage(html));
    const report = await reportOn(file, 'allocated');
    assert.deepEqual([report.format, report.unit], ['v8-allocations', 'bytes']);
    // A text of 200 characters and more, in one byte each.
    const churn = lineOf(report, 'churn');
    assert.equal(churn?.function, 'churn');
    assert.ok(churn.self > nearly * rounds * 200, `${churn.self} bytes`);
    assert.equal(lineOf(report, 'keep')?.function, 'keep');
    const visits = await reportOn(file, 'allocations');
    assert.ok((lineOf(visits, 'keep')?.self ?? 0) > nearly * rounds, 'visits');
    // What this Chromium's V8 does, changes with its version: if it loses the stacks, that is said.
    const live = await reportOn(file, 'live');
    const types = lineOf(live, 'keep')?.types ?? [];
    const kept = types.find(({ name }) => name === 'Visit')?.count ?? 0;
    const isSaid = live.notes.some(({ message }) => message.includes('V8 has lost the stacks of'));
    assert.ok(kept > nearly * rounds || isSaid, `${kept} visits, ${JSON.stringify(live.notes)}`);
  });

  it('of Node have the types of what lives, too', async () => {
    const file = scratch('node.heaptimeline');
    writeFileSync(file, await ofNode());
    const live = await reportOn(file, 'live');
    const keep = lineOf(live, 'keep');
    const count = (name: string): number => keep?.types?.find((type) => type.name === name)?.count ?? 0;
    assert.ok(count('Visit') > nearly * rounds && count('Visit') <= rounds, `${count('Visit')} visits`);
    assert.ok((lineOf(live, 'churn')?.self ?? 0) < 0.1 * (keep?.self ?? 0));
    assert.ok((lineOf(await reportOn(file, 'allocated'), 'churn')?.self ?? 0) > nearly * rounds * 200);
    assert.ok(!live.notes.some(({ message }) => message.includes('lost the stacks')));
  });
});
