import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeepLinkInbox, deepLinkOfArguments, readDeepLink } from '../../electron/main/deep-links.ts';
import { deepLinkSchema, MAX_DEEP_LINK } from '../../shared/contract/deep-link.ts';

describe('a link of the grammar', () => {
  it.each([
    ['fedbench://home', { page: 'home' }],
    ['fedbench://settings/', { page: 'settings' }],
    ['FEDBENCH://about', { page: 'about' }],
    ['fedbench://inspect', { page: 'inspector' }],
    ['fedbench://inspector?profile=entra', { page: 'inspector', profile: 'entra' }],
    [
      'fedbench://inspect?text=eyJhbGciOiJub25lIn0.e30.&audience=api%3A%2F%2Fa&issuer=https%3A%2F%2Fi.example',
      {
        page: 'inspector',
        text: 'eyJhbGciOiJub25lIn0.e30.',
        audience: 'api://a',
        issuer: 'https://i.example',
      },
    ],
    ['fedbench://inspect?recipient=%3Cscript%3E', { page: 'inspector', recipient: '<script>' }],
  ])('%s fills in', (link, expected) => {
    expect(readDeepLink(link)).toEqual(expected);
  });
});

describe('anything else is refused', () => {
  it.each([
    'fedbench:',
    'fedbench://',
    'fedbench:inspect',
    'fedbench://unknown',
    'fedbench://constructor',
    'fedbench://inspect/../settings',
    'fedbench://inspect/path',
    'fedbench://inspect#fragment',
    'fedbench://user@inspect',
    'fedbench://inspect:80',
    'fedbench://inspect?run=1',
    'fedbench://inspect?text=',
    'fedbench://inspect?text=a&text=b',
    'fedbench://inspect?page=home',
    'fedbench://inspect?profile=unknown',
    'fedbench://inspect?__proto__=x',
    'fedbench://home?text=a',
    'fedbench://settings?theme=dark',
    'https://inspect',
    'file:///etc/passwd',
    '--inspect=9229',
    '',
    `fedbench://inspect?text=${'a'.repeat(MAX_DEEP_LINK)}`,
  ])('%.60s', (link) => {
    expect(readDeepLink(link)).toBeUndefined();
  });

  it('and what is understood of any text at all holds to the grammar', () => {
    const piece = fc.constantFrom(
      ...[
        'fedbench://',
        'inspect',
        '?',
        'text=',
        '&',
        'a',
        '%00',
        '%',
        '#',
        '/',
        'profile=entra',
        '@',
        ':',
        '..',
      ],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (link) => {
          const read = readDeepLink(link);
          if (read !== undefined) deepLinkSchema.parse(read);
        },
      ),
      { numRuns: 2000, seed: 19 },
    );
  });
});

it('is found among the arguments of a second start', () => {
  const args = ['electron', '--user-data-dir=/tmp/x', '/app', 'fedbench://inspect', 'fedbench://home'];
  expect(deepLinkOfArguments(args)).toBe('fedbench://inspect');
  expect(deepLinkOfArguments(['electron', '/app'])).toBeUndefined();
});

it('waits for the page, is taken once, and goes straight to a page that runs', () => {
  const inbox = new DeepLinkInbox();
  const shown: unknown[] = [];
  expect(inbox.receive('fedbench://home')).toBe(true);
  expect(inbox.receive('fedbench://evil')).toBe(false);
  expect(inbox.take()).toEqual({ page: 'home' });
  expect(inbox.take()).toBeUndefined();
  inbox.deliverTo((link) => shown.push(link));
  inbox.receive('fedbench://about');
  expect(shown).toEqual([{ page: 'about' }]);
  expect(inbox.take()).toBeUndefined();
});
