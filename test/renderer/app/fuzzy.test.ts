import { describe, expect, it } from 'vitest';
import { fuzzyMatch } from '../../../renderer/app/palette/fuzzy.ts';
import { COMMANDS } from '../../../shared/contract/commands.ts';

/** Titles in the order the palette would list them. */
function ranked(query: string): string[] {
  return COMMANDS.flatMap(({ title }) => {
    const match = fuzzyMatch(query, title);
    return match === undefined ? [] : [{ title, score: match.score }];
  })
    .sort((a, b) => b.score - a.score)
    .map(({ title }) => title);
}

describe('fuzzyMatch', () => {
  it('finds letters in order and says where', () => {
    expect(fuzzyMatch('dt', 'Dark theme')?.positions).toEqual([0, 5]);
    expect(fuzzyMatch('xyz', 'Dark theme')).toBeUndefined();
  });

  it('prefers whole words and their starts', () => {
    expect(ranked('dark')[0]).toBe('Dark theme');
    expect(ranked('insp')[0]).toBe('Inspector');
    expect(ranked('dt')[0]).toBe('Dark theme');
    expect(ranked('keysh')[0]).toBe('Keyboard shortcuts');
  });

  it('ignores case and white space', () => {
    expect(fuzzyMatch('  DARK ', 'Dark theme')).toBeDefined();
    expect(fuzzyMatch('d k', 'Dark theme')?.positions).toEqual([0, 3]);
  });

  it('gives positions inside the text for every prefix of every title', () => {
    for (const { title } of COMMANDS) {
      for (let length = 1; length <= title.length; length += 1) {
        const match = fuzzyMatch(title.slice(0, length), title);
        expect(match, title.slice(0, length)).toBeDefined();
        expect(match?.positions.every((position) => position < title.length)).toBe(true);
      }
    }
  });
});
