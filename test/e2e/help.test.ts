import assert from 'node:assert/strict';
import { heatline } from './heatline.ts';

/** Their usage tells more than what the list has room for. */
const longer = ['profile', 'leaks'];

describe('heatline --help', () => {
  it('lists every command as the help of that does', async () => {
    const { stdout } = await heatline(['--help']);
    const listed = Array.from(stdout.matchAll(/^ {2}(\w+) (\[options\].*?) {2,}(.*)$/gm), ([, ...cells]) => cells);
    assert.ok(listed.length >= 12, stdout);
    for (const [name = '', usage = '', does = ''] of listed) {
      const { code, stdout: own } = await heatline([name, '--help']);
      assert.equal(code, 0);
      const [first, what] = own.split('\n\n').map((paragraph) => paragraph.replace(/\n */g, ' '));
      assert.equal(what, does);
      if (!longer.includes(name)) assert.equal(first, `Usage: heatline ${name} ${usage}`);
    }
  });

  it('proposes a command for one that is mistyped', async () => {
    const { code, stderr } = await heatline(['reprot', 'a.cpuprofile']);
    assert.equal(code, 2);
    assert.match(stderr, /unknown command 'reprot'\s+\(Did you mean report\?\)/);
  });
});
