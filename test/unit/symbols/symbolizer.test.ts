import assert from 'node:assert/strict';
import { once } from 'node:events';
import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { at } from '../../../src/core/model/at.ts';
import { checkProfile } from '../../../src/core/model/checkProfile.ts';
import type { Profile } from '../../../src/core/model/profile.ts';
import { mapProfile } from '../../../src/core/sources/mapProfile.ts';
import { addr2line } from '../../../src/symbols/addr2line.ts';
import { llvmSymbolizer } from '../../../src/symbols/llvmSymbolizer.ts';
import { Symbolizer } from '../../../src/symbols/symbolizer.ts';
import { instructionsOf, markedLine, offsetOf } from './instructions.ts';
import { installNativeTools, programFolder, run } from './nativeTools.ts';
import { profileOfAddresses, stacksOf } from './stacks.ts';

describe('Symbolizer', function () {
  this.timeout(300_000);
  const folder = programFolder();
  let header = '';
  let source = '';
  let lines = { hot: 0, inlining: 0, call: 0 };

  before(() => {
    installNativeTools();
    cpSync('test/fixtures/native/program', folder(), { recursive: true });
    [header, source] = [folder('square.h'), folder('work.cpp')];
    lines = {
      hot: markedLine(header, 'hot line'),
      inlining: markedLine(source, 'inlines the hot line'),
      call: markedLine(source, 'calls total'),
    };
  });

  const compile = (name: string, ...options: readonly string[]): string => {
    run('g++', ['-O2', '-g', ...options, source, '-o', folder(name)]);
    return folder(name);
  };
  /** A stack from the call in `main` to the hot line. */
  const recorded = (binary: string, file = binary, buildId = ''): Profile => {
    const call = at(instructionsOf(binary, source, lines.call), 0);
    const hot = at(instructionsOf(binary, header, lines.hot), 0);
    return profileOfAddresses({ file, buildId }, offsetOf(binary, call), offsetOf(binary, hot));
  };
  const truth = (): string[] => [
    [
      `main in work.cpp:16`,
      `shop::total(std::vector<double, std::allocator<double> > const&) in work.cpp:7 called at ${lines.call}`,
      `square<double> in square.h:3 inlined called at ${lines.inlining} 1000 µs at ${lines.hot}`,
    ].join('\n'),
  ];
  const messages = ({ notes }: Profile): string[] => notes.map(({ message }) => message.replaceAll(folder(), ''));

  for (const [name, ...options] of [
    ['pie', '-pie'],
    ['no-pie', '-no-pie'],
    ['lld', '-fuse-ld=lld'],
    ['lld-no-pie', '-fuse-ld=lld', '-no-pie'],
    ['dwarf4', '-gdwarf-4'],
    ['compressed', '-gz'],
  ] as const) {
    it(`names functions, lines and inlined code of a program built with ${options.join(' ')}`, async () => {
      const profile = await new Symbolizer().symbolize(recorded(compile(name, ...options)));
      assert.deepEqual(stacksOf(profile), truth());
      assert.deepEqual(profile.notes, []);
      assert.deepEqual(checkProfile(profile), []);
      assert.equal(profile.addresses.function.length, 0);
      assert.deepEqual([...profile.samples.node], [profile.nodes.parent.length - 1]);
    });
  }

  it('names inlined closures and iterators of Rust', async () => {
    const [program, text] = [folder('rust'), folder('work.rs')];
    run('rustc', ['-O', '-g', text, '-o', program]);
    const hot = markedLine(text, 'hot line');
    const address = at(instructionsOf(program, text, hot), 0);
    const named = await new Symbolizer().symbolize(
      profileOfAddresses({ file: program, buildId: '' }, offsetOf(program, address)),
    );
    const frames = at(stacksOf(named), 0).split('\n');
    assert.match(at(frames, 0), /^work::shop::total in work\.rs:\d+$/);
    assert.match(frames.at(-1) ?? '', new RegExp(`::shop::square in work\\.rs:\\d+ inlined .* 1000 µs at ${hot}$`));
    assert.ok(frames.slice(1).every((frame) => / inlined called at \d+/.test(frame)));
    assert.deepEqual(named.notes, []);
  });

  it('loses none of it on the way onto sources', async () => {
    const named = await new Symbolizer().symbolize(recorded(compile('mapped')));
    const mapped = mapProfile(named, {
      readText: (file) => assert.fail(`${file} is no script, but was read as one`),
    });
    assert.deepEqual(stacksOf(mapped), truth());
    assert.deepEqual(mapped.notes, []);
  });

  it('has lines from binutils where LLVM is missing', async () => {
    const binary = compile('binutils');
    const profile = await new Symbolizer({ symbolisers: [addr2line('addr2line')] }).symbolize(recorded(binary));
    // binutils do not say where functions begin, nor what an inlined function of a template is called.
    assert.deepEqual(stacksOf(profile), [
      truth()[0]
        ?.replace(/:(16|7|3)\b/g, ':0')
        .replace('square<double>', '(inlined)'),
    ]);
  });

  it('has names of functions where no symboliser is installed, and says so', async () => {
    const profile = await new Symbolizer({ symbolisers: [] }).symbolize(recorded(compile('bare')));
    assert.deepEqual(stacksOf(profile), [
      'main\nshop::total(std::vector<double, std::allocator<double> > const&) 1000 µs at 0',
    ]);
    assert.deepEqual(messages(profile), [
      'No symboliser is installed, so that bare (100 % of the weight) has names of functions but no lines: sudo apt-get install llvm, or binutils.',
    ]);
  });

  it('starts no symboliser where nothing may be started, and says so', async () => {
    const profile = await new Symbolizer({ startsNothing: true }).symbolize(recorded(compile('untrusted')));
    assert.deepEqual(stacksOf(profile), [
      'main\nshop::total(std::vector<double, std::allocator<double> > const&) 1000 µs at 0',
    ]);
    assert.deepEqual(messages(profile), [
      'No symboliser is started in a folder that you do not trust, so that untrusted (100 % of the weight) has names of functions but no lines: trust the folder.',
    ]);
  });

  it('finds the debug file of a stripped program', async () => {
    for (const buildId of ['sha1', 'none']) {
      const binary = compile(`linked-${buildId}`, `-Wl,--build-id=${buildId}`);
      const profile = recorded(binary);
      mkdirSync(folder('.debug'), { recursive: true });
      const debug = folder('.debug', `${path.basename(binary)}.debug`);
      run('objcopy', ['--only-keep-debug', binary, debug]);
      run('strip', [binary]);
      run('objcopy', [`--add-gnu-debuglink=${debug}`, binary]);
      assert.deepEqual(stacksOf(await new Symbolizer().symbolize(profile)), truth());
      const other = compile('other', '-O1', `-Wl,--build-id=${buildId}`);
      run('objcopy', ['--only-keep-debug', other, debug]);
      const wrong = await new Symbolizer().symbolize(profile);
      assert.match(at(messages(wrong), 0), /^linked-\w+ is stripped: .*\(100 % of the weight\)/);
      assert.match(at(stacksOf(wrong), 0), /^0x[0-9a-f]+ in .*\n0x[0-9a-f]+ in .*$/);
    }
  });

  it('finds a debug file at the path of a stripped program below /usr/lib/debug', async function () {
    // Only root may put it there, as CI does.
    if (process.getuid?.() !== 0) this.skip();
    const binary = compile('mirrored');
    const profile = recorded(binary);
    const debug = path.join('/usr/lib/debug', `${binary}.debug`);
    mkdirSync(path.dirname(debug), { recursive: true });
    try {
      run('objcopy', ['--only-keep-debug', binary, debug]);
      run('strip', [binary]);
      assert.deepEqual(stacksOf(await new Symbolizer().symbolize(profile)), truth());
      run('objcopy', ['--only-keep-debug', compile('another', '-O1'), debug]);
      assert.match(at(messages(await new Symbolizer().symbolize(profile)), 0), /^mirrored is stripped: /);
    } finally {
      rmSync(path.dirname(debug), { recursive: true });
    }
  });

  it('asks the servers of debuginfod when it is told to, and only then', async () => {
    const binary = compile('served', '-Wl,--build-id=0x5e12ed5e12ed');
    const profile = recorded(binary);
    run('objcopy', ['--only-keep-debug', binary, folder('served.debug')]);
    run('strip', [binary]);
    const asked: (string | undefined)[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url);
      response.end(readFileSync(folder('served.debug')));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    process.env['DEBUGINFOD_URLS'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.env['DEBUGINFOD_CACHE_PATH'] = folder('debuginfod-cache');
    try {
      const unasked = await new Symbolizer().symbolize(profile);
      assert.match(at(messages(unasked), 0), /^served is stripped: /);
      assert.deepEqual(asked, []);
      const fetched = await new Symbolizer({ debuginfod: true }).symbolize(profile);
      assert.deepEqual(asked, ['/buildid/5e12ed5e12ed/debuginfo']);
      assert.deepEqual(stacksOf(fetched), truth());
      assert.deepEqual(messages(fetched), []);
    } finally {
      delete process.env['DEBUGINFOD_URLS'];
      delete process.env['DEBUGINFOD_CACHE_PATH'];
      server.close();
    }
  });

  it('says that debuginfod has no server to ask, where one could have helped', async () => {
    const binary = compile('unserved');
    const profile = recorded(binary);
    const ask = async (): Promise<string> =>
      messages(await new Symbolizer({ debuginfod: true }).symbolize(profile)).join();
    assert.equal(await ask(), '');
    run('strip', [binary]);
    assert.match(await ask(), /^unserved is stripped: .*DEBUGINFOD_URLS names no server to ask\.$/);
  });

  it('keeps the addresses of a program that was built again', async () => {
    const binary = compile('rebuilt');
    const profile = recorded(binary, binary, '0123456789abcdef0123456789abcdef01234567');
    const named = await new Symbolizer().symbolize(profile);
    assert.deepEqual(stacksOf(named), stacksOf(profile));
    assert.equal(named.addresses.function.length, 2);
    assert.deepEqual(messages(named), [
      'rebuilt was rebuilt since the recording (its build id differs), so that its functions (100 % of the weight) keep their addresses: record again.',
    ]);
  });

  it('takes a build id that is filled up with zeros for the same', async () => {
    const binary = compile('short-id', '-Wl,--build-id=0x0123456789abcdef');
    const profile = await new Symbolizer().symbolize(recorded(binary, binary, '0123456789abcdef'.padEnd(40, '0')));
    assert.deepEqual(stacksOf(profile), truth());
  });

  it('says what is missing', async () => {
    const binary = compile('moved');
    const profile = recorded(binary);
    rmSync(binary);
    assert.deepEqual(messages(await new Symbolizer().symbolize(profile)), [
      '/moved is not here or cannot be read: 100 % of the weight is in it or below it, without names.',
    ]);
    const anonymous = await new Symbolizer().symbolize(profileOfAddresses({ file: '//anon', buildId: '' }, 16, 32));
    assert.deepEqual(messages(anonymous), [
      "100 % of the weight is in or below code that is in no file, such as a JIT compiler's: it has no names.",
    ]);
    const nowhere = await new Symbolizer().symbolize(profileOfAddresses({ file: '[unknown]', buildId: '' }, 16, 32));
    assert.deepEqual(messages(nowhere), [
      '100 % of the weight is in or below addresses where no code was: registers that hold no frame pointers lead there, so that callers are missing or wrong. Build with -fno-omit-frame-pointer, or record with --call-graph dwarf.',
    ]);
    const driver = profileOfAddresses({ file: '/lib/modules/6.1.0/kernel/fs/ext4.ko', buildId: '' }, -4096, -4000);
    assert.deepEqual(messages(await new Symbolizer().symbolize(driver)), [
      "Heatline does not name the functions of the kernel's modules: 100 % of the weight is in or below ext4.ko.",
    ]);
  });

  it('says when split debug information is gone', async () => {
    run('g++', ['-O2', '-g', '-gsplit-dwarf', source, '-o', folder('split')], folder());
    const binary = folder('split');
    // objdump has no lines of it; its code is that of the whole program.
    const profile = recorded(compile('whole'), binary);
    assert.deepEqual(stacksOf(await new Symbolizer().symbolize(profile)), truth());
    for (const file of readdirSync(folder()).filter((name) => name.endsWith('.dwo'))) rmSync(folder(file));
    const named = await new Symbolizer().symbolize(profile);
    assert.match(at(messages(named), 0), /^\.dwo files of split are missing/);
    assert.match(at(stacksOf(named), 0), /^main.*\nshop::total\(.* at 6$/s);
  });

  it('looks up only what is new', async () => {
    const binary = compile('growing');
    const asked: number[] = [];
    const llvm = llvmSymbolizer('llvm-symbolizer');
    const symbolizer = new Symbolizer({
      symbolisers: [
        {
          ...llvm,
          lookUp: (lookup) => {
            asked.push(lookup.addresses.length);
            return llvm.lookUp(lookup);
          },
        },
      ],
    });
    const call = offsetOf(binary, at(instructionsOf(binary, source, lines.call), 0));
    await symbolizer.symbolize(profileOfAddresses({ file: binary, buildId: '' }, call));
    await symbolizer.symbolize(recorded(binary));
    await symbolizer.symbolize(recorded(binary));
    assert.deepEqual(asked, [1, 1]);
  });

  it('takes any file name for a name', async () => {
    const binary = compile('plain');
    for (const name of ['-x', 'a\nb', '$(id);`id`', '@file', 'a:x86_64', 'ünï code', "quo'te"]) {
      copyFileSync(binary, folder(name));
      const profile = await new Symbolizer().symbolize(recorded(binary, folder(name)));
      assert.match(at(stacksOf(profile), 0), /^main in work.cpp.*shop::total.*at 6$/s, name);
    }
  });

  it('reads no pipe and no device', async () => {
    rmSync(folder('pipe'), { force: true });
    run('mkfifo', [folder('pipe')]);
    for (const file of [folder('pipe'), '/dev/zero', '/dev/stdin', folder(), '/proc/self/mem']) {
      const profile = await new Symbolizer().symbolize(profileOfAddresses({ file, buildId: '' }, 16));
      assert.equal(profile.addresses.function.length, 1, file);
    }
  });
});
