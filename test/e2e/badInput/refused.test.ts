import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { heatline } from '../heatline.ts';
import { scratchFolder } from '../scratchFolder.ts';
import { cpuprofileText } from './profileText.ts';

const good = cpuprofileText([
  { id: 1, name: '(root)', children: [2] },
  { id: 2, name: 'work' },
]);

describe('One line and exit code 2 is the answer to', () => {
  const at = scratchFolder();

  const files: Readonly<Record<string, readonly [name: string, content: string, message: RegExp]>> = {
    'an empty file': ['a.cpuprofile', '', /is empty/],
    'a file of blanks': ['a.cpuprofile', ' \n', /not JSON/],
    'a truncated file': ['a.cpuprofile', good.slice(0, -40), /ends in the middle/],
    'half a heap profile': ['a.heapprofile', '{"head":{"callFrame":{"functionName":"(root)"', /ends in the middle/],
    'text that is not JSON': ['a.cpuprofile', 'Hello', /not JSON/],
    'a binary file': ['a.cpuprofile', '\u0000\u0001\u0002', /not JSON/],
    'package.json': ['package.json', '{ "name": "app" }', /not a profile/],
    'an object that is no profile': ['a.cpuprofile', '{ "name": "app" }', /no call tree/],
    'an array': ['a.cpuprofile', '[1, 2]', /holds no profile/],
    null: ['a.cpuprofile', 'null', /holds no profile/],
    'a heap profile without a tree': ['a.heapprofile', '{ "head": 5 }', /no call tree/],
    'a speedscope file': [
      'a.speedscope.json',
      '{ "$schema": "https://www.speedscope.app/file-format-schema.json", "profiles": [] }',
      /holds no profile/,
    ],
    'a list of nodes that are none': ['a.cpuprofile', '{ "nodes": [null, 1, "x"] }', /no call tree/],
  };
  for (const [what, [name, content, message]] of Object.entries(files)) {
    it(what, async () => {
      writeFileSync(at(name), content);
      await assertRefused(['report', at(name)], message);
      await assertRefused(['convert', at(name), at('out.folded')], message);
    });
  }

  it('a folder', () => assertRefused(['report', at()], /is a folder/));
  it('a file that is not there', () => assertRefused(['report', at('none.cpuprofile')], /does not exist/));
  it('a path through a file', async () => {
    writeFileSync(at('file'), '');
    await assertRefused(['report', at('file', 'a.cpuprofile')], /.*/);
  });

  // Nothing is unreadable to root, or on Windows.
  if (process.getuid?.() !== 0 && process.platform !== 'win32') {
    it('a file that may not be read', async () => {
      writeFileSync(at('secret.cpuprofile'), good);
      chmodSync(at('secret.cpuprofile'), 0);
      await assertRefused(['report', at('secret.cpuprofile')], /may not be read/);
    });
  }

  const usages: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [['paint'], /unknown command 'paint'/],
    [['report'], /missing required argument 'file'/],
    [['report', '--colour', 'a'], /unknown option '--colour'/],
    [['report', 'a', '--limit', '-1'], /whole number/],
    [['report', 'a', '--limit', 'ten'], /whole number/],
    [['report', 'a', 'b'], /too many arguments/],
    [['annotate', 'a'], /--source/],
    [['diff', 'a'], /missing required argument 'after'/],
    [['diff', 'a', 'b', '--metric', 'love'], /Allowed choices are self, total/],
    [['convert', 'a', 'b.xyz'], /names no format/],
    [['convert', 'a', 'b', '--to', 'xyz'], /xyz names no format/],
    [['profile'], /missing required argument/],
    [['profile', '--interval', '1', '--', 'node'], /whole number from 50/],
    [['profile', '--duration', '0', '--', 'node'], /number above 0/],
    [['profile', '--measure', 'love', '--', 'node'], /Allowed choices are cpu, heap/],
    [['profile', '--with', 'abacus', '--', 'node'], /Allowed choices are v8/],
    [['profile', '--out', 'a.xyz', '--', 'node'], /names no format/],
    [['profile', '--measure', 'heap', '--out', 'a.cpuprofile', '--', 'node'], /holds microseconds, not bytes/],
    [['profile', '--out', 'a.heapprofile', '--', 'node'], /holds bytes, not microseconds/],
  ];
  for (const [args, message] of usages) it(args.join(' '), () => assertRefused(args, message));

  it('no command at all, with the usage', async () => {
    const { code, stdout, stderr } = await heatline([]);
    assert.equal(code, 2);
    assert.match(stdout + stderr, /Usage: heatline/);
  });

  it('an output folder that does not exist', async () => {
    writeFileSync(at('good.cpuprofile'), good);
    const out = at('none', 'a.folded');
    await assertRefused(['convert', at('good.cpuprofile'), out], /a\.folded cannot be written/);
    await assertRefused(['report', at('good.cpuprofile'), '--html', at('none', 'a.html')], /a\.html cannot be written/);
    const script = ['-e', 'process.stdout.write("ran")'];
    const ended = await heatline(['profile', '--out', out, '--', 'node', ...script]);
    assert.equal(ended.code, 2);
    assert.doesNotMatch(ended.stdout, /ran/, 'before the program is run for nothing');
    assertOneLine(ended.stderr, /a\.folded cannot be written/);
  });

  it('an output that is a folder', async () => {
    writeFileSync(at('good.cpuprofile'), good);
    const out = path.dirname(at('x'));
    await assertRefused(['convert', at('good.cpuprofile'), out, '--to', 'collapsed'], /cannot be written/);
  });

  it('a source that the profile does not have, or that is not there', async () => {
    writeFileSync(at('good.cpuprofile'), good);
    writeFileSync(at('other.js'), '');
    await assertRefused(['annotate', at('good.cpuprofile'), '--source', at('other.js')], /has no samples of/);
    await assertRefused(['annotate', at('good.cpuprofile'), '--source', at('none.js')], /none\.js cannot be read/);
    await assertRefused(['annotate', at('good.cpuprofile'), '--source', at()], /cannot be read/);
  });

  it('a program that is not there, and one that cannot be run', async () => {
    await assertRefused(['profile', '--', at('nothing')], /nothing/);
    writeFileSync(at('text'), 'text', { mode: 0o644 });
    await assertRefused(['profile', '--', at('text')], /text/);
  });

  it('a comparison of time with memory', () => {
    const recorded = (name: string): string => path.join('test/fixtures/v8/24', name);
    return assertRefused(
      ['diff', recorded('program.cpuprofile'), recorded('program.heapprofile')],
      /the other in bytes/,
    );
  });

  it('a time profile written as a heap profile', async () => {
    writeFileSync(at('good.cpuprofile'), good);
    await assertRefused(['convert', at('good.cpuprofile'), at('a.heapprofile')], /holds bytes/);
  });
});

async function assertRefused(args: readonly string[], message: RegExp): Promise<void> {
  const { code, stdout, stderr } = await heatline(args);
  assertOneLine(stderr, message);
  assert.equal(stdout, '');
  assert.equal(code, 2);
}

function assertOneLine(stderr: string, message: RegExp): void {
  assert.match(stderr, /^[^\n]+\n$/);
  assert.match(stderr, message);
  assert.doesNotMatch(stderr, /^\s+at |node:internal/);
}
