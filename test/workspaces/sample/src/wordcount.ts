// Counts the words of a long text and prints the most frequent ones. In TypeScript: run the JavaScript that is built
// from it (build/wordcount.js), or this file itself with Node 22.18 or newer.

interface Count {
  readonly word: string;
  readonly times: number;
}

const syllables = ['ka', 'lo', 'mi', 'ra', 'te', 'su', 'no', 'vi', 'pe', 'do', 'ba', 'gu'];

/** A text in a language of its own, in which short words are frequent and long ones rare. */
function writeText(words: number): string {
  let seed = 11;
  const next = (limit: number): number => (seed = (seed * 16_807) % 2_147_483_647) % limit;
  const parts: string[] = [];
  for (let index = 0; index < words; index++) {
    let word = '';
    do word += syllables[next(syllables.length)] ?? '';
    while (next(3) > 0);
    parts.push(index % 12 === 0 ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : word);
    if (index % 12 === 11) parts.push('.\n');
  }
  return parts.join(' ');
}

function* wordsOf(text: string): Generator<string> {
  for (const [word] of text.matchAll(/\p{L}+/gu)) yield normalise(word);
}

function normalise(word: string): string {
  return word.normalize('NFD').toLocaleLowerCase('en').replace(/\p{M}/gu, '');
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function mostFrequent(counts: ReadonlyMap<string, number>, limit: number): Count[] {
  const collator = new Intl.Collator('en');
  return Array.from(counts, ([word, times]): Count => ({ word, times }))
    .sort((a, b) => b.times - a.times || collator.compare(a.word, b.word))
    .slice(0, limit);
}

const text = writeText(900_000);
const counts = countWords(text);
console.log(`${text.length} characters, ${counts.size} different words`);
for (const { word, times } of mostFrequent(counts, 10)) {
  console.log(`${word.padEnd(10)}${String(times).padStart(8)} ${'#'.repeat(Math.round(times / 1_000))}`);
}
