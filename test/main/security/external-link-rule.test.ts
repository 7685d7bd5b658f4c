import { expect, it } from 'vitest';
import { allowedExternalLink } from '../../../electron/main/security/external-link-rule.ts';

it.each([
  'https://learn.microsoft.com/en-us/entra/identity-platform/access-tokens#claims',
  'https://docs.aws.amazon.com/singlesignon/latest/userguide/troubleshooting.html',
  'https://www.rfc-editor.org/rfc/rfc7519#section-4.1',
  'https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf',
])('opens %s', (link) => {
  expect(allowedExternalLink(link)).toBe(link);
});

it('hands on what the parser understood, not what was written', () => {
  expect(allowedExternalLink('HTTPS://Learn.Microsoft.com:443/a b')).toBe(
    'https://learn.microsoft.com/a%20b',
  );
});

it.each([
  'http://learn.microsoft.com/',
  'file:///etc/passwd',
  'smb://learn.microsoft.com/share',
  '\\\\learn.microsoft.com\\share',
  'ms-msdt:/id PCWDiagnostic',
  'javascript:alert(1)',
  'data:text/html,x',
  'mailto:a@b.example',
  'https://learn.microsoft.com.evil.example/',
  'https://evil-learn.microsoft.com/',
  'https://learn.microsoft.com@evil.example/',
  'https://user@learn.microsoft.com/',
  'https://:secret@learn.microsoft.com/',
  'https://learn.microsoft.com:8443/',
  'https://learn.microsoft.com./',
  'https://evil.example/?https://learn.microsoft.com/',
  'https://evil.example\\@learn.microsoft.com/',
  'https://learn%2emicrosoft.com.evil.example/',
  'https://xn--lear-6ta.microsoft.com/',
  'https:learn.microsoft.com.evil.example',
  '//learn.microsoft.com/',
  'learn.microsoft.com',
  '',
])('does not open %s', (link) => {
  expect(allowedExternalLink(link)).toBeUndefined();
});
