import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../../electron/adapters/crypto/node-crypto.ts';
import { verifySignature } from '../../../../shared/core/xml/dsig/verify.ts';
import {
  CANONICALIZATIONS,
  type CanonicalizationName,
  DIGESTS,
  SIGNING_METHODS,
  type SigningMethodName,
} from '../../../generators/algorithms.ts';
import { testKey } from '../../../generators/keys.ts';
import { comment, element, find, removeFrom, setAttribute, setText } from '../../../generators/xml-model.ts';
import { MESSAGE, parsed, signed, trusting, verified } from './signed-message.ts';

const METHODS = Object.keys(SIGNING_METHODS) as SigningMethodName[];
const FORMS = Object.keys(CANONICALIZATIONS) as CanonicalizationName[];

describe('a signature verifies', () => {
  it.each(METHODS.flatMap((method) => SIGNING_METHODS[method].keys.map((key) => ({ method, key }))))(
    '$method with $key',
    ({ method, key }) => {
      const outcome = verified(signed({ method, key: testKey(key) }), trusting('attacker-rsa', key));
      expect(outcome).toMatchObject({ status: 'verified', signedBy: { name: key }, embedded: 'same' });
    },
  );

  it.each(FORMS.flatMap((transform) => FORMS.map((canonicalization) => ({ transform, canonicalization }))))(
    'transform $transform, SignedInfo $canonicalization',
    (shape) => expect(verified(signed(shape)).status).toBe('verified'),
  );

  it.each(Object.keys(DIGESTS))('digest %s', (digest) =>
    expect(verified(signed({ digest })).status).toBe('verified'),
  );

  it.each([
    ['inclusive prefixes', { prefixList: ['p', 'idle', '#default'] }],
    ['no canonicalization transform', { transform: 'none' as const }],
    ['a default namespace for the signature', { prefix: '' }],
    ['folded base64 and indentation', { lineLength: 64, indented: true }],
    ['no KeyInfo', { keyInfo: 'none' as const }],
  ])('with %s', (_name, shape) => expect(verified(signed(shape)).status).toBe('verified'));

  it('whatever comments were put into it, as a reference by ID leaves them out', () => {
    const source = signed({}, (root) => find(root, 'Name').children.push(comment('x')));
    expect(verified(source).status).toBe('verified');
  });

  it('over the whole document, where the Reference is empty and the signature the root’s', () => {
    const alone = MESSAGE.replace(/^<p:Envelope.*?>(.*)<\/p:Envelope>$/s, '$1').replace(
      ' ID="s1"',
      ' xmlns:p="urn:p"',
    );
    expect(verified(signed({}, undefined, alone))).toMatchObject({ status: 'verified', facts: { uri: '' } });
  });

  it('and names SHA-1 weak', () => {
    const sha1 = { digest: 'http://www.w3.org/2000/09/xmldsig#sha1' };
    expect(verified(signed(sha1))).toMatchObject({ facts: { weak: ['sha1'] } });
    expect(verified(signed({ method: 'rsa-sha1' }))).toMatchObject({ facts: { weak: ['sha1'] } });
    expect(verified(signed())).toMatchObject({ facts: { weak: [] } });
  });
});

describe('keys', () => {
  it('none: says whether the message is whole, never who sent it', () => {
    expect(verified(signed(), [])).toMatchObject({
      status: 'no-trust',
      selfConsistent: { subject: expect.any(String) },
    });
    const bare = verified(signed({ keyInfo: 'none' }), []);
    expect(bare.status).toBe('no-trust');
    expect(bare).not.toHaveProperty('selfConsistent');
  });

  it('another: names the certificate that made it, and does not trust it', () => {
    const [own] = trusting('attacker-rsa');
    expect(verified(signed({ key: testKey('attacker-rsa') }))).toMatchObject({
      status: 'failed',
      reason: 'wrong-key',
      actual: own?.certificate?.sha256,
    });
    expect(verified(signed({ key: testKey('attacker-rsa'), keyInfo: 'none' }))).toMatchObject({
      reason: 'signature-mismatch',
    });
  });

  it('of another type', () => {
    expect(verified(signed({ keyInfo: 'none' }), trusting('idp-p256'))).toMatchObject({
      reason: 'key-does-not-fit',
    });
  });

  it('the certificate in the message is another than the one that verifies', () => {
    const source = signed({}, (root) =>
      setText(find(root, 'X509Certificate'), testKey('attacker-rsa').certificateBase64),
    );
    expect(verified(source)).toMatchObject({ status: 'verified', embedded: 'other' });
  });

  it('a certificate in the message that is none is no reason to fail', () => {
    const source = signed({}, (root) => setText(find(root, 'X509Certificate'), 'bm90IGEgY2VydGlmaWNhdGU='));
    expect(verified(source)).toMatchObject({ status: 'verified', embedded: 'other' });
    expect(verified(source, [])).toMatchObject({ status: 'no-trust' });
  });
});

