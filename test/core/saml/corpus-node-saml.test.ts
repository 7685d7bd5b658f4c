import { describe, expect, it } from 'vitest';
import { corpusFiles, corpusText, hasCorpora, WITHOUT_CORPORA } from '../../oracles/corpora.ts';
import { failures, judgeOne } from '../../oracles/our-verdict.ts';

const AT = Date.UTC(2020, 8, 25, 16, 30);
const FOLDER = 'node-saml/test/static';

describe.skipIf(!hasCorpora)(`node-saml's signatures ${WITHOUT_CORPORA}`, () => {
  const valid = corpusFiles(`${FOLDER}/signatures/valid`);
  const invalid = corpusFiles(`${FOLDER}/signatures/invalid`);
  const request = hasCorpora
    ? {
        certificates: [corpusText(`${FOLDER}/cert.pem`)],
        decryptKeys: [corpusText(`${FOLDER}/testshib encryption pvk.pem`)],
        at: AT,
      }
    : {};

  it('are all there', () => {
    expect([valid.length, invalid.length]).toEqual([16, 20]);
  });

  it.each(valid)('$name is valid', async ({ content }) => {
    const message = await judgeOne(content, request);
    expect(failures(message)).toEqual([]);
    expect(message.verdict).toBe('valid');
    expect(message.subject?.nameId.trim()).toBe('vincent.vega@evil-corp.com');
  });

  it.each(invalid)('$name is invalid for its form or signature', async ({ content }) => {
    const message = await judgeOne(content, request);
    expect(message.verdict).toBe('invalid');
    expect(failures(message).join(' ')).toMatch(/(^| )(structure|signature|xml)\./);
  });
});
