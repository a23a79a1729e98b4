import assert from 'node:assert/strict';
import { recordProgram } from './recordProgram.ts';

describe('A recorded program that compiles scripts in memory', () => {
  it('leaves their text and source maps, and those of no others', async () => {
    const { profile, self } = await recordProgram({ args: ['compiled.cjs'] });
    assert.ok((self.get('burnTyped') ?? 0) > 0);
    const scripts = profile.scripts.map(({ file, source = '', sourceMapUrl = '' }) => ({
      file: file.replace(/^.*[\\/]/, ''),
      firstLine: source.split('\n')[0],
      sourceMap: sourceMapUrl.slice(0, 29),
      inText: source.includes('base64'),
    }));
    assert.deepEqual(
      scripts.sort((a, b) => a.file.localeCompare(b.file)),
      [
        { file: 'made-up.js', firstLine: '(function burn(ms) {', sourceMap: '', inText: false },
        {
          file: 'typed.ts',
          firstLine: 'exports.burnTyped = function burnTyped(ms) {',
          sourceMap: 'data:application/json;base64,',
          inText: false,
        },
      ],
    );
  });
});