describe('what fails', () => {
  const HMAC = 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256';
  it.each<[string, Parameters<typeof signed>[1], string]>([
    ['no SignedInfo', (root) => removeFrom(root, find(root, 'SignedInfo')), 'no-signed-info'],
    [
      'a second SignedInfo',
      (root) => find(root, 'Signature').children.push(structuredClone(find(root, 'SignedInfo'))),
      'several-signed-info',
    ],
    [
      'a SignedInfo inside a value',
      (root) => find(root, 'DigestValue').children.push(structuredClone(find(root, 'SignedInfo'))),
      'several-signed-info',
    ],
    ['no SignatureValue', (root) => removeFrom(root, find(root, 'SignatureValue')), 'missing-element'],
    [
      'two DigestValues',
      (root) => find(root, 'Reference').children.push(structuredClone(find(root, 'DigestValue'))),
      'unexpected-element',
    ],
    ['foreign content', (root) => find(root, 'Signature').children.push(element('x')), 'unexpected-element'],
    [
      'text between',
      (root) => find(root, 'SignedInfo').children.push({ kind: 'text', text: 'x' }),
      'unexpected-element',
    ],
    ['an Object', (root) => find(root, 'Signature').children.push(element('ds:Object')), 'object'],
    ['no Reference', (root) => removeFrom(root, find(root, 'Reference')), 'no-reference'],
    [
      'two References',
      (root) => find(root, 'SignedInfo').children.push(structuredClone(find(root, 'Reference'))),
      'several-references',
    ],
    [
      'a Reference to a file',
      (root) => setAttribute(find(root, 'Reference'), 'URI', 'file:///etc/passwd'),
      'external-reference',
    ],
    [
      'an XPointer',
      (root) => setAttribute(find(root, 'Reference'), 'URI', '#xpointer(/)'),
      'external-reference',
    ],
    ['an empty Reference', (root) => setAttribute(find(root, 'Reference'), 'URI', ''), 'empty-reference'],
    [
      'a Reference to nothing',
      (root) => setAttribute(find(root, 'Reference'), 'URI', '#none'),
      'reference-not-found',
    ],
    [
      'a Reference to another element',
      (root) => {
        setAttribute(find(root, 'List'), 'ID', 'other');
        setAttribute(find(root, 'Reference'), 'URI', '#other');
      },
      'reference-not-parent',
    ],
    [
      'an XSLT transform',
      (root) =>
        setAttribute(find(root, 'Transform'), 'Algorithm', 'http://www.w3.org/TR/1999/REC-xslt-19991116'),
      'transform',
    ],
    [
      'a third transform',
      (root) => find(root, 'Transforms').children.push(structuredClone(find(root, 'Transform'))),
      'transform',
    ],
    ['transforms in the wrong order', (root) => find(root, 'Transforms').children.reverse(), 'transform'],
    [
      'an unknown canonicalization',
      (root) => setAttribute(find(root, 'CanonicalizationMethod'), 'Algorithm', 'urn:x'),
      'canonicalization',
    ],
    [
      'a parameter the canonicalization does not take',
      (root) => find(root, 'CanonicalizationMethod').children.push(element('x')),
      'canonicalization',
    ],
    [
      'a comment in DigestValue',
      (root) => find(root, 'DigestValue').children.push(comment('x')),
      'comment-in-value',
    ],
    [
      'an element in SignatureValue',
      (root) => find(root, 'SignatureValue').children.push(element('x')),
      'comment-in-value',
    ],
    ['an empty DigestValue', (root) => setText(find(root, 'DigestValue'), ''), 'bad-base64'],
    [
      'a SignatureValue that is not base64',
      (root) => setText(find(root, 'SignatureValue'), '%%%'),
      'bad-base64',
    ],
    [
      'an unknown algorithm',
      (root) =>
        setAttribute(
          find(root, 'SignatureMethod'),
          'Algorithm',
          'http://www.w3.org/2001/04/xmldsig-more#rsa-md5',
        ),
      'algorithm',
    ],
    [
      'an unknown digest',
      (root) =>
        setAttribute(find(root, 'DigestMethod'), 'Algorithm', 'http://www.w3.org/2001/04/xmldsig-more#md5'),
      'algorithm',
    ],
    ['a keyed hash', (root) => setAttribute(find(root, 'SignatureMethod'), 'Algorithm', HMAC), 'hmac'],
    ['changed content', (root) => setText(find(root, 'Name'), 'Mallory'), 'digest-mismatch'],
    ['a changed attribute', (root) => setAttribute(find(root, 'Name'), 'a', '2'), 'digest-mismatch'],
    ['an added element', (root) => find(root, 'Signed').children.push(element('Name')), 'digest-mismatch'],
    [
      'a changed SignedInfo',
      (root) => setAttribute(find(root, 'SignedInfo'), 'Id', 'x'),
      'signature-mismatch',
    ],
    [
      'a changed SignatureValue',
      (root) => setText(find(root, 'SignatureValue'), 'AAAA'),
      'signature-mismatch',
    ],
  ])('%s', (_name, change, reason) => {
    expect(verified(signed({}, change))).toMatchObject({ status: 'failed', reason });
  });

  it('a signature that is the root: it stands in nothing', () => {
    const [bare] = /<ds:Signature[ >].*<\/ds:Signature>/s.exec(signed()) ?? [''];
    const document = parsed(bare);
    expect(verifySignature(document.root, document, trusting('idp-rsa'), nodeCrypto)).toMatchObject({
      reason: 'reference-not-parent',
    });
  });

  it.each([
    ['an algorithm known under a wrong name', 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha1', true],
    ['an algorithm nobody knows', 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha3', false],
  ])('%s', (_name, uri, read) => {
    const source = signed({}, (root) => setAttribute(find(root, 'SignatureMethod'), 'Algorithm', uri));
    expect(verified(source)).toMatchObject(
      read ? { facts: { misnamed: [uri], weak: ['sha1'] } } : { reason: 'algorithm' },
    );
  });
});
