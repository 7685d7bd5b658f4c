import { describe, expect, it } from 'vitest';
import { maskBody, maskForm, maskHeaders, maskUrl } from '../../../shared/core/network/masking.ts';

const CANARY = 'canary-9f3e';
const JWT = `eyJhbGciOiJSUzI1NiJ9.${CANARY}.${CANARY}`;

describe('what is logged of a request', () => {
  it('keeps the way of signing in, not the credential', () => {
    const headers = maskHeaders({
      Authorization: `Bearer ${JWT}`,
      'api-key': CANARY,
      'x-amz-sso_bearer_token': CANARY,
      Cookie: `a=${CANARY}`,
      'content-type': 'application/json',
      'x-forwarded': `token ${JWT}`,
    });
    expect(JSON.stringify(headers)).not.toContain(CANARY);
    expect(headers.authorization).toBe('Bearer ***');
    expect(headers['content-type']).toBe('application/json');
  });

  it.each([
    `https://u:${CANARY}@host/path`,
    `https://host/cb?code=${CANARY}&state=kept`,
    `https://host/?SAMLResponse=${CANARY}`,
    `https://host/#access_token=${CANARY}`,
    `https://host/?x=${JWT}`,
    `https://host/?X-Amz-Signature=${CANARY}`,
  ])('masks %s', (url) => {
    expect(maskUrl(url)).not.toContain(CANARY);
  });

  it('masks forms and JSON, and shows nothing of what it cannot read', () => {
    const form = maskForm(`client_id=abc&client_secret=${CANARY}&client%5Fassertion=${JWT}&scope=x`);
    expect(form).not.toContain(CANARY);
    expect(form).toContain('client_id=abc');
    const json = maskBody(
      JSON.stringify({
        access_token: CANARY,
        nested: [{ secretText: CANARY }],
        value: [{ key: 'SecretToken', value: CANARY }],
        kept: 1,
      }),
      'application/json; charset=utf-8',
    );
    expect(json).not.toContain(CANARY);
    expect(JSON.parse(json).kept).toBe(1);
    expect(maskBody(`<xml>${CANARY}</xml>`, 'text/xml')).toBe('***');
    expect(maskBody(`{"broken":"${CANARY}`, 'application/json')).toBe('***');
  });
});
