import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { HeapComparison } from '../../src/core/queries/heap/heapComparison.ts';
import type { HeapObject } from '../../src/core/queries/heap/heapObject.ts';
import type { HeapReport } from '../../src/core/queries/heap/heapReport.ts';
import type { LeakReport } from '../../src/core/queries/heap/leakReport.ts';
import { canFetchNode, fetchNode } from './fetchNode.ts';
import { heatline } from './heatline.ts';
import { scratchFolder } from './scratchFolder.ts';

const programs = path.resolve('test/fixtures/heap/leaks');
const versions = canFetchNode ? ['own', '22', '24'] : ['own'];

for (const version of versions) {
  describe(`Heap snapshots of Node (${version})`, () => {
    const at = scratchFolder();
    const snapshots = (program: string): string[] => {
      mkdirSync(at(program), { recursive: true });
      const node = version === 'own' ? process.execPath : fetchNode(version);
      execFileSync(node, [path.join(programs, `${program}.cjs`), at(program), '3']);
      return [0, 1, 2, 3].map((round) => at(program, `${round}.heapsnapshot`));
    };
    const leaks = async (program: string): Promise<LeakReport> => {
      const { code, stdout, stderr } = await heatline(['leaks', '--json', ...snapshots(program)]);
      assert.equal(stderr, '');
      const report = JSON.parse(stdout) as LeakReport;
      assert.equal(code, report.verdict === 'leak' ? 1 : 0);
      assert.deepEqual(report.notes, []);
      return report;
    };

    it('name the Map that leaks sessions, and the object, its class and what holds it', async () => {
      const report = await leaks('mapOfSessions');
      assert.deepEqual(
        report.leaks.map((leak) => leak.class),
        ['Session'],
      );
      const [leak] = report.leaks;
      assert.ok(leak);
      assert.deepEqual(leak.counts, [0, 50, 100, 150]);
      assert.deepEqual(leak.survivors, [50, 50, 50]);
      assert.deepEqual([leak.place?.line, leak.held?.name, leak.held?.place.line], [5, 'sessions', 13]);
      assert.equal(leak.held?.place.file, path.join(programs, 'mapOfSessions.cjs'));

      const [before = '', , , after = ''] = [0, 1, 2, 3].map((round) => at('mapOfSessions', `${round}.heapsnapshot`));
      const compared = await heatline(['heap', after, '--compare', before, '--json', '--limit', '0']);
      const { classes } = JSON.parse(compared.stdout) as HeapComparison;
      assert.equal(classes.find(({ name }) => name === 'Session')?.added, 150);

      const asked = await heatline(['heap', after, '--object', String(leak.example), '--json']);
      const object = JSON.parse(asked.stdout) as HeapObject;
      assert.equal(object.class, 'Session');
      assert.ok(object.fields.some(({ edge }) => edge === '.history'));
      assert.ok(object.path.some(({ edge }) => edge === '(sessions)'));

      const whole = JSON.parse((await heatline(['heap', after, '--json', '--limit', '0'])).stdout) as HeapReport;
      const session = whole.classes.find(({ name }) => name === 'Session');
      assert.deepEqual([session?.count, session?.place?.line], [150, 5]);
      assert.ok((session?.retained ?? 0) > (session?.shallow ?? 0));
      const text = await heatline(['heap', after]);
      assert.match(text.stdout, /held by .*\n/);
    });

    it('name the closure that leaks and the line of its code', async () => {
      const [leak, ...others] = (await leaks('closure')).leaks;
      assert.deepEqual(others, []);
      assert.deepEqual([leak?.class, leak?.counts, leak?.place?.line], ['Function', [0, 20, 40, 60], 14]);
      assert.equal(leak?.held?.name, 'listeners');
    });

    it('find no leak in a cache that settles', async () => {
      const { verdict, leaks: found, settled } = await leaks('cacheSettles');
      assert.deepEqual([verdict, found], ['no-leak', []]);
      assert.deepEqual(settled.find((cache) => cache.class === 'Page')?.counts, [0, 100, 100, 100]);
    });

    it('find no leak in churn', async () => {
      const { verdict, leaks: found } = await leaks('churn');
      assert.deepEqual([verdict, found], ['no-leak', []]);
    });
  });
}

describe('A heap snapshot of compiled code', () => {
  const at = scratchFolder();

  it('leads to the source, through source maps', async () => {
    const source = at('shop.ts');
    writeFileSync(
      source,
      `import { writeHeapSnapshot } from 'node:v8';

interface Priced {
  readonly price: number;
}

class Order implements Priced {
  readonly price: number;
  constructor(price: number) {
    this.price = price;
  }
}
const kept: Order[] = [];
for (let price = 0; price < 100; price++) kept.push(new Order(price));
const inspect = (): void => console.log(kept.length);
export { inspect };
writeHeapSnapshot(process.argv[2]);
`,
    );
    const args = [
      '--target',
      'es2022',
      '--module',
      'commonjs',
      '--sourceMap',
      '--types',
      'node',
      '--outDir',
      at('out'),
    ];
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', ...args, source]);
    const file = at('shop.heapsnapshot');
    execFileSync(process.execPath, [at('out', 'shop.js'), file]);
    const { stdout } = await heatline(['heap', file, '--json', '--limit', '0']);
    const order = (JSON.parse(stdout) as HeapReport).classes.find(({ name }) => name === 'Order');
    assert.equal(order?.count, 100);
    assert.deepEqual([order.place?.file, order.place?.line], [source, 9]);
  });
});

describe('Bad heap snapshots', () => {
  const at = scratchFolder();

  it('are refused in one line with exit status 2', async () => {
    const whole = at('0.heapsnapshot');
    execFileSync(process.execPath, [path.join(programs, 'churn.cjs'), at(), '0']);
    const bytes = readFileSync(whole);
    for (const share of [0, 0.01, 0.3, 0.7, 0.99]) {
      const file = at('cut.heapsnapshot');
      writeFileSync(file, bytes.subarray(0, share * bytes.length));
      const { code, stdout, stderr } = await heatline(['heap', file]);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^heatline: cut\.heapsnapshot (is empty|ends in the middle).*\n$/);
    }
    writeFileSync(at('other.heapsnapshot'), '{"nodes":[]}');
    const other = await heatline(['heap', at('other.heapsnapshot')]);
    assert.equal(other.code, 2);
    assert.match(other.stderr, /is no heap snapshot/);
    const profile = await heatline(['report', whole]);
    assert.equal(profile.code, 2);
    assert.match(profile.stderr, /heatline heap/);
    const two = await heatline(['leaks', whole, whole]);
    assert.equal(two.code, 2);
    assert.match(two.stderr, /three snapshots/);
    const unknown = await heatline(['heap', whole, '--object', '2']);
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /no object 2/);
  });
});
