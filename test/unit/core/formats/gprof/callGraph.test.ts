// What is made of the calls in a gmon.out, where their number alone decides.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ReadChoice } from '../../../../../src/core/formats/format.ts';
import { ElfFile } from '../../../../../src/core/formats/elf/elfFile.ts';
import { SymbolTable } from '../../../../../src/core/formats/elf/symbolTable.ts';
import { readGmon } from '../../../../../src/core/formats/gprof/gmon.ts';
import { readProfile } from '../../../../../src/core/formats/formats.ts';
import { at } from '../../../../../src/core/model/at.ts';
import { checkProfile } from '../../../../../src/core/model/checkProfile.ts';
import type { Profile } from '../../../../../src/core/model/profile.ts';
import { report } from '../../../../../src/core/queries/report.ts';
import { nameAddresses } from '../../../../../src/core/sources/nameAddresses.ts';
import { inputOf } from '../../inputOf.ts';

const program = readFileSync('test/fixtures/gprof/2.40/calls/a.out');
const elf = ElfFile.in(inputOf('a.out', program));
assert.ok(elf);
const symbols = new SymbolTable(elf);
const code = elf.section('.text');
assert.ok(code);
/** Where the functions of the program begin. */
const starts = new Map<string, number>();
for (let address = code.address; address < code.address + code.size; address++) {
  const symbol = symbols.at(address);
  if (symbol !== undefined) starts.set(symbol.name, symbol.address);
}

type Place = string | number;
const addressOf = (place: Place): number => starts.get(String(place)) ?? Number(place);

/** A gmon.out with samples at the beginning of functions or at addresses, and calls from that of one to that of another. */
function gmonOf(
  samples: Readonly<Record<string, number>>,
  calls: readonly (readonly [Place, Place, number])[],
): Buffer {
  const head = Buffer.alloc(20);
  head.write('gmon');
  head.writeUInt32LE(1, 4);
  const histograms = Object.entries(samples).map(([name, count]) => {
    const record = Buffer.alloc(59);
    record.writeBigUInt64LE(BigInt(addressOf(name)), 1);
    record.writeBigUInt64LE(BigInt(addressOf(name)) + 4n, 9);
    record.writeUInt32LE(1, 17);
    record.writeUInt32LE(100, 21);
    record.writeUInt16LE(count, 41);
    return record.subarray(0, 43);
  });
  const arcs = calls.map(([from, to, count]) => {
    const record = Buffer.alloc(21, 1);
    record.writeBigUInt64LE(BigInt(addressOf(from)), 1);
    record.writeBigUInt64LE(BigInt(addressOf(to)), 9);
    record.writeUInt32LE(count, 17);
    return record;
  });
  return Buffer.concat([head, ...histograms, ...arcs]);
}

/** With the names of the symbol table, as a symboliser would give them. */
function read(gmon: Uint8Array, executable: Uint8Array = program, choice?: ReadChoice): Profile {
  const profile = readProfile(
    inputOf('gmon.out', gmon, (name) => (name === 'a.out' ? inputOf(name, executable) : undefined)),
    choice,
  );
  assert.deepEqual(checkProfile(profile), []);
  return nameAddresses(profile, (row) => {
    const address = elf?.addressOf(at(profile.addresses.offset, row)) ?? 0;
    return [
      { name: symbols.at(address)?.name ?? '', file: 'calls.c', line: address - addressOf('spin') + 1, firstLine: 0 },
    ];
  });
}

/** Self and total of each function in ms or calls. */
function timesOf(profile: Profile): Record<string, string> {
  const scale = profile.unit === 'microseconds' ? 1000 : 1;
  const { functions } = report(profile, { limit: 0 });
  return Object.fromEntries(
    functions.map(({ name, self, total }) => [name, `${Math.round(self / scale)} ${Math.round(total / scale)}`]),
  );
}

const notesOf = ({ notes }: Profile): string[] => notes.map(({ message }) => message);

