import { parseDesired } from '../../../shared/core/access/desired/parse-desired.ts';
import { type WireError, WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { TextProblem } from '../../kit/TextEditor.tsx';

/** Longer texts are judged when they are planned, not while they are written. */
const JUDGED = 300_000;

interface Place {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** @returns what is wrong with a desired state, without asking AWS */
export function problemsOfText(text: string): TextProblem[] {
  if (text.trim() === '' || text.length > JUDGED) return [];
  try {
    parseDesired(text);
    return [];
  } catch (thrown) {
    return thrown instanceof WorkbenchError ? problemsOfError(text, thrown.toWire()) : [];
  }
}

/** @returns the places that an error names; none for an error about something else */
export function problemsOfError(text: string, error: WireError): TextProblem[] {
  if (error.code !== 'ERR_ACCESS_DESIRED') return [];
  const { problems } = error.details as { readonly problems: readonly Place[] };
  const starts = lineStarts(text);
  return problems.map(({ line, column, message }) => {
    const start = Math.min((starts[line - 1] ?? text.length) + column - 1, text.length);
    const lineEnd = (starts[line] ?? text.length + 1) - 1;
    return {
      start,
      end: Math.max(start, lineEnd),
      severity: 'error',
      message: `${line}:${column} ${message}`,
    };
  });
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
