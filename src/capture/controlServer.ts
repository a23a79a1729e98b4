import { createServer, type Server, type Socket } from 'node:net';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { RecorderMessage } from '../preload/protocol.ts';

/** Where recorded processes report, and where they are told to measure and to save. */
export interface ControlServer {
  /** Has every process begin to measure, also those that connect later. */
  startAll(): void;
  /** Has every process put a marker on its timeline. */
  markAll(name: string): void;
  /** Asks every process, also those that connect later, to save and to stop measuring. */
  saveAll(): void;
  /**
   * Has a process take a snapshot or run its scenario, and waits for it.
   * @throws Error with the process' reason, HeatlineError when the process is gone.
   */
  ask(pid: number, message: RecorderMessage): Promise<void>;
  /** Whether the process has tests that can be run again. */
  hasTests(pid: number): boolean;
  /** Whether the process has saved or is gone; nothing when it never connected. */
  settled(pid: number): boolean | undefined;
  close(): void;
}

export async function listenForProcesses(address: string): Promise<ControlServer> {
  const sockets = new Map<Socket, Process>();
  const settled = new Map<number, boolean>();
  let started = false;
  let saving = false;
  const server = createServer((socket) => {
    const process: Process = { pid: 0, hasTests: false, asked: undefined };
    sockets.set(socket, process);
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      const lines = (text + chunk).split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        const [word, rest = ''] = line.split(/ (.*)/s);
        if (word === 'hello') process.pid = Number(rest);
        else if (word === 'tests') process.hasTests = true;
        else if (word === 'done') process.asked?.resolve();
        else if (word === 'failed') process.asked?.reject(new Error(JSON.parse(rest) as string));
        settled.set(process.pid, word === 'saved');
      }
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      settled.set(process.pid, true);
      process.asked?.reject(gone());
    });
    if (started) send(socket, 'start');
    if (saving) send(socket, 'save');
  });
  await listen(server, address);
  return {
    startAll: () => {
      started = true;
      for (const socket of sockets.keys()) send(socket, 'start');
    },
    markAll: (name) => {
      for (const socket of sockets.keys()) send(socket, `mark ${JSON.stringify(name)}`);
    },
    saveAll: () => {
      saving = true;
      for (const socket of sockets.keys()) send(socket, 'save');
    },
    ask: (pid, message) =>
      new Promise((resolve, reject) => {
        const [socket, process] = [...sockets].find(([, known]) => known.pid === pid) ?? [];
        if (socket === undefined || process === undefined) {
          reject(gone());
          return;
        }
        process.asked = { resolve, reject };
        send(socket, message);
      }),
    hasTests: (pid) => [...sockets.values()].some((process) => process.pid === pid && process.hasTests),
    settled: (pid) => settled.get(pid),
    close: () => {
      server.close();
      for (const socket of sockets.keys()) socket.destroy();
    },
  };
}

interface Process {
  pid: number;
  hasTests: boolean;
  /** Who waits for the answer to the last `ask`. */
  asked: { readonly resolve: () => void; readonly reject: (error: Error) => void } | undefined;
}

function send(socket: Socket, message: RecorderMessage): void {
  socket.write(`${message}\n`);
}

function gone(): HeatlineError {
  return new HeatlineError('The program ended while it was asked.');
}

async function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
}
