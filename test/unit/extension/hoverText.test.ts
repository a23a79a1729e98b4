import assert from 'node:assert/strict';
import type { FunctionReasons } from '../../../src/core/analysis/functionReasons.ts';
import { at } from '../../../src/core/model/at.ts';
import { ProfileBuilder } from '../../../src/core/model/builder.ts';
import type { AllocationSite } from '../../../src/core/sources/allocationSites.ts';
import { summarize } from '../../../src/core/queries/summary.ts';
import { hoverCommands, hoverText, type SourceChanges } from '../../../src/extension/hoverText.ts';
import { runMemory } from '../../../src/extension/runMemory.ts';
import type { OpenSession } from '../../../src/extension/openSession.ts';
import { sessionOf } from './sessionOf.ts';

/** `caller` calls `callee`, which takes most of the time on its line 3. */
async function calling(caller: string, callee: string): Promise<OpenSession> {
  const builder = new ProfileBuilder({ format: 'cpuprofile', tool: 'v8', unit: 'microseconds' });
  const place = { file: '/app/a.js', column: 1, category: 'own' } as const;
  const outer = builder.function({ name: caller, line: 1, ...place });
  const inner = builder.function({ name: callee, line: 2, ...place });
  const root = builder.node(-1, outer);
  const leaf = builder.node(root, inner);
  builder.weigh(root, 200_000, 20);
  builder.line(root, 1, 200_000);
  builder.weigh(leaf, 800_000, 80);
  builder.line(leaf, 3, 750_000);
  builder.call(outer, inner, 1);
  return await sessionOf(builder.finish());
}

const plainHeap = { measure: 'heap', tool: 'auto', interval: 1000 } as const;
const none: FunctionReasons = { tiers: [], remarks: [], gc: 0, types: [] };
const unchanged: SourceChanges = { line: false, lines: 0, saved: 'before' };

async function hover(
  session: OpenSession,
  line: number,
  changes = unchanged,
  reasons = none,
  sites: readonly AllocationSite[] = [],
): Promise<string> {
  const time = session.lines.get('/app/a.js')?.find((each) => each.line === line);
  assert.ok(time);
  const around = await session.thread.ask('neighbours', time.function);
  return hoverText({
    session,
    time,
    metric: 'self',
    lines: 'innermost',
    displayName: undefined,
    changes,
    around,
    reasons,
    sites,
    findings: [],
  });
}

