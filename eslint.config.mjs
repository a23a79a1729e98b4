import path from 'node:path';
import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/**
 * The architecture: what each layer may import besides itself. Folders stand for all below them, `node:` for Node's own
 * modules.
 */
const layers = {
  'src/core/model': [],
  'src/core/text': ['src/core/model'],
  // A heap as a profile: who owns what, and of which class it is, is worked out there.
  'src/core/formats/allocations': ['src/core/formats', 'src/core/analysis/heap', 'src/core/model', 'src/core/text'],
  'src/core/formats': ['src/core/model', 'fzstd', 'pprof-format'],
  'src/core/analysis/insights': ['src/core/analysis', 'src/core/model', 'src/core/stats', 'src/core/text'],
  'src/core/sources': ['src/core/model', '@babel/parser', '@babel/types', '@jridgewell/trace-mapping', 'diff'],
  'src/core/analysis': ['src/core/model', 'src/core/stats'],
  'src/core/stats': ['src/core/model'],
  'src/core/queries': ['src/core'],
  'src/protocol.ts': ['src/core'],
  'src/heapProtocol.ts': ['src/core'],
  'src/store': ['src/core', 'node:'],
  'src/preload': [
    ...['heapEvent', 'mergeTimelines', 'thinRows', 'timeline'].map((name) => `src/core/model/${name}.ts`),
    'node:',
    'v8-profiler-next',
    'vitest',
  ],
  // Of the preload, what it says and what holds from outside a program too.
  'src/symbols': ['src/core', 'node:'],
  'src/capture': [
    'src/core',
    'src/symbols',
    ...[
      'protocol',
      'collector',
      'countedHeap',
      'heapSampling',
      'fileText',
      'keepsPositions',
      'logOptions',
      'sampledScripts',
      'unexplainedScript',
    ].map((name) => `src/preload/${name}.ts`),
    'node:',
    'ws',
  ],
  'src/session': ['src/core', 'src/symbols', 'src/capture', 'node:'],
  'src/extension': [
    'src/core',
    'src/symbols',
    'src/capture',
    'src/session',
    'src/store',
    'src/preload/protocol.ts',
    'src/protocol.ts',
    'src/heapProtocol.ts',
    'node:',
    'vscode',
  ],
  'src/cli': ['src/core', 'src/symbols', 'src/capture', 'src/store', 'package.json', 'node:', 'commander'],
  webview: [
    'src/protocol.ts',
    'src/heapProtocol.ts',
    'src/core/text',
    'src/core/model',
    'src/core/stats',
    'src/core/analysis/activity.ts',
    'src/core/analysis/boxTable.ts',
    'src/core/analysis/cutToRange.ts',
    'src/core/analysis/hotPath.ts',
    'src/core/analysis/threadTimeline.ts',
    'src/core/analysis/query',
    'src/core/analysis/heap/distances.ts',
    'src/core/queries/heap',
    'd3-flame-graph',
    'd3-selection',
  ],
};

const isUnder = (name, folder) => name === folder || name.startsWith(folder.endsWith(':') ? folder : `${folder}/`);

/** Refuses an import that the layer table does not list. */
const layerRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { refused: '{{layer}} may not import {{target}}: see the layer table in eslint.config.mjs.' },
  },
  create(context) {
    const file = path
      .relative(import.meta.dirname, context.filename)
      .split(path.sep)
      .join('/');
    const layer = Object.keys(layers).find((name) => isUnder(file, name));
    if (layer === undefined) return {};
    const check = (node) => {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string') return;
      const target = specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier;
      if ([layer, ...layers[layer]].some((allowed) => isUnder(target, allowed))) return;
      context.report({ node, messageId: 'refused', data: { layer, target } });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportAllDeclaration: check,
      ExportNamedDeclaration: check,
    };
  },
};

export default tseslint.config(
  { ignores: ['dist', 'out', '.vscode-test', 'test/workspaces', 'test/fixtures', 'node_modules'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'src/core/tsconfig.json', 'webview/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { heatline: { rules: { layers: layerRule } } },
    rules: {
      'heatline/layers': 'error',
      eqeqeq: 'error',
      // Leaving out a property by taking it apart from the rest.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
      },
    },
  },
  prettier,
);
