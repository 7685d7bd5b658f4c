import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { expect, it } from 'vitest';
import type { LabEnv } from '../../../electron/lab/platform/arrival.ts';
import { autoPostPage, errorBox, field, form, page } from '../../../electron/lab/platform/page.ts';

const app = new Hono<LabEnv>()
  .get('/form', (context) =>
    page(context, {
      title: 'Enter <password>',
      service: 'Entra ID',
      body: html`${errorBox('"no" & <b>')}${form({
        action: '/x?a=1&b="2"',
        hidden: { state: '"><script>alert(1)</script>' },
        body: field({ name: 'passwd', label: 'Password', type: 'password', error: 'Wrong.' }),
      })}`,
      frames: ['https://app.example/logout?x=1', 'javascript:alert(1)'],
    }),
  )
  .get('/post', (context) =>
    autoPostPage(context, {
      title: 'Working',
      service: 'AD FS',
      action: 'https://sp.example/acs',
      fields: { submit: ['a', 'b'] },
    }),
  );

it('escapes whatever it is given and names the Lab', async () => {
  const answer = await app.request('/form');
  const text = await answer.text();
  expect(text).not.toContain('<script>');
  expect(text).toContain('<title>Enter &lt;password&gt; - Entra ID (Lab)</title>');
  expect(text).toContain('action="/x?a=1&amp;b=&quot;2&quot;"');
  expect(text).toContain('aria-invalid="true" aria-describedby="passwd-error"');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-security-policy')).toContain('frame-src https://app.example;');
});

it('lets exactly its own style and script run', async () => {
  const answer = await app.request('/post');
  const text = await answer.text();
  const policy = answer.headers.get('content-security-policy') ?? '';
  for (const tag of ['style', 'script']) {
    const inside = text.split(`<${tag}>`)[1]?.split(`</${tag}>`)[0] ?? '';
    const hash = createHash('sha256').update(inside).digest('base64');
    expect(policy).toContain(`${tag}-src 'sha256-${hash}'`);
  }
  expect(text.match(/name="submit"/g)).toHaveLength(2);
  expect(text).toContain('<button type="submit">Continue</button>');
});
