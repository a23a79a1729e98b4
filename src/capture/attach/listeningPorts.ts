import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface Listening {
  /** As in a URL. */
  readonly host: string;
  readonly port: number;
}

/**
 * Where a process of this Linux machine listens for TCP connections: the sockets among its open files, looked up in the
 * kernel's tables (https://docs.kernel.org/networking/proc_net_tcp.html).
 */
export function listeningPorts(pid: number): Listening[] {
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? [];
        return inode === undefined ? [] : [inode];
      } catch {
        // It was closed meanwhile.
        return [];
      }
    }),
  );
  return ['tcp', 'tcp6'].flatMap((table) => parseTable(readTable(pid, table), sockets));
}

function readTable(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/net/${name}`, 'utf8');
  } catch {
    // A kernel without IPv6 has no tcp6.
    return '';
  }
}

const stateListening = '0A';

/** The listening sockets of a table in `/proc/net` that have one of these inodes. */
export function parseTable(table: string, inodes: ReadonlySet<string>): Listening[] {
  return table.split('\n').flatMap((line) => {
    const fields = line.trim().split(/\s+/);
    const [address = '', port = ''] = (fields[1] ?? '').split(':');
    if (fields[3] !== stateListening || !inodes.has(fields[9] ?? '')) return [];
    return [{ host: hostOf(address), port: Number.parseInt(port, 16) }];
  });
}

/** Each group of four bytes stands in the machine's order; of IPv6 only this machine's own address is told apart. */
function hostOf(address: string): string {
  if (address === '00000000000000000000000001000000') return '[::1]';
  const bytes = address.slice(-8).match(/../g) ?? [];
  const host = bytes
    .reverse()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.');
  return host === '0.0.0.0' ? '127.0.0.1' : host;
}
