import assert from 'node:assert/strict';
import { readProfile } from '../../../../../src/core/formats/formats.ts';
import { at } from '../../../../../src/core/model/at.ts';
import { HeatlineError } from '../../../../../src/core/model/heatlineError.ts';
import type { Profile } from '../../../../../src/core/model/profile.ts';
import { bytesOf, recording, stacksOf } from './recordings.ts';

const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0);
const kinds = ({ notes }: Profile): string[] => notes.map(({ kind }) => kind);

describe('A recording of perf', () => {
  for (const name of ['tasks', 'compressed', 'pipe', 'events']) {
    it(`is the same as the text of perf script: ${name}`, () => {
      const data = readProfile(recording(`${name}.perf.data`));
      const text = readProfile(recording(`${name}.perf.txt`));
      assert.equal(data.unit, text.unit);
      assert.equal(data.event, text.event);
      assert.ok(data.samples.node.length > 0);
      assert.deepEqual(stacksOf(data, 'file').sort(), stacksOf(text, 'file').sort());
    });
  }

  it('has a thread for each of the program, with its command and its samples in time order', () => {
    const { threads, nodes, samples } = readProfile(recording('tasks.perf.data'));
    assert.deepEqual(
      threads.map(({ name }) => name),
      ['tasks', 'tasks', 'tasks'],
    );
    assert.equal(new Set(threads.map(({ pid }) => pid)).size, 2);
    assert.equal(threads.filter(({ tid }) => tid === 0).length, 2);
    const ends = threads.map(() => -Infinity);
    for (const [row, node] of samples.node.entries()) {
      const thread = at(nodes.thread, node);
      assert.ok(at(samples.time, row) >= at(ends, thread));
      ends[thread] = at(samples.time, row) + at(samples.weight, row);
    }
  });

  it('gives its addresses as bytes of files, those of callers inside their call', () => {
    const { addresses, modules } = readProfile(recording('tasks.perf.data'));
    assert.ok(modules.some(({ file }) => file === '/tmp/project/tasks'));
    for (const [row, offset] of addresses.offset.entries()) {
      const { file } = at(modules, at(addresses.module, row));
      if (file === '/tmp/project/tasks') assert.ok(offset >= 0x1000 && offset < 0x2000, `${offset}`);
    }
    // The text has the return address 0x2724a.
    assert.ok(addresses.offset.includes(0x27249));
  });

  it('names the build of its modules', () => {
    const { modules } = readProfile(recording('tasks.perf.data'));
    const program = modules.find(({ file }) => file === '/tmp/project/tasks');
    assert.match(program?.buildId ?? '', /^[0-9a-f]{40}$/);
  });

  it('of several events gives the one that was chosen', () => {
    const first = readProfile(recording('events.perf.data'));
    assert.deepEqual(
      [first.event, first.unit, first.events],
      ['cpu-clock', 'microseconds', ['cpu-clock', 'page-faults']],
    );
    const faults = readProfile(recording('events.perf.data'), { event: 'page-faults' });
    assert.deepEqual([faults.event, faults.unit], ['page-faults', 'events']);
    const text = readProfile(recording('events.perf.txt'), { event: 'page-faults' });
    assert.equal(sum(faults.nodes.self), sum(text.nodes.self));
    assert.throws(() => readProfile(recording('events.perf.data'), { event: 'cycles' }), HeatlineError);
  });

  it('tells kernel frames by their category and their 64-bit address', () => {
    const { functions, addresses, modules } = readProfile(recording('events.perf.data'), { event: 'page-faults' });
    const kernel = modules.findIndex(({ file }) => file === '[kernel.kallsyms]');
    assert.ok(addresses.module.includes(kernel));
    for (const [row, module] of addresses.module.entries()) {
      if (module !== kernel) continue;
      assert.ok(at(addresses.offset, row) < 0);
      assert.match(at(functions.name, at(addresses.function, row)), /^0xffffffff[0-9a-f]{8}$/);
    }
  });

  it('with copies of the stack says how to record instead', () => {
    const profile = readProfile(recording('dwarf.perf.data'));
    assert.deepEqual(kinds(profile), ['no-callers']);
    assert.ok(sum(profile.nodes.self) > 0);
  });

  it('whose recorder was killed is read to its end', () => {
    const bytes = bytesOf('tasks.perf.data').slice();
    new DataView(bytes.buffer).setBigUint64(48, 0n, true);
    const whole = readProfile(recording('tasks.perf.data'));
    // Without its size, the header's other sections look like records that are broken.
    const end = Number(new DataView(bytes.buffer).getBigUint64(40, true)) + dataSize('tasks.perf.data');
    const killed = readProfile(recording('killed', bytes.subarray(0, end)));
    assert.deepEqual(stacksOf(killed, 'name'), stacksOf(whole, 'name'));
    assert.deepEqual(kinds(killed), ['lost-part']);
  });

  it('that was cut off is read as far as it goes', () => {
    const bytes = bytesOf('tasks.perf.data');
    const cut = readProfile(recording('cut', bytes.subarray(0, 5000)));
    assert.ok(kinds(cut).includes('lost-part'));
    assert.ok(sum(cut.nodes.self) > 0);
  });

  it('of the other byte order is refused', () => {
    const bytes = bytesOf('tasks.perf.data').slice();
    bytes.subarray(0, 8).reverse();
    assert.throws(() => readProfile(recording('big', bytes)), /other byte order/);
  });
});

function dataSize(name: string): number {
  const { buffer, byteOffset } = bytesOf(name);
  return Number(new DataView(buffer, byteOffset).getBigUint64(48, true));
}
