import { describe, expect, it } from 'vitest';
import { Pseudonyms } from '../../../shared/core/redact/pseudonyms.ts';
import { redactJose } from '../../../shared/core/redact/redact-jose.ts';
import { redactXml } from '../../../shared/core/redact/redact-xml.ts';

const N = 100_000;
/** Quadratic work takes minutes at this size, linear work some hundredths of a second. */
const LIMIT = 3000;

const XML: Readonly<Record<string, string>> = {
  'tags that never end': '<'.repeat(N),
  'one name': `<${'a'.repeat(N)}`,
  'one attribute name': `<a ${'a'.repeat(N)}>`,
  'quotes that never end': `<a ${'b="'.repeat(N)}`,
  'white space in a tag': `<a b${' '.repeat(N)}>`,
  'white space in an instruction': `<?a ${' '.repeat(N)}`,
  comments: '<!--'.repeat(N),
  'literals in a DOCTYPE': `<!DOCTYPE ${`"'`.repeat(N)}`,
  'comments in a DOCTYPE': `<!DOCTYPE [${'<!--'.repeat(N)}`,
  'references that never end': '&abc'.repeat(N),
  padding: `<DigestValue>${'='.repeat(N)}x`,
  'white space in base64': `<DigestValue>${' '.repeat(N)}x${' '.repeat(N)}y`,
  'an address': `<a>${'a_'.repeat(N)}@b`,
};
const JOSE: Readonly<Record<string, string>> = {
  dots: '.'.repeat(N),
  'a string that never ends': `{"${'\\'.repeat(N)}`,
  arrays: '['.repeat(N),
  'a number': `{"exp":${'1.'.repeat(N)}`,
  padding: `${'='.repeat(N)}x`,
  'white space': `a${' '.repeat(N)}b.c`,
  'tokens in a token': `{"a":"eyJ${'a.'.repeat(N)}"}`,
};

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

describe('redaction takes linear time', { timeout: 60_000 }, () => {
  it.each(Object.entries(XML))('of XML: %s', (_name, text) => {
    expect(time(() => redactXml(text, new Pseudonyms(0)))).toBeLessThan(LIMIT);
  });

  it.each(Object.entries(JOSE))('of JOSE: %s', (_name, text) => {
    expect(time(() => redactJose(text, new Pseudonyms(0), { isPublicClaim: () => false }))).toBeLessThan(
      LIMIT,
    );
  });
});
