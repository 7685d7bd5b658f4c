import { expect, it } from 'vitest';
import { problemsOfError, problemsOfText } from '../../../../renderer/features/access/desired-problems.ts';
import { toWireError, WorkbenchError } from '../../../../shared/core/errors/workbench-error.ts';

it('finds nothing in an empty text and in one that is right', () => {
  expect(problemsOfText('  \n')).toEqual([]);
  expect(problemsOfText('version: 1\n')).toEqual([]);
});

it('marks the place up to the end of its line', () => {
  const text = 'version: 2\nassignments: []\n';
  const [problem] = problemsOfText(text);
  expect(text.slice(problem?.start, problem?.end)).toBe('2');
  expect(problem?.message).toMatch(/^1:10 Only version 1/);
});

it('stays inside a text that has become shorter than the error says', () => {
  const error = new WorkbenchError('ERR_ACCESS_DESIRED', 'desired state', {
    problems: [{ line: 90, column: 7, message: 'There is no group.' }],
  });
  expect(problemsOfError('a: 1', toWireError(error))).toMatchObject([{ start: 4, end: 4 }]);
});

it('says nothing of places for other errors', () => {
  expect(problemsOfError('a', toWireError(new WorkbenchError('ERR_CANCELLED', 'access', {})))).toEqual([]);
});