describe('The calls of a gmon.out', () => {
  it('share the time of a function among its callers by their number', () => {
    const profile = read(
      gmonOf({ main: 1, spin: 60 }, [
        ['main', 'sort', 3],
        ['main', 'twice', 1],
        ['sort', 'spin', 10],
        ['twice', 'spin', 20],
      ]),
    );
    assert.deepEqual(timesOf(profile), { spin: '600 600', main: '10 610', twice: '0 400', sort: '0 200' });
    assert.equal(report(profile, { limit: 0 }).samples, 61);
  });

  it('of a function to itself take no part', () => {
    const profile = read(
      gmonOf({ fibonacci: 30 }, [
        ['fibonacci', 'fibonacci', 1_000_000],
        ['main', 'fibonacci', 2],
        ['sort', 'fibonacci', 1],
      ]),
    );
    assert.deepEqual(timesOf(profile), { fibonacci: '300 300', main: '0 200', sort: '0 100' });
  });

  it('in a circle are one function to those that call into it', () => {
    const profile = read(
      gmonOf({ even: 20, odd: 10, spin: 10 }, [
        ['even', 'odd', 500],
        ['odd', 'even', 400],
        ['odd', 'spin', 7],
        ['main', 'even', 1],
        ['sort', 'odd', 3],
      ]),
    );
    const { main, sort, spin, ...others } = timesOf(profile);
    assert.deepEqual([main, sort, spin], ['0 100', '0 300', '100 100']);
    assert.equal(others['(circle 1, of 2 functions)'], '0 400');
    // What it called outside of the circle (all of spin), itself, and what of the other entered through it.
    assert.deepEqual([others['even'], others['odd']], ['200 250', '100 350']);
  });

  it('are counted when asked for, those of a function to itself too', () => {
    const gmon = gmonOf({}, [
      ['main', 'fibonacci', 2],
      ['fibonacci', 'fibonacci', 2 ** 32 - 1],
      ['fibonacci', 'spin', 4],
      ['sort', 'spin', 12],
    ]);
    assert.throws(() => read(gmon), /gmon\.out has no samples/);
    const profile = read(gmon, program, { event: 'calls' });
    const { fibonacci, spin, sort } = timesOf(profile);
    assert.deepEqual([fibonacci, spin, sort], [`${2 ** 32 + 1} ${2 ** 32 + 5}`, '16 16', '0 12']);
    assert.equal(report(profile, { limit: 0 }).total, 2 ** 32 + 17);
  });

  it('stand on the instruction that calls, which the file has rounded down', () => {
    const { addresses } = readProfile(
      inputOf('gmon.out', readFileSync('test/fixtures/gprof/2.40/calls/gmon.out'), (name) => inputOf(name, program)),
    );
    const targets = Array.from(addresses.offset)
      .filter((offset) => program[offset] === 0xe8)
      .map((offset) => symbols.at((elf.addressOf(offset) ?? 0) + 5 + program.readInt32LE(offset + 1))?.name);
    // Both circles' members from main and from each other, and what else has time; never the counter that -pg adds.
    assert.deepEqual([...new Set(targets)].sort(), ['even', 'fibonacci', 'odd', 'spin']);
    assert.ok(targets.length >= 6, targets.join());
  });
});

