import assert from 'node:assert/strict';
import type { Input } from '../../../../src/core/formats/format.ts';
import { parseText } from '../../../../src/core/formats/json.ts';
import { JsonKeys } from '../../../../src/core/formats/jsonKeys.ts';
import { JsonReader } from '../../../../src/core/formats/jsonReader.ts';
import { HeatlineError } from '../../../../src/core/model/heatlineError.ts';
import { inputOf } from '../inputOf.ts';
import { mutateBytes } from './mutate.ts';
import { fixtures } from './profileFixtures.ts';
import { randomNumbers } from './randomNumbers.ts';

const texts = [
  ...[
    '{}',
    '[]',
    ' [ ] ',
    '{"a":[]}',
    '[[[]],{}]',
    '"text"',
    'true',
    ' null\n',
    '-0',
    '0',
    '12',
    '1e3',
    '-1.5E-7',
    '1e999',
  ],
  ...[
    '9007199254740993',
    '0.1',
    '[1,2.5,-3]',
    '"\\u00e9\\n\\\\\\""',
    '"é 👍"',
    '"\\ud800"',
    '{"\\u0061":1,"b":{"c":"}"}}',
  ],
  ...['{"a":1,"a":2}', '\ufeff[1]', '[\t1 ,\r\n2 ]', '"\u007f"'],
  ...[
    '',
    ' ',
    '{',
    '[',
    '"',
    '{"a"',
    '{"a":',
    '{"a":1',
    '{"a":1,',
    '[1,',
    '[1,]',
    '{"a":1,}',
    '{,}',
    '[,]',
    '01',
    '-',
    '1.',
    '.5',
  ],
  ...[
    '+1',
    '1e',
    'tru',
    'True',
    'truex',
    'nul',
    'NaN',
    'Infinity',
    "'a'",
    '"\\x"',
    '"\\u12"',
    '"a\nb"',
    '"\u0000"',
    '\u0000',
  ],
  ...[
    '[1] 2',
    '{} {}',
    '{"a" 1}',
    '{a:1}',
    '[1 2]',
    '[}',
    '{]',
    '[1}',
    '{"a":1]',
    '//',
    '\u00a0[]',
    '[\u20281]',
    '"\\',
    '"\\u00',
  ],
];

describe('JsonReader', () => {
  it('takes and refuses what JSON.parse does, wherever the pieces of the file end', () => {
    for (const text of texts) {
      const bytes = Buffer.from(text);
      for (const pieceSize of [1, 2, 3, 7, 1024])
        assertAsJson(inputOf('a.json', bytes), pieceSize, JSON.stringify(text));
    }
  });

  it('reads whole profiles as JSON.parse does, and what is left of them', () => {
    const random = randomNumbers(1);
    for (const { id, bytes } of fixtures) {
      assertAsJson(inputOf(id, bytes), 4096, id);
      for (let index = 0; index < 30; index++) {
        const mutant = mutateBytes(bytes, random);
        assertAsJson(inputOf(id, mutant.bytes), 1 + random(5000), `${id}: ${mutant.change}`);
      }
    }
  });

  it('gives the values of known keys, however they are written', () => {
    const json = new JsonReader(inputOf('a.json', Buffer.from('{"x":[1],"b":-2.5,"\\u0061":"no","a":7}')), 3);
    const seen: (readonly [number, number])[] = [];
    const keys = new JsonKeys(['a', 'b']);
    json.file(() => json.object(keys, (key) => seen.push([key, json.number()])));
    assert.deepEqual(seen, [
      [1, -2.5],
      [0, NaN],
      [0, 7],
    ]);
  });

  it('tells a file that was not written to its end from one that is no JSON', () => {
    const messageOf = (text: string): string => {
      const json = new JsonReader(inputOf('a.json', Buffer.from(text)));
      try {
        json.file(() => {
          json.skip();
        });
      } catch (error) {
        return error instanceof HeatlineError ? error.message : String(error);
      }
      return 'none';
    };
    for (const text of ['{', '{"a":[1', '{"a":"b', '[1,2', '{"a":1}'.slice(0, -1), '[{}', '["\\u00', '[tr']) {
      assert.match(messageOf(text), /ends in the middle/, text);
    }
    for (const text of ['', ' ', 'Hello', '{"a":1}}', '{"a";1}', '[1]x', '12x'])
      assert.match(messageOf(text), /not JSON/, text);
  });
});

/** `value` decodes with JSON.parse what `skip` let through: that must be all and only what JSON.parse takes. */
function assertAsJson(input: Input, pieceSize: number, what: string): void {
  const outcome = (read: () => unknown): unknown => {
    try {
      return { value: read() };
    } catch (error) {
      assert.ok(error instanceof HeatlineError, `${what}: ${String(error)}`);
      return 'refused';
    }
  };
  const json = new JsonReader(input, pieceSize);
  const skipped = new JsonReader(input, pieceSize);
  const expected = outcome(() => parseText(input, input.read(0, input.size)));
  assert.deepEqual(
    outcome(() => json.file(() => json.value())),
    expected,
    what,
  );
  const accepted = outcome(() => {
    skipped.file(() => {
      skipped.skip();
    });
  });
  assert.equal(accepted === 'refused', expected === 'refused', `${what}, skipped`);
}
