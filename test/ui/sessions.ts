import { at } from '../../src/core/model/at.ts';
import { ProfileBuilder } from '../../src/core/model/builder.ts';
import type { Category } from '../../src/core/model/category.ts';
import type { Profile } from '../../src/core/model/profile.ts';
import { panelView } from '../../src/core/queries/panelView.ts';
import { tabContent } from '../../src/core/queries/tabContent.ts';
import { profileFilterOf } from '../../src/extension/asked.ts';
import type { Filter, SessionView, TabContent, TabRequest } from '../../src/protocol.ts';

const everything: Filter = { thread: -1, hidden: [] };

export function sessionOf(profile: Profile, changes: Partial<SessionView> = {}): SessionView {
  const filter = changes.filter ?? everything;
  const { times, boxes, categories } = panelView(profile, profileFilterOf(filter));
  const { name, file, line, category } = profile.functions;
  return {
    id: 'session',
    revision: 1,
    live: false,
    title: 'server.mjs',
    subtitle: 'V8 · 4.2 s · 3,512 samples',
    unit: profile.unit,
    total: times.sum,
    samples: undefined,
    categories,
    functions: {
      name,
      file,
      line,
      category,
      self: times.self,
      total: times.total,
      openable: Uint8Array.from(file, (path) => (path.startsWith('src/') ? 1 : 0)),
    },
    boxes,
    timed: profile.samples.node.length > 0,
    measured: profile.timeline.tracks.length > 0,
    threads: profile.threads.map((thread) => thread.name),
    comparison: undefined,
    filter,
    notes: profile.notes,
    selected: -1,
    ...changes,
  };
}

/** What the extension answers for a tab. */
export function contentOf(
  profile: Profile,
  request: TabRequest,
  filter: Filter = everything,
  baseline?: Profile,
): TabContent {
  return tabContent(profile, profileFilterOf(filter), request, () => undefined, baseline);
}

/** Names that a program could give its functions to break a page that shows them. */
export const hostileNames = [
  '<img src=x onerror=alert(1)>',
  '"><script>document.title="owned"</script>',
  '\u202egnp.evil\u202d',
  'a'.repeat(5000),
  '${alert(1)} </script> {{constructor}}',
];

/** A profile from lines such as `main;parse 30`: microseconds, one after the other in time. Functions are in `src/app.ts`. */
export function profileOf(...stacks: readonly string[]): Profile {
  const builder = new ProfileBuilder({ format: 'collapsed', tool: 'v8', unit: 'microseconds' });
  const lines = new Map<string, number>();
  let time = 0;
  for (const stack of stacks) {
    const split = stack.lastIndexOf(' ');
    const weight = Number(stack.slice(split + 1));
    let node = -1;
    for (const name of stack.slice(0, split).split(';')) {
      if (!lines.has(name)) lines.set(name, 10 * (lines.size + 1));
      node = builder.node(node, builder.function(functionNamed(name, lines.get(name) ?? 0)));
    }
    builder.weigh(node, weight, 1);
    builder.sample(node, weight, time);
    time += weight;
  }
  return builder.finish();
}

/** A thousand µs, of which 250 are idle; 0 main, 1 parse, 2 lex and 3 draw are its own functions. */
export function smallProfile(): Profile {
  return profileOf(
    'main;parse 100',
    'main;parse;lex 300',
    'main;draw;lex 200',
    'main 100',
    '(garbage collector) 50',
    '(idle) 250',
  );
}

function functionNamed(name: string, line: number): Parameters<ProfileBuilder['function']>[0] {
  const special: Readonly<Record<string, Category>> = { '(garbage collector)': 'gc', '(idle)': 'idle' };
  const category = special[name] ?? 'own';
  return {
    name,
    file: category === 'own' ? 'src/app.ts' : '',
    line: category === 'own' ? line : 0,
    column: 1,
    category,
  };
}