describe('A broken gmon.out', () => {
  it('with calls outside of the program says how many', () => {
    const samples = { spin: 10 };
    const calls: [Place, Place, number][] = [
      ['main', 'spin', 1],
      [2 ** 47, 'spin', 2 ** 32 - 1],
      ['main', 16, 2 ** 32 - 1],
      [0, 0, 5],
    ];
    const profile = read(gmonOf(samples, calls));
    assert.deepEqual(timesOf(profile), { spin: '100 100', main: '0 100' });
    const counted = read(gmonOf(samples, calls), program, { event: 'calls' });
    assert.deepEqual(timesOf(counted), { spin: '1 1', main: '0 1' });
    for (const each of [profile, counted]) {
      assert.ok(
        notesOf(each).some((note) => note.startsWith(`${2 ** 33 + 3} calls are at addresses that a.out does not`)),
      );
    }
  });

  it('with more calls than a record holds adds them up', () => {
    const many = Array.from({ length: 2000 }, () => ['main', 'spin', 2 ** 32 - 1] as const);
    const profile = read(gmonOf({ spin: 10 }, [...many, ['sort', 'spin', 1]]));
    assert.deepEqual(timesOf(profile), { spin: '100 100', main: '0 100' });
  });

  it('that ends in an arc keeps what came before', () => {
    const whole = gmonOf({ spin: 10 }, [
      ['main', 'spin', 1],
      ['sort', 'spin', 1],
    ]);
    const profile = read(whole.subarray(0, -3));
    assert.deepEqual(timesOf(profile), { spin: '100 100', main: '0 100' });
    assert.ok(notesOf(profile).some((note) => note.startsWith('The file ends in the middle')));
  });

  it('of a program without symbols has self times, and says so', () => {
    const stripped = Buffer.from(program);
    // No sections.
    stripped.writeUInt16LE(0, 60);
    const profile = read(gmonOf({ spin: 10 }, [['main', 'spin', 1]]), stripped);
    assert.deepEqual(timesOf(profile), { spin: '100 100' });
    assert.ok(notesOf(profile).some((note) => note.startsWith('The program has no symbol table')));
  });
});

describe('Time that no caller accounts for', () => {
  const uncalled = (profile: Profile) => profile.notes.find(({ kind }) => kind === 'no-callers')?.message ?? '';

  it('is none where all is called by main', () => {
    assert.equal(uncalled(read(gmonOf({ spin: 10 }, [['main', 'spin', 1]]))), '');
  });

  it('is told where functions were not compiled with -pg', () => {
    const profile = read(gmonOf({ spin: 10, unmeasured: 30, main: 60 }, [['main', 'spin', 1]]));
    assert.match(uncalled(profile), /^Functions with 30 % of the time are in no other function’s total/);
  });

  it('is all where nothing was', () => {
    assert.match(uncalled(read(gmonOf({ spin: 10, main: 60 }, []))), /totals are self times/);
  });
});

describe('The samples of a gmon.out', () => {
  it('in a range that begins in the padding before a function are of that function', () => {
    const start = addressOf('spin');
    const { size } = symbols.at(start) ?? assert.fail();
    const row = Buffer.alloc(16);
    row.writeBigUInt64LE(BigInt(start));
    row.writeBigUInt64LE(BigInt(size), 8);
    const padded = Buffer.from(program);
    // Debugging information may have the same bytes before.
    padded.writeBigUInt64LE(BigInt(size - 2), padded.lastIndexOf(row) + 8);
    const { name, address } = symbols.at(start + size) ?? assert.fail();
    const profile = read(gmonOf({ [address - 2]: 3 }, []), padded);
    assert.deepEqual(timesOf(profile), { [name]: '30 30' });
  });

  it('are of the addresses that profil(3) counts there, where a counter is for a little less than four bytes', () => {
    const gmon = Buffer.alloc(20 + 41 + 2 * 1320);
    gmon.write('gmon');
    gmon.writeUInt32LE(1, 4);
    gmon.writeBigUInt64LE(0x1498n, 29);
    gmon.writeUInt32LE(1320, 37);
    gmon.writeUInt32LE(100, 41);
    gmon.writeUInt16LE(3, 61 + 2 * 1181);
    // glibc calls profil with a scale of 32817: (0x126e / 2 * 32817) >> 16 is the first that is 1181.
    const { buckets } = readGmon(inputOf('gmon.out', gmon), elf);
    assert.deepEqual(buckets, [{ start: 0x126e, end: 0x1272, count: 3 }]);
  });
});
