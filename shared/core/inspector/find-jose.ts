import type { JoseCandidate } from './candidate.ts';
import type { SourceForm } from './report.ts';

/** How base64url of a JSON object begins: `{"`, `{ `, `{` and a line break, `{}`. */
const HEADER = 'e(?:yJ|yA|wo|w0|yI|30)';
/** A token inside other text: three or five parts. */
const INSIDE = new RegExp(
  `(?<![A-Za-z0-9_-])${HEADER}[A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]*){2}(?:(?:\\.[A-Za-z0-9_-]*){2})?`,
  'g',
);
const WHOLE = new RegExp(`^${HEADER}[A-Za-z0-9_\\-.=+/\\s]*$`);
const BEFORE = ' \t\r\n"\'`<';
const BEHIND = '"\'`>,;';

/**
 * Reads a whole input as one or more tokens in compact serialization, as people paste them: with quotes, a Bearer prefix,
 * wrapped lines, several one below the other.
 *
 * @returns nothing where the input is something else
 */
export function wholeTokens(text: string): JoseCandidate[] {
  const prefixed = /^\s*(?:authorization\s*:\s*)?(?:bearer|dpop)\s+/i.exec(text);
  const form: SourceForm = prefixed === null ? 'raw' : 'header';
  const body = unwrapped(text.slice(prefixed?.[0].length ?? 0));
  if (!WHOLE.test(body)) return [];
  const lines = body.trim().split(/\s+/);
  const starts = lines.filter((line) => isWhole(line));
  if (starts.length > 1 && starts.length === lines.length) return starts.map((line) => candidate(line, form));
  // White space behind a token stays: it is judged, because verifiers disagree about it.
  return [candidate(body, form)];
}

/** Finds tokens in text of any kind, each once. */
export function tokensInside(text: string, form: SourceForm): JoseCandidate[] {
  const found = new Set<string>();
  for (const [token] of text.matchAll(INSIDE)) found.add(token);
  return [...found].map((token) => candidate(token, form));
}

/** Without the quotes and brackets people copy along; a loop, because a pattern would take quadratic time on a text of quotes. */
function unwrapped(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BEFORE.includes(text.charAt(start))) start++;
  while (end > start && BEHIND.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

function isWhole(line: string): boolean {
  const dots = line.split('.').length - 1;
  return new RegExp(`^${HEADER}`).test(line) && (dots === 2 || dots === 4);
}

function candidate(text: string, form: SourceForm): JoseCandidate {
  return { family: 'jose', form, leniencies: [], text };
}
