import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { at } from '../../../src/core/model/at.ts';
import { buildIdOf, isSameBuild } from '../../../src/symbols/elf/buildId.ts';
import { memorySource, openFile, type ByteSource } from '../../../src/symbols/elf/byteSource.ts';
import { crcOf, debugLinkOf } from '../../../src/symbols/elf/debugLink.ts';
import { ElfFile } from '../../../src/core/formats/elf/elfFile.ts';
import { SymbolTable } from '../../../src/core/formats/elf/symbolTable.ts';
import { mutateBytes } from '../core/formats/mutate.ts';
import { randomNumbers } from '../core/formats/randomNumbers.ts';
import { installNativeTools, programFolder, run } from './nativeTools.ts';

describe('ElfFile', function () {
  this.timeout(300_000);
  const folder = programFolder();
  let program = '';

  before(() => {
    installNativeTools();
    program = folder('work');
    run('g++', ['-O2', '-g', 'test/fixtures/native/program/work.cpp', '-o', program]);
  });

  const opened: ByteSource[] = [];

  after(() => {
    for (const source of opened) source.close();
  });

  const open = (path: string): ElfFile => {
    const source = openFile(path);
    const elf = source && ElfFile.in(source);
    assert.ok(elf, path);
    opened.push(source);
    return elf;
  };

  for (const name of ['a program of g++', 'node', 'a library']) {
    const pathOf = (): string =>
      name === 'node' ? process.execPath : name === 'a library' ? libraryOf(process.execPath) : program;

    it(`reads sections, segments, build id and functions of ${name} as readelf does`, () => {
      const elf = open(pathOf());
      const sections = run('readelf', ['-SW', pathOf()]).matchAll(
        /^ +\[ *\d+\] (\S*) +[A-Z_]+ +([0-9a-f]+) ([0-9a-f]+) ([0-9a-f]+) /gm,
      );
      const expected = Array.from(sections, ([, title = '', ...numbers]) => [
        title,
        ...numbers.map((n) => parseInt(n, 16)),
      ]);
      assert.ok(expected.length > 20);
      assert.deepEqual(
        elf.sections.map((section) => [section.name, section.address, section.offset, section.size]),
        expected,
      );
      const segments = run('readelf', ['-lW', pathOf()]).matchAll(/^ +LOAD +(\S+) (\S+) \S+ (\S+) /gm);
      assert.deepEqual(
        elf.segments.filter(({ type }) => type === 1).map((row) => [row.offset, row.address, row.fileSize]),
        Array.from(segments, ([, ...numbers]) => numbers.map(Number)),
      );
      const buildId = /Build ID: ([0-9a-f]+)/.exec(run('readelf', ['-n', pathOf()]))?.[1];
      assert.equal(buildIdOf(elf), buildId ?? '');
      const table = new SymbolTable(elf);
      let compared = 0;
      for (const [index, row] of functionsOf(pathOf()).entries()) {
        // Names of all would take minutes to read one by one.
        if (index % 97 !== 0) continue;
        const found = table.at(row.address + row.size - 1);
        assert.ok(found !== undefined && found.address >= row.address, row.name);
        compared++;
      }
      assert.ok(compared > 0);
    });
  }

  it('names functions as the symbol table does', () => {
    const table = new SymbolTable(open(program));
    const functions = functionsOf(program).filter((row) => row.size > 0);
    assert.ok(functions.length > 3);
    for (const { name, address, size } of functions) {
      const names = functions.filter((row) => row.address === address).map((row) => row.name);
      assert.ok(names.includes(table.at(address)?.name ?? ''), name);
      assert.ok(names.includes(table.at(address + size - 1)?.name ?? ''), name);
    }
  });

  it('reads a debug link and its checksum', () => {
    const bare = folder('bare');
    run('objcopy', ['--strip-all', program, bare]);
    run('objcopy', [`--add-gnu-debuglink=${program}`, bare]);
    const source = openFile(program);
    assert.ok(source);
    assert.deepEqual(debugLinkOf(open(bare)), { name: 'work', crc: crcOf(source) });
    source.close();
  });

  it('reads 32 bits and the other byte order', () => {
    for (const target of ['elf32-i386', 'elf64-big', 'elf32-big']) {
      const file = folder(target);
      // No compiler for such machines is needed: objcopy wraps any bytes into an object file of theirs.
      run('objcopy', ['-I', 'binary', '-O', target, 'package.json', file]);
      const elf = open(file);
      assert.equal(elf.is64, target.startsWith('elf64'), target);
      assert.equal(elf.isLittleEndian, !target.endsWith('big'), target);
      assert.equal(elf.section('.data')?.size, readFileSync('package.json').length, target);
    }
  });

  it('survives truncated and broken files', () => {
    const bytes = readFileSync(program);
    const random = randomNumbers(7);
    // Headers are at both ends; what is between them is hardly read.
    const head = bytes.subarray(0, 1000);
    const tail = bytes.subarray(-4000);
    const between = bytes.subarray(1000, -4000);
    let opened = 0;
    for (let round = 0; round < 3000; round++) {
      const parts =
        round % 2 === 0
          ? [mutateBytes(head, random).bytes, between, tail]
          : [head, between, mutateBytes(tail, random).bytes];
      const elf = ElfFile.in(memorySource(Buffer.concat(parts)));
      if (elf === undefined) continue;
      opened++;
      const table = new SymbolTable(elf);
      for (const address of [0, 0x1000, 0x1280, 2 ** 40]) {
        table.at(address);
        elf.addressOf(address);
      }
      buildIdOf(elf);
      debugLinkOf(elf);
    }
    assert.ok(opened > 2000);
    for (let size = 0; size < 2000; size++) {
      const elf = ElfFile.in(memorySource(bytes.subarray(0, size)));
      assert.equal(elf === undefined, size < 16, `${size} bytes`);
    }
  });

  it('takes nothing else for one', () => {
    for (const bytes of ['', '\x7fELF', '\x7fELF\x03\x01'.padEnd(64, '\0'), '#!/bin/sh\n'.padEnd(64)])
      assert.equal(ElfFile.in(memorySource(Buffer.from(bytes, 'latin1'))), undefined);
  });

  it('compares build ids', () => {
    assert.ok(isSameBuild('abcd', 'abcd0000'));
    assert.ok(!isSameBuild('abcd', 'abce'));
    assert.ok(!isSameBuild('abcd', ''));
  });
});

/** Functions of the symbol table, or of the exported symbols where there is none. */
function functionsOf(path: string): { readonly name: string; readonly address: number; readonly size: number }[] {
  const tables = run('readelf', ['-sW', path]).split(/^Symbol table /m);
  const table = tables.find((text) => text.startsWith("'.symtab'")) ?? at(tables, 1);
  const rows = table.matchAll(/^ *\d+: ([0-9a-f]+) +(\w+) (?:FUNC|IFUNC) +\w+ +\w+ +\d+ (\S+)/gm);
  return Array.from(rows, ([, address = '', size = '', name = '']) => ({
    name: name.replace(/@.*/, ''),
    address: parseInt(address, 16),
    size: Number(size),
  }));
}

function libraryOf(program: string): string {
  return /=> (\/\S*libstdc\+\+\S*)/.exec(run('ldd', [program]))?.[1] ?? assert.fail('node uses no libstdc++');
}
