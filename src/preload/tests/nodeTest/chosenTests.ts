import type { Block } from './block.ts';

/** Whether this test was chosen. */
export type IsChosen = (test: Block) => boolean;

/**
 * Reads what Node's options choose, https://nodejs.org/api/test.html#filtering-tests-by-name: by a test's full name as of Node 22, or by its own,
 * as before. What is chosen has all of its subtests.
 */
export function chosenTests(nodeOptions: readonly string[]): IsChosen {
  const names = valuesOf('--test-name-pattern', nodeOptions).map(patternOf);
  const skipped = valuesOf('--test-skip-pattern', nodeOptions).map(patternOf);
  const needsOnly = nodeOptions.includes('--test-only');
  return (test) => {
    const chain = test.chain();
    const isNamed = (pattern: RegExp): boolean =>
      chain.some((block) => pattern.test(block.title) || pattern.test(block.titles().join(' ')));
    return (
      chain.every(({ options: { skip = false } }) => skip === false || skip === '') &&
      (names.length === 0 || names.some(isNamed)) &&
      !skipped.some(isNamed) &&
      (!needsOnly || chain.some(({ options }) => options.only === true))
    );
  };
}

/** Of an option that may be given more than once, as `--name=value` or `--name value`. */
function valuesOf(name: string, nodeOptions: readonly string[]): readonly string[] {
  return nodeOptions.flatMap((option, index) => {
    if (option === name) return nodeOptions.slice(index + 1, index + 2);
    return option.startsWith(`${name}=`) ? [option.slice(name.length + 1)] : [];
  });
}

function patternOf(text: string): RegExp {
  const [, source = text, flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(text) ?? [];
  // One with such a flag would go on where it last stopped.
  return new RegExp(source, flags.replace(/[gy]/g, ''));
}
