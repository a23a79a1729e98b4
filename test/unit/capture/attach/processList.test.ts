import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseTable } from '../../../../src/capture/attach/listeningPorts.ts';
import { parsePs, runningProcesses } from '../../../../src/capture/attach/nodeProcesses.ts';

describe('The list of processes', () => {
  it('has those that run Node, from what ps prints', () => {
    const text = `    1   0.0 /sbin/launchd
  501  97,5 /usr/local/bin/node server.js --port 80
  502   0.3 node
  503   1.0 /opt/nodejs-18/bin/node-18.2 a.js
  504   4.0 /Applications/Electron.app/Electron node
`;
    assert.deepEqual(parsePs(text), [
      { pid: 501, kind: 'node', argv: ['/usr/local/bin/node', 'server.js', '--port', '80'], cpu: 0.975 },
      { pid: 502, kind: 'node', argv: ['node'], cpu: 0.003 },
      { pid: 503, kind: 'node', argv: ['/opt/nodejs-18/bin/node-18.2', 'a.js'], cpu: 0.01 },
    ]);
  });

  it('leaves out the process that asks', async function () {
    if (process.platform === 'win32') this.skip();
    const pids = (await runningProcesses()).map(({ pid }) => pid);
    assert.ok(!pids.includes(process.pid));
  });

  it('tells native processes from those of Node, where others can be measured', async () => {
    if (process.platform !== 'linux') return;
    const children = [spawn('sleep', ['60']), spawn(process.execPath, ['-e', 'setInterval(() => 0, 1e6)'])];
    try {
      await Promise.all(children.map((child) => once(child, 'spawn')));
      const processes = await runningProcesses();
      assert.deepEqual(
        children.map((child) => processes.find(({ pid }) => pid === child.pid)?.kind),
        ['native', 'node'],
      );
    } finally {
      for (const child of children) child.kill('SIGKILL');
    }
  });
});

describe('The ports of a process', () => {
  it('are the listening sockets that it has open, from the kernel’s table', () => {
    const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
    const row = (address: string, state: string, inode: number) =>
      `   0: ${address} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  1000  0 ${inode} 1 0 100 0 0 10 0`;
    const table = [
      header,
      row('0100007F:240D', '0A', 11),
      row('00000000:1F90', '0A', 12),
      row('0100007F:1F91', '01', 12),
      row('0100007F:1F92', '0A', 13),
      row('00000000000000000000000001000000:240E', '0A', 11),
    ].join('\n');
    assert.deepEqual(parseTable(table, new Set(['11', '12'])), [
      { host: '127.0.0.1', port: 9229 },
      { host: '127.0.0.1', port: 8080 },
      { host: '[::1]', port: 9230 },
    ]);
  });
});
