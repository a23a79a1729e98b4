import assert from 'node:assert/strict';
import { launchEnvironment } from '../../../../src/extension/targets/launchCommand.ts';
import { nativeLaunch, type NativeType } from '../../../../src/extension/targets/nativeLaunch.ts';

const known = ['shop', 'tool'].map((name) => ({
  name,
  argv: [`/p/target/release/${name}`] as const,
  build: { argv: ['cargo', 'build'] as const, cwd: '/p', environment: {}, executable: `/p/target/release/${name}` },
}));

function launch(type: NativeType, values: Readonly<Record<string, unknown>>) {
  return nativeLaunch(type, values, { root: '/p', cwd: '/p/run', known });
}

describe('The program of a launch configuration of a native debugger', () => {
  it('is that of C++ with its arguments and its environment', () => {
    const values = { program: '/p/build/app', args: ['-n', 3], environment: [{ name: 'STAGE', value: 'dev' }, 7] };
    assert.deepEqual(launch('cppdbg', values), { name: 'app', argv: ['/p/build/app', '-n', '3'] });
    assert.deepEqual(launchEnvironment(values, '/p'), { STAGE: 'dev' });
  });

  it('is built as the project builds it', () => {
    assert.equal(launch('lldb', { program: '../target/release/shop' }).build, known[0]?.build);
  });

  it('is the one that CodeLLDB has Cargo build', () => {
    for (const cargo of [
      { args: ['build', '--bin=tool', '--package=p'] },
      { args: ['build', '--bin', 'tool'] },
      { args: ['build'], filter: { name: 'tool', kind: 'bin' } },
    ]) {
      assert.deepEqual(launch('lldb', { cargo, args: '--fast' }).argv, ['/p/target/release/tool', '--fast']);
    }
    assert.throws(() => launch('lldb', { cargo: { args: ['build'] } }), /builds a package with Cargo/);
  });

  it('is what Go builds of a file or a package, tests, or an executable', () => {
    assert.equal(launch('go', { program: 'cmd/serve/main.go' }).build?.cwd, '/p/cmd/serve');
    const test = launch('go', {
      mode: 'test',
      program: '/p/shop',
      args: ['-test.run', 'Total'],
      buildFlags: '-tags x',
    });
    assert.deepEqual(test.argv.slice(1), ['-test.run', 'Total']);
    assert.deepEqual(test.build?.argv.slice(0, 5), ['go', 'test', '-c', '-tags', 'x']);
    assert.equal(test.cwd, '/p/shop');
    assert.deepEqual(launch('go', { mode: 'exec', program: '/p/serve' }), { name: 'serve', argv: ['/p/serve'] });
  });

  it('is a file or a module under Python', () => {
    const argv = launch('debugpy', { program: '/p/a.py', args: ['x'], python: '/opt/python', pythonArgs: ['-O'] }).argv;
    assert.deepEqual(argv, ['/opt/python', '-O', '/p/a.py', 'x']);
    assert.deepEqual(launch('python', { module: 'shop.main' }).argv, ['python3', '-m', 'shop.main']);
  });

  it('is refused where there is none', () => {
    for (const type of ['cppdbg', 'debugpy'] as const) assert.throws(() => launch(type, {}), /has no program to run/);
  });
});
