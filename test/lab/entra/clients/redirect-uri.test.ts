import { expect, it } from 'vitest';
import { redirectTarget } from '../../../../electron/lab/entra/clients/redirect-uri.ts';
import type { Application } from '../../../../electron/lab/entra/directory.ts';
import { EntraRefusal } from '../../../../electron/lab/entra/refusals/entra-refusal.ts';

function registered(uris: string[], type: 'web' | 'spa' | 'publicClient' = 'web'): Application {
  const none = { redirectUris: [] as string[] };
  const app = { appId: 'a', web: none, spa: none, publicClient: none, isFallbackPublicClient: false };
  return { ...app, [type]: { redirectUris: uris } } as unknown as Application;
}

function refusal(uris: string[], asked: string | undefined): number | undefined {
  try {
    redirectTarget(registered(uris), asked);
    return undefined;
  } catch (thrown) {
    return thrown instanceof EntraRefusal ? thrown.aadsts : -1;
  }
}

it.each([
  ['https://app.example/cb', 'https://app.example/cb'],
  ['https://app.example/cb', 'HTTPS://APP.example/cb'],
  ['https://app.example', 'https://app.example/'],
  ['http://localhost', 'http://localhost:53211'],
  ['http://localhost', 'http://localhost:1/'],
  ['http://localhost:3000/cb', 'http://localhost:4000/cb'],
  ['http://127.0.0.1/cb', 'http://127.0.0.1:9/cb'],
  ['myapp://auth', 'myapp://auth'],
  ['msal123:redirect', 'msal123:redirect'],
])('takes for %s the address %s', (uri, asked) => {
  expect(redirectTarget(registered([uri], 'publicClient'), asked)).toEqual({
    uri: asked,
    type: 'publicClient',
  });
});

it.each([
  ['https://app.example/cb', 'https://app.example/CB'],
  ['https://app.example/cb', 'https://app.example/cb/'],
  ['https://app.example/cb', 'https://app.example/cb?x=1'],
  ['https://app.example/cb', 'https://app.example/cb#x'],
  ['https://app.example/cb', 'https://app.example:444/cb'],
  ['https://app.example/cb', 'http://app.example/cb'],
  ['https://app.example/cb', 'https://app.example/other/../cb'],
  ['https://app.example/cb', 'https://app.example@attacker.example/cb'],
  ['https://app.example/cb', 'https://app.example\\@attacker.example/cb'],
  ['https://app.example/cb', 'https://app.example.attacker.example/cb'],
  ['http://localhost', 'https://localhost'],
  ['http://localhost', 'http://localhost.attacker.example'],
  ['http://localhost', 'http://localhost:80@attacker.example'],
  ['http://localhost', 'http://127.0.0.1'],
  ['https://*.app.example/cb', 'https://x.app.example/cb'],
  ['javascript:alert(1)', 'javascript:alert(1)'],
  ['javascript://x/%0aalert(1)', 'javascript://x/%0aalert(1)'],
  ['data:text/html,x', 'data:text/html,x'],
])('refuses for %s the address %s with AADSTS50011', (uri, asked) => {
  expect(refusal([uri], asked)).toBe(50011);
});

it('takes the only registered one where none is asked for', () => {
  expect(redirectTarget(registered(['https://app.example/cb']), undefined).uri).toBe(
    'https://app.example/cb',
  );
  expect(refusal([], undefined)).toBe(500113);
  expect(refusal(['https://a.example', 'https://b.example'], undefined)).toBe(900144);
});
