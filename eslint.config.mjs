import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** The architecture: each layer, and the only layers (or packages) that it may import. Node's own modules follow `node`. */
const layers = {
  'src/core/model': { imports: [] },
  'src/core/text': { imports: ['src/core/model'] },
  'src/core/formats': { imports: ['src/core/model'] },
  'src/core/sources': { imports: ['src/core/model', '@babel/parser', '@babel/types', '@jridgewell/trace-mapping'] },
  'src/core/analysis': { imports: ['src/core/model', 'src/core/text'] },
  'src/core/queries': { imports: ['src/core'] },
  'src/store': { imports: ['src/core'], node: true },
  'src/capture': { imports: ['src/core', 'src/preload/protocol'], node: true },
  'src/preload': { imports: ['v8-profiler-next'], node: true },
  'src/extension': { imports: ['src/core', 'src/capture', 'src/store', 'src/protocol', 'vscode'], node: true },
  'src/cli': { imports: ['src/core', 'src/capture', 'src/store', 'commander'], node: true },
  webview: { imports: ['src/protocol', 'src/core/text', 'src/core/model', 'src/core/analysis/boxTable', 'd3-flame-graph', 'd3-selection'] },
};

/** One block of rules a layer: everything is refused but what the table lists. */
const layerRules = Object.entries(layers).map(([layer, { imports, node = false }]) => {
  const allowed = [layer, ...imports];
  const files = allowed.filter((name) => /^(src|webview)\b/.test(name)).map((name) => name.replace(/^src\//, ''));
  const packages = allowed.filter((name) => !/^(src|webview)\b/.test(name));
  const patterns = [];
  // Inside the project an import is `./x.ts` (the same layer) or climbs with `../`.
  patterns.push({
    regex: `^\\.\\./(?!(.*/)?(${files.join('|')})(/|\\.ts$))(?!${layer === 'webview' ? '(?!)' : '\\.\\./?$'})`,
    message: `${layer} may import only ${allowed.join(', ')}: see the layer table in eslint.config.mjs.`,
  });
  patterns.push({
    regex: `^(?!\\.)(?!(${[...packages, ...(node ? ['node:.+'] : [])].join('|') || '(?!)'})$)`,
    message: `${layer} may import only ${allowed.join(', ')}${node ? " and Node's modules" : ''}.`,
  });
  return { files: [`${layer}/**/*.ts`, `${layer}.ts`], rules: { 'no-restricted-imports': ['error', { patterns }] } };
});

export default tseslint.config(
  { ignores: ['dist', 'out', '.vscode-test', 'test/workspaces', 'test/fixtures', 'node_modules'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: ['tsconfig.json', 'src/core/tsconfig.json', 'webview/tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly', fetch: 'readonly' } } },
  ...layerRules,
  prettier,
);
