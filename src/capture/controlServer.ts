import { createServer, type Server, type Socket } from 'node:net';
import { saveMessage, startMessage } from '../preload/protocol.ts';

/** Where recorded processes report, and where they are told to measure and to save. */
export interface ControlServer {
  /** Has every process begin to measure, also those that connect later. */
  startAll(): void;
  /** Asks every process, also those that connect later, to save and to stop measuring. */
  saveAll(): void;
  /** Whether the process has saved or is gone; nothing when it never connected. */
  settled(pid: number): boolean | undefined;
  close(): void;
}

export async function listenForProcesses(address: string): Promise<ControlServer> {
  const sockets = new Set<Socket>();
  const settled = new Map<number, boolean>();
  let started = false;
  let saving = false;
  const server = createServer((socket) => {
    sockets.add(socket);
    let pid = 0;
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      const lines = (text + chunk).split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        const hello = /^hello (\d+)$/.exec(line);
        if (hello !== null) pid = Number(hello[1]);
        settled.set(pid, line === 'saved');
      }
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      settled.set(pid, true);
    });
    if (started) socket.write(startMessage);
    if (saving) socket.write(saveMessage);
  });
  await listen(server, address);
  return {
    startAll: () => {
      started = true;
      for (const socket of sockets) socket.write(startMessage);
    },
    saveAll: () => {
      saving = true;
      for (const socket of sockets) socket.write(saveMessage);
    },
    settled: (pid) => settled.get(pid),
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
}
