import { describe, expect, it } from 'vitest';
import { proxyFromEnvironment, proxyFromPac } from '../../../shared/core/network/proxy.ts';

const PROXY = 'http://proxy.example:3128';
const ask = (environment: Record<string, string>, url: string) =>
  proxyFromEnvironment(environment, new URL(url));

describe('the environment', () => {
  it.each([
    [{ HTTPS_PROXY: PROXY }, 'https://graph.microsoft.com/', PROXY],
    [{ https_proxy: PROXY, HTTPS_PROXY: 'http://other' }, 'https://graph.microsoft.com/', PROXY],
    [{ HTTPS_PROXY: PROXY }, 'http://plain.example/', undefined],
    [{ HTTP_PROXY: PROXY }, 'http://plain.example/', PROXY],
    [{ ALL_PROXY: PROXY }, 'https://graph.microsoft.com/', PROXY],
    [{ HTTPS_PROXY: 'proxy.example:3128' }, 'https://a.example/', 'http://proxy.example:3128'],
    [{ HTTPS_PROXY: PROXY, NO_PROXY: '*' }, 'https://a.example/', undefined],
    [{ HTTPS_PROXY: PROXY, NO_PROXY: 'a.example' }, 'https://a.example/', undefined],
    [{ HTTPS_PROXY: PROXY, NO_PROXY: '.example' }, 'https://a.example/', undefined],
    [{ HTTPS_PROXY: PROXY, NO_PROXY: '*.example' }, 'https://b.a.example/', undefined],
    [{ HTTPS_PROXY: PROXY, no_proxy: 'example' }, 'https://notexample/', PROXY],
    [{ HTTPS_PROXY: PROXY, NO_PROXY: 'a.example:8443, b.example' }, 'https://a.example/', PROXY],
    [{ HTTPS_PROXY: PROXY, NO_PROXY: 'a.example:8443, b.example' }, 'https://a.example:8443/', undefined],
    [{}, 'https://a.example/', undefined],
    [{ HTTPS_PROXY: '' }, 'https://a.example/', undefined],
  ])('%o for %s', (environment, url, wanted) => {
    expect(ask(environment as Record<string, string>, url)).toBe(wanted);
  });
});

describe('a PAC answer', () => {
  it.each([
    ['DIRECT', undefined],
    ['PROXY proxy.example:3128; DIRECT', PROXY],
    ['HTTPS secure.example:443', 'https://secure.example:443'],
    ['SOCKS5 socks.example:1080; PROXY proxy.example:3128', PROXY],
    ['', undefined],
    ['nonsense', undefined],
  ])('%s', (answer, wanted) => {
    expect(proxyFromPac(answer)).toBe(wanted);
  });
});
