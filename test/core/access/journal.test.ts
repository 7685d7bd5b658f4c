import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { readJournal } from '../../../shared/core/access/journal/read-journal.ts';
import { parsePlan } from '../../../shared/core/access/plan/parse-plan.ts';
import { planTo } from '../../flows/access/planning.ts';
import { SMALL } from './small-organization.ts';

const plan = planTo(
  SMALL,
  'version: 1\nassignments:\n  - {permissionSet: Reader, groups: [Nobody], accounts: ["*"]}\n',
);
const HEADER = JSON.stringify({ journal: 'access', version: 1, at: '2026-01-01T00:00:00.000Z', plan });
const line = (record: object): string => JSON.stringify({ at: '2026-01-01T00:00:00.000Z', ...record });
const RECORDS = [
  line({ change: 'c1', event: 'sending' }),
  line({ change: 'c1', event: 'accepted', requestId: 'r' }),
  line({ change: 'c2', event: 'sending' }),
  line({ change: 'c1', event: 'done' }),
  line({ change: 'c2', event: 'failed', code: 'X', reason: 'y' }),
];
const WHOLE = `${[HEADER, ...RECORDS].join('\n')}\n`;
const read = (text: string) => readJournal(text, nodeCrypto);

describe('readJournal', () => {
  it('knows the last record of each change', () => {
    const { plan: found, progress } = read(WHOLE);
    expect(found).toEqual(plan);
    expect([...progress]).toEqual([
      ['c1', { state: 'done' }],
      ['c2', { state: 'failed', code: 'X', reason: 'y' }],
    ]);
  });

  it('takes a journal cut at any byte after its header, as if the cut line had not been written', () => {
    for (let end = HEADER.length + 1; end <= WHOLE.length; end++) {
      const whole = WHOLE.slice(0, end).split('\n').length - 2;
      expect([...read(WHOLE.slice(0, end)).progress]).toEqual([
        ...read(`${[HEADER, ...RECORDS.slice(0, whole)].join('\n')}\n`).progress,
      ]);
    }
    for (const end of [0, 1, HEADER.length])
      expect(() => read(WHOLE.slice(0, end))).toThrow(
        expect.objectContaining({ code: 'ERR_ACCESS_JOURNAL_UNREADABLE' }),
      );
  });

  it.each([
    ['a damaged line in the middle', [HEADER, '{"change":"c1","ev', RECORDS[0]], 2],
    ['a change that the plan does not have', [HEADER, RECORDS[0], line({ change: 'c9', event: 'done' })], 3],
    ['an event nobody knows', [HEADER, line({ change: 'c1', event: 'lost' })], 2],
    ['no header', RECORDS, 1],
    ['a header of something else', [HEADER.replace('"access"', '"scim"')], 1],
    ['a newer version', [HEADER.replace('"version":1', '"version":2')], 1],
    ['a plan whose state was changed', [HEADER.replace('"222222222222 Reader"', '"222222222222 Admin"')], 1],
  ])('refuses %s, and names the line', (_what, lines, number) => {
    expect(() => read(`${lines.join('\n')}\n`)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ line: number }) }),
    );
  });

  it('answers anything with a journal or an error of the catalogue', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.array(fc.json()).map((lines) => `${[HEADER, ...lines].join('\n')}\n`),
        ),
        (text) => {
          for (const work of [() => read(text), () => parsePlan(text, nodeCrypto)]) {
            try {
              work();
            } catch (thrown) {
              expect(thrown).toMatchObject({ code: expect.stringMatching(/^ERR_ACCESS_/) });
            }
          }
        },
      ),
    );
  });
});