/** A server under load, as large as real ones: thousands of boxes of every category, always the same. */
export function largeProfile(): Profile {
  const builder = new ProfileBuilder({ format: 'cpuprofile', tool: 'v8', unit: 'microseconds' });
  const random = sequence(7);
  const kinds: readonly (readonly [Category, string, readonly string[]])[] = [
    [
      'own',
      'src/',
      ['handleRequest', 'parseBody', 'renderPage', 'findUser', 'checkSession', 'applyDiscounts', 'toJson'],
    ],
    [
      'dependency',
      'node_modules/express/lib/',
      ['next', 'Layer.handle', 'compileQueryParser', 'router.process_params'],
    ],
    [
      'runtime',
      'node:internal/',
      ['processTicksAndRejections', 'emit', 'Socket.read', 'Readable.push', 'onStreamRead'],
    ],
    ['native', '', ['writev', 'JSON.parse', 'RegExp: /^[a-z]+/', 'crypto.pbkdf2']],
  ];
  const functions = Array.from({ length: 400 }, (_, i) => {
    const [category, folder, names] = at(kinds, random(10) < 5 ? 0 : random(4));
    const name = at(names, random(names.length));
    const file = folder === '' ? '' : `${folder}${at(['server', 'orders', 'render', 'session', 'index'], i % 5)}.ts`;
    return builder.function({
      name: i < 40 ? name : `${name}${i}`,
      file,
      line: file === '' ? 0 : 3 + i * 7,
      column: 1,
      category,
    });
  });
  const main = builder.function({ name: 'main', file: 'src/server.ts', line: 1, column: 1, category: 'own' });
  const root = builder.node(-1, main);
  const [gc, program, idle] = (['gc', 'program', 'idle'] as const).map((category) => {
    const name = { gc: '(garbage collector)', program: '(program)', idle: '(idle)' }[category];
    return builder.node(-1, builder.function({ name, file: '', line: 0, column: 0, category }));
  });
  const leaves: number[] = [];
  let depth: number[] = [root];
  for (let level = 0; level < 22; level++) {
    const next: number[] = [];
    for (const parent of depth) {
      const children = 1 + random(level < 3 ? 4 : 2);
      for (let child = 0; child < children; child++) {
        next.push(builder.node(parent, at(functions, random(random(2) === 0 ? 30 : functions.length))));
      }
    }
    leaves.push(...next);
    depth = next.length > 260 ? next.filter((_, i) => i % 2 === 0) : next;
  }
  // Calls last for some samples, and now and then the program turns to something else.
  let time = 1e9;
  let leaf = 0;
  for (let sample = 0; sample < 9000; sample++) {
    if (random(25) === 0) leaf = Math.floor(leaves.length * (random(1000) / 1000) ** 3);
    else if (random(4) === 0) leaf = (leaf + 1) % leaves.length;
    const other = sample % 900 < 30 ? gc : sample % 1500 < 90 ? idle : random(60) === 0 ? program : undefined;
    const node = other ?? at(leaves, leaf);
    const weight = 300 + random(300);
    builder.weigh(node, weight, 1);
    builder.sample(node, weight, time);
    time += weight;
  }
  builder.note(
    'no-source-map',
    'The source map of dist/orders.js could not be read, so its lines are those of the generated code.',
  );
  builder.note('few-samples', 'Lines with less than 1 % rest on fewer than 40 samples.');
  return builder.finish();
}

/** One function that calls itself so often, and one beside it. */
export function deepProfile(depth: number): Profile {
  const builder = new ProfileBuilder({ format: 'collapsed', tool: 'perf', unit: 'samples' });
  const recurse = builder.function({ name: 'recurse', file: 'src/deep.ts', line: 3, column: 1, category: 'own' });
  const leaf = builder.function({ name: 'leaf', file: 'src/deep.ts', line: 9, column: 1, category: 'own' });
  let node = -1;
  for (let level = 0; level < depth; level++) node = builder.node(node, recurse);
  builder.weigh(builder.node(node, leaf), 90, 90);
  builder.weigh(builder.node(-1, leaf), 10, 10);
  return builder.finish();
}

/** Numbers below a limit that are the same in every run. */
function sequence(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
