import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../../electron/adapters/crypto/node-crypto.ts';
import { hashOf, signatureSchemeOf } from '../../../../shared/core/xml/dsig/algorithms.ts';
import { parseXml } from '../../../../shared/core/xml/parse.ts';
import { canonicalise } from '../../../generators/canonical.ts';
import { testKey } from '../../../generators/keys.ts';
import { PLAIN_SIGNATURE, resign } from '../../../generators/sign.ts';
import { type ElementModel, find, parseModel, setAttribute, setText } from '../../../generators/xml-model.ts';
import { signed, verified } from './signed-message.ts';

const RSA_PSS = 'http://www.w3.org/2007/05/xmldsig-more#rsa-pss';
const SHA384 = 'http://www.w3.org/2001/04/xmldsig-more#sha384';

function parameters(inside: string): string {
  return `<m:RSAPSSParams xmlns:m="http://www.w3.org/2007/05/xmldsig-more#" xmlns:d="http://www.w3.org/2000/09/xmldsig#">${inside}</m:RSAPSSParams>`;
}

function schemeOf(inside: string): unknown {
  const result = parseXml(`<SignatureMethod>${parameters(inside)}</SignatureMethod>`);
  if (!result.ok) throw new Error(result.refusal.message);
  return signatureSchemeOf(RSA_PSS, result.document.root)?.scheme;
}

describe('RSA-PSS with parameters', () => {
  const pss = (hash: string, mgfHash = hash, saltLength = 32): unknown => ({
    scheme: 'rsa-pss',
    hash,
    mgfHash,
    saltLength,
  });

  it.each([
    ['none: SHA-256 throughout', '', pss('SHA-256')],
    [
      'a hash, which the mask and the salt follow',
      `<d:DigestMethod Algorithm="${SHA384}"/>`,
      pss('SHA-384', 'SHA-384', 48),
    ],
    [
      'a mask of its own',
      `<m:MaskGenerationFunction Algorithm="http://www.w3.org/2007/05/xmldsig-more#MGF1"><d:DigestMethod Algorithm="${SHA384}"/></m:MaskGenerationFunction>`,
      pss('SHA-256', 'SHA-384'),
    ],
    [
      'a salt',
      '<m:SaltLength>20</m:SaltLength><m:TrailerField>1</m:TrailerField>',
      pss('SHA-256', 'SHA-256', 20),
    ],
    ['an unknown hash', '<d:DigestMethod Algorithm="urn:x"/>', undefined],
    ['an unknown mask', '<m:MaskGenerationFunction Algorithm="urn:x"/>', undefined],
    ['another trailer', '<m:TrailerField>2</m:TrailerField>', undefined],
    ['a salt that is no number', '<m:SaltLength>many</m:SaltLength>', undefined],
  ])('%s', (_name, inside, scheme) => expect(schemeOf(inside)).toEqual(scheme));

  it('verifies', () => {
    const shape = { ...PLAIN_SIGNATURE, method: 'pss-sha256' as const, key: testKey('idp-rsa') };
    const source = signed(shape, (root) => {
      const method = find(root, 'SignatureMethod');
      setAttribute(method, 'Algorithm', RSA_PSS);
      method.children = [parseModel(parameters('<m:SaltLength>32</m:SaltLength>'))];
      resign(root, find(root, 'Signature') as ElementModel, shape);
    });
    expect(verified(source)).toMatchObject({ status: 'verified', facts: { method: RSA_PSS } });
  });
});

describe('EdDSA', () => {
  it.each(['ed25519', 'ed448'] as const)('%s verifies', (curve) => {
    const pair = curve === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ed448');
    const source = signed({ keyInfo: 'none' }, (root) => {
      const uri = `http://www.w3.org/2021/04/xmldsig-more#eddsa-${curve}`;
      setAttribute(find(root, 'SignatureMethod'), 'Algorithm', uri);
      const bytes = Buffer.from(
        canonicalise(root, find(root, 'SignedInfo'), { exclusive: true, comments: false }),
      );
      setText(find(root, 'SignatureValue'), sign(null, bytes, pair.privateKey).toString('base64'));
    });
    const key = nodeCrypto.importPem(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString());
    expect(verified(source, [{ key }])).toMatchObject({ status: 'verified', embedded: 'none' });
  });
});

describe('names', () => {
  it.each([
    'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-md5',
    '',
    'toString',
    '__proto__',
  ])('%j names no signature and no hash', (uri) => {
    expect(signatureSchemeOf(uri)).toBeUndefined();
    expect(hashOf(uri)).toBeUndefined();
  });
});
