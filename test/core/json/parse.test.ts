import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatJson } from '../../../shared/core/json/format.ts';
import { compactText, memberOf, plainValue } from '../../../shared/core/json/node.ts';
import { MAX_JSON_DEPTH, parseJson } from '../../../shared/core/json/parse.ts';

const SEED = 20_261_123;

function nativeAccepts(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('parseJson', () => {
  it('reads every value as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const { root } = parseJson(text);
        expect(root && JSON.stringify(plainValue(root))).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('refuses exactly the texts that JSON.parse refuses', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"\\u00e9"',
      '1',
      '-0',
      '1.5e3',
      '01',
      '.5',
      'true',
      'nul',
      ' ',
      '\n',
      '\t',
      '\\',
      "'",
      '"',
      '\u00a0',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 9 }), (words) => {
        const text = words.join('');
        const refused = parseJson(text).problems.some(({ kind }) => kind === 'syntax' || kind === 'trailing');
        expect(!refused).toBe(nativeAccepts(text));
      }),
      { seed: SEED, numRuns: 5_000 },
    );
  });

  it.each([
    ['{"a":1,"a":2}', 'duplicate', 'a'],
    ['{"x":{"a":1,"\\u0061":2}}', 'duplicate', 'a'],
    ['{"__proto__":1,"__proto__":2}', 'duplicate', '__proto__'],
    ['[1e400]', 'non-finite', '1e400'],
    ['["\\ud800"]', 'lone-surrogate', 'half'],
    ['\uFEFF{}', 'bom', 'byte order mark'],
    ['{} {}', 'trailing', '{}'],
    ['{"a":\u0001}', 'syntax', ''],
    ['["\t"]', 'syntax', ''],
    ['', 'syntax', 'end of the text'],
    ['{"a":', 'syntax', 'end of the text'],
  ])('names what is wrong with %j', (text, kind, found) => {
    const [problem] = parseJson(text).problems;
    expect(problem?.kind).toBe(kind);
    expect(problem?.found).toContain(found);
  });

  it('stops at the cap, without overflowing the stack', () => {
    for (const depth of [10_000, 1_000_000]) {
      const { root, problems } = parseJson('['.repeat(depth));
      expect([root, problems.map(({ kind }) => kind)]).toEqual([undefined, ['depth']]);
    }
    const inside = `${'['.repeat(MAX_JSON_DEPTH)}${']'.repeat(MAX_JSON_DEPTH)}`;
    expect(parseJson(inside).problems).toEqual([]);
  });

  it('gives places that lie on what they speak of', () => {
    const text = ' {"a" : [1, {"b":"x"}], "a": 2}';
    const { root, problems } = parseJson(text);
    expect(text.slice(problems[0]?.start, problems[0]?.end)).toBe('"a"');
    const value = memberOf(root, 'a');
    expect(value && text.slice(value.start, value.end)).toBe('2');
  });

  it('takes linear time on 10 MB', () => {
    const started = performance.now();
    parseJson(`{"a":[${'{"k":"value","n":1},'.repeat(500_000)}1]}`);
    parseJson(`["${'\\u0041'.repeat(1_500_000)}"]`);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('writing JSON', () => {
  it('keeps numbers, order and duplicates as they stood', () => {
    const text = '{"b":1E+2,"a":[true,null,1e400],"a":{"c":""}}';
    const { root } = parseJson(text);
    expect(root && compactText(root)).toBe(text);
  });

  it('says where the wanted members stand now', () => {
    const text = '{"a":{"b":[1,2]},"c":"d"}';
    const { root } = parseJson(text);
    if (root?.kind !== 'object') throw new Error('no object');
    const start = root.members[1]?.start ?? -1;
    const { text: shown, ranges } = formatJson(root, text, new Set([start]));
    const range = ranges.get(start);
    expect(shown.slice(range?.start, range?.end)).toBe('"c": "d"');
    expect(JSON.parse(shown)).toEqual(JSON.parse(text));
  });
});
