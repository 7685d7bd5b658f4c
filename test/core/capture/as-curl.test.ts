import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asCurl } from '../../../shared/core/capture/as-curl.ts';

/** What a real shell makes of a command line: its words, by way of a function that takes curl's place. */
function words(command: string): string[] {
  const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('asCurl', () => {
  it('writes a bearer call and a form POST', () => {
    expect(
      asCurl(
        { method: 'GET', url: 'https://api.example/a', headers: [['Authorization', 'Bearer x']] },
        'posix',
      ),
    ).toBe(
      `curl --globoff --request 'GET' --url 'https://api.example/a' \\\n  --header 'Authorization: Bearer x'`,
    );
    expect(asCurl({ method: 'POST', url: 'https://sp/acs', headers: [], body: "it's" }, 'powershell')).toBe(
      "curl.exe --globoff --request 'POST' --url 'https://sp/acs' `\n  --data-raw 'it''s'",
    );
  });

  it('gives a real shell exactly the words that went in, whatever they hold', () => {
    const text = fc.string({ maxLength: 20, unit: fc.constantFrom(...`ab'"\\$\`;&|<>()*?!#~ \n\té`) });
    fc.assert(
      fc.property(text, text, text, (url, value, body) => {
        const command = asCurl({ method: 'POST', url, headers: [['X-Test', value]], body }, 'posix');
        expect(words(command)).toEqual([
          '--globoff',
          '--request',
          'POST',
          '--url',
          url,
          '--header',
          `X-Test: ${value.replace(/[\r\n]+/g, ' ')}`,
          '--data-raw',
          body,
        ]);
      }),
      { seed: 4, numRuns: 40 },
    );
  });
});
