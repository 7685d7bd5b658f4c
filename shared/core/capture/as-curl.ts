/** A request to repeat from a shell. */
export interface RepeatableRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
}

export const SHELLS = ['posix', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

/** Single quotes take everything literally in both shells; only the quote itself needs care. */
const QUOTE: Readonly<Record<Shell, (text: string) => string>> = {
  posix: (text) => `'${text.replaceAll("'", `'\\''`)}'`,
  powershell: (text) => `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, (quote) => quote + quote)}'`,
};

const CONTINUATION: Readonly<Record<Shell, string>> = { posix: ' \\\n  ', powershell: ' `\n  ' };

/**
 * Writes a request as a curl command that can be pasted: no value, however hostile, ends its quotes.
 *
 * Line breaks in header values are dropped (RFC 9110 section 5.5 allows none), and `--data-raw` and `--globoff` keep curl
 * from reading files named in a body or expanding brackets in a URL.
 *
 * @param shell whose quoting rules apply
 */
export function asCurl(request: RepeatableRequest, shell: Shell): string {
  const quote = QUOTE[shell];
  const program = shell === 'posix' ? 'curl' : 'curl.exe';
  const parts = [`${program} --globoff --request ${quote(request.method)} --url ${quote(request.url)}`];
  for (const [name, value] of request.headers) {
    parts.push(`--header ${quote(`${name}: ${value}`.replace(/[\r\n]+/g, ' '))}`);
  }
  if (request.body !== undefined) parts.push(`--data-raw ${quote(request.body)}`);
  return parts.join(CONTINUATION[shell]);
}