describe('hoverText', () => {
  it('says what the line and its function cost, who calls it, and where to go on', async () => {
    assert.equal(
      await hover(await calling('main', 'parse'), 3),
      `$(flame) **parse** — 80 % of 1 s (100 samples)

|  | &emsp;self | &emsp;total |
|---|--:|--:|
| This line | &emsp;75 % ±8 · 750 ms | &emsp;75 % ±8 · 750 ms |
| Function | &emsp;80 % ±8 · 800 ms | &emsp;80 % ±8 · 800 ms |

Called by [main](command:heatline.goToFunction?%5B0%5D) 80 %

[Open in Flame Graph](command:heatline.showInPanel?%5B1%5D) · [Color by total](command:heatline.showTotal)`,
    );
  });

  it('has the memory of its function in the same run', async () => {
    const session = await calling('main', 'parse');
    const builder = new ProfileBuilder({ format: 'heapprofile', tool: 'v8', unit: 'bytes', event: 'allocated' });
    const place = { file: '/app/a.js', line: 2, column: 1, category: 'own' } as const;
    builder.weigh(builder.node(-1, builder.function({ name: 'parse', ...place })), 34e6, 1000);
    builder.weigh(builder.node(-1, builder.function({ ...place, name: 'other', line: 8 })), 34e6, 1000);
    const memory = runMemory(summarize(builder.finish()));
    const text = await hover({ ...session, memory }, 3);
    assert.match(text, /Memory of this function: 34 MB allocated \(50 % of 68 MB\)/);
    assert.doesNotMatch(await hover({ ...session, memory }, 1), /Memory/);
  });

  it('says of bytes what was counted, by whom it was called, and that V8 knows no lines', async () => {
    const builder = new ProfileBuilder({ format: 'heapprofile', tool: 'v8', unit: 'bytes', event: 'live' });
    const place = { file: '/app/a.js', column: 1, category: 'own' } as const;
    const caller = builder.node(-1, builder.function({ ...place, name: 'main', line: 1 }));
    builder.weigh(builder.node(caller, builder.function({ ...place, name: 'parse', line: 3 })), 20e6, 1000);
    const text = await hover(await sessionOf(builder.finish()), 3);
    assert.match(text, /100 % of 20 MB live \(1,000 samples\)/);
    assert.match(text, /Called by \[main\]\(.*\) 100 %/);
    assert.match(text, /V8 counts memory by function/);
  });

  it('says where the source of a function makes what V8 has only bytes of, and offers to measure types', async () => {
    const builder = new ProfileBuilder({ format: 'heapprofile', tool: 'v8', unit: 'bytes', event: 'allocated' });
    const place = { file: '/app/a.js', line: 3, column: 1, category: 'own' } as const;
    builder.weigh(builder.node(-1, builder.function({ ...place, name: 'login' })), 20e6, 1000);
    const session = await sessionOf(builder.finish());
    const sites: AllocationSite[] = [
      { line: 4, what: 'Session', inLoop: true },
      { line: 9, what: '{ id, [tags] }', inLoop: true, calls: 'make' },
      { line: 11, what: 'string', inLoop: true, calls: '' },
      ...[5, 6, 7, 8].map((line) => ({ line, what: 'closure', inLoop: false })),
    ];
    const text = await hover(session, 3, unchanged, none, sites);
    const line = (of: number): string => `[${of}](command:heatline.goToLineOf?%5B0%2C${of}%5D)`;
    assert.ok(
      text.includes(
        `$(code) By its source, not measured, it makes in loops Session (${line(4)}) · &#123; id&#44; &#91;tags&#93; &#125; (${line(9)} in make) · string (${line(11)} in a callback); else closure (${line(5)}, ${line(6)}, ${line(7)}, …)\n`,
      ),
      text,
    );
    assert.match(text, /with what was inlined into it/);
    assert.doesNotMatch(text, /Measure types/);
    const run = { target: { kind: 'command', argv: ['node'], cwd: '/' }, options: plainHeap } as const;
    assert.match(
      await hover({ ...session, run }, 3),
      /\[Measure types\]\(command:heatline.measureTypes\): runs it again, 2 to 40 times slower/,
    );
  });

  it('says which types of what a function allocated still live', async () => {
    const tool = 'v8-allocations';
    const session = async (event: string): Promise<OpenSession> => {
      const builder = new ProfileBuilder({ format: tool, tool, unit: 'bytes', event });
      const place = { file: '/app/a.js', line: 3, column: 1, category: 'own' } as const;
      builder.weigh(builder.node(-1, builder.function({ ...place, name: 'login' })), 20e6, 0);
      return await sessionOf(builder.finish());
    };
    const types = [
      { name: 'Map', weight: 4e6, count: 1 },
      { name: '<b>Session</b>', weight: 3e6, count: 30_000 },
      ...['Array', '(string)', 'Object'].map((name) => ({ name, weight: 1e6, count: 10 })),
    ];
    const allocated = await hover(await session('allocated'), 3, unchanged, { ...none, types });
    assert.match(allocated, /\*\*login\*\* — 100 % of 20 MB allocated\n/);
    assert.match(
      allocated,
      /^\$\(symbol-class\) Still live of it 10 MB: Map 40 &#37;&#44; &#60;b&#62;Session&#60;&#47;b&#62; 30 &#37;&#44; Array 10 &#37;.*…$/m,
    );
    assert.match(allocated, /V8 counts memory by function/);
    assert.doesNotMatch(allocated, /sample|no line of its own/);
    assert.match(await hover(await session('live'), 3, unchanged, { ...none, types }), /\) Types: Map 40 &#37;/);
    assert.doesNotMatch(await hover(await session('live'), 3), /Types/);
  });

  it('marks estimates, inlined code, few samples and edits', async () => {
    const session = await calling('main', 'parse');
    assert.match(await hover(session, 1), /\| &emsp;~ 100 % ±2 · 1 s \|/);
    assert.match(await hover(session, 1), /The total is derived/);
    assert.match(await hover(session, 2), /5\.0 % is code of this function that has no line of its own/);
    assert.match(await hover(session, 2), /Only 5 samples/);
    assert.match(
      await hover(session, 3, { line: true, lines: 12, saved: 'before' }),
      /This line was edited.*12 lines of this file are not as profiled. \[Show changes\]/s,
    );
    assert.match(await hover(session, 3, { ...unchanged, saved: 'since' }), /saved since/);
    assert.match(await hover(session, 3, { ...unchanged, saved: 'during' }), /saved while the program ran/);
  });

  it('says what the runtime tells of the reason', async () => {
    const session = await calling('main', 'parse');
    const time = session.lines.get('/app/a.js')?.find(({ line }) => line === 3);
    assert.ok(time);
    const remark = { function: 1, column: 1, count: 1 } as const;
    const text = hoverText({
      session,
      time,
      metric: 'self',
      lines: 'innermost',
      displayName: undefined,
      changes: unchanged,
      around: { callers: [], callees: [] },
      reasons: {
        tiers: [
          { tier: 'turbofan', weight: 600_000 },
          { tier: 'interpreter', weight: 200_000 },
        ],
        remarks: [
          { ...remark, kind: 'megamorphic', line: 2, reason: '', count: 9 },
          { ...remark, kind: 'deopt', line: 3, reason: 'wrong [map]' },
        ],
        gc: 120_000,
        types: [],
      },
      sites: [],
      findings: [
        {
          id: 'quadratic',
          severity: 'warning',
          title: 'concat copies [everything]',
          share: 0.8,
          evidence: [],
          advice: 'Use push.',
          place: { file: '/app/a.js', line: 3, function: 'parse' },
        },
      ],
    });
    assert.match(text, /\$\(lightbulb\) \*\*concat copies &#91;everything&#93;\*\* — Use push/);
    assert.match(text, /Ran as TurboFan 75 % · interpreted 25 %/);
    assert.match(text, /Garbage collection right after its code: 12 %/);
    assert.match(text, /thrown away here: wrong &#91;map&#93;\n\n.*Megamorphic access at line 2, 9 times/);
  });

  const hostile = '](command:workbench.action.quit) <img src=x onerror=alert(1)> $(flame) ![i](https://example.com/i)';

  it('lets names bring no link, picture, icon or HTML', async () => {
    const harmless = await hover(await calling('main', 'parse'), 3);
    const text = await hover(await calling(hostile, hostile), 3);
    const special = (markdown: string): string => markdown.replace(/[^[\]()<>$!`]/g, '');
    assert.equal(special(text), special(harmless));
    assert.doesNotMatch(text, /https:|www\.|<img|workbench\.action/);
  });

  it('links only to commands that its Markdown is trusted with', async () => {
    const text = (await hover(await calling(hostile, 'parse'), 3)) + (await hover(await calling('main', hostile), 1));
    const linked = Array.from(text.matchAll(/\(command:([\w.]+)/g), ([, command]) => command);
    assert.ok(linked.length > 0);
    for (const command of linked)
      assert.ok(
        hoverCommands.some((known) => known === command),
        command,
      );
  });

  it('names a function as the outline does, where that is known', async () => {
    const session = await calling('main', 'parse');
    const time = at(session.lines.get('/app/a.js') ?? [], 0);
    const text = hoverText({
      session,
      time,
      metric: 'total',
      lines: 'innermost',
      displayName: 'Reader.parse',
      changes: unchanged,
      reasons: none,
      sites: [],
      findings: [],
      around: { callers: [], callees: [] },
    });
    assert.match(text, /^\$\(flame\) \*\*Reader&#46;parse\*\* —/);
    assert.match(text, /Color by self/);
  });
});
