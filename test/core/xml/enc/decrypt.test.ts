import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../../electron/adapters/crypto/node-crypto.ts';
import { verifySignature } from '../../../../shared/core/xml/dsig/verify.ts';
import { decryptData } from '../../../../shared/core/xml/enc/decrypt.ts';
import type { DecryptOutcome } from '../../../../shared/core/xml/enc/outcome.ts';
import { parseXml } from '../../../../shared/core/xml/parse.ts';
import { childElements } from '../../../../shared/core/xml/query.ts';
import {
  BLOCK_CIPHER_NAMES,
  type EncryptionShape,
  encryptXml,
  KEY_TRANSPORT_NAMES,
} from '../../../generators/encrypt.ts';
import { type KeyName, testKey } from '../../../generators/keys.ts';
import { SeededRandom } from '../../../generators/seeded-random.ts';
import { serialise } from '../../../generators/serialise.ts';
import {
  type ElementModel,
  element,
  find,
  removeFrom,
  setAttribute,
  setText,
} from '../../../generators/xml-model.ts';
import { signatureOf, signed, trusting } from '../dsig/signed-message.ts';

const SECRET = '<s:Secret ID="x" xmlns:s="urn:s"><Name xmlns="">Zoë</Name></s:Secret>';
const SHAPE: EncryptionShape = {
  recipient: testKey('sp-rsa'),
  data: 'aes256-gcm',
  transport: 'oaep-mgf1p',
  keyPlace: 'inside',
  prefix: 'xenc',
};

function encrypted(
  shape: Partial<EncryptionShape> = {},
  change: (root: ElementModel) => void = () => {},
  secret = SECRET,
): string {
  const content = encryptXml(secret, { ...SHAPE, ...shape }, new SeededRandom(7));
  const root = element(
    'm:Message',
    { 'xmlns:m': 'urn:m', xmlns: 'urn:default' },
    element('m:Holder', {}, ...content),
  );
  change(root);
  return serialise(root);
}

const privateKeys = (...names: KeyName[]) =>
  names.map((name) => nodeCrypto.importPem(testKey(name).privatePem));

function opened(source: string, keys = privateKeys('idp-rsa', 'sp-rsa')): DecryptOutcome {
  const result = parseXml(source);
  if (!result.ok) throw new Error(result.refusal.message);
  const [holder] = childElements(result.document.root);
  if (holder === undefined) throw new Error('no holder');
  return decryptData(holder, result.document, keys, nodeCrypto);
}

describe('opens', () => {
  it.each(
    BLOCK_CIPHER_NAMES.flatMap((data) =>
      (['inside', 'beside'] as const).map((keyPlace) => ({ data, keyPlace })),
    ),
  )('$data with its key $keyPlace', (shape) => {
    expect(opened(encrypted(shape))).toMatchObject({
      ok: true,
      plaintext: SECRET,
      document: { root: { local: 'Secret' } },
    });
  });

  it.each(KEY_TRANSPORT_NAMES)('%s', (transport) => {
    const outcome = opened(encrypted({ transport }));
    expect(outcome).toMatchObject({ ok: true, weak: transport === 'rsa-1_5' ? ['rsa-1_5'] : [] });
  });

  it('and says which algorithms are no longer safe', () => {
    expect(opened(encrypted({ data: 'aes128-cbc' }))).toMatchObject({ weak: ['cbc'] });
    expect(opened(encrypted({ data: '3des-cbc', transport: 'rsa-1_5' }))).toMatchObject({
      weak: ['cbc', '3des', 'rsa-1_5'],
    });
  });

  it('in the namespaces of the place it stood in', () => {
    const outcome = opened(encrypted({}, undefined, '<m:Secret><Name ID="y"/></m:Secret>'));
    if (!outcome.ok) throw new Error(outcome.message);
    const [name] = childElements(outcome.document.root);
    expect(outcome.document.root.uri).toBe('urn:m');
    expect(name?.uri).toBe('urn:default');
    expect(outcome.document.byId.get('y')).toBe(name);
  });

  it('the key that is meant among several', () => {
    const source = encrypted({ keyPlace: 'beside' }, (root) => {
      const [, other] = encryptXml(
        SECRET,
        { ...SHAPE, keyPlace: 'beside', recipient: testKey('idp-rsa') },
        new SeededRandom(8),
      );
      find(root, 'Holder').children.push(other as ElementModel);
    });
    expect(opened(source, privateKeys('sp-rsa'))).toMatchObject({ ok: true });
  });

  it('what a shared secret encrypts directly', () => {
    const secret = randomBytes(16);
    const vector = randomBytes(12);
    const cipher = createCipheriv('aes-128-gcm', secret, vector);
    const bytes = Buffer.concat([vector, cipher.update(SECRET), cipher.final(), cipher.getAuthTag()]);
    const source = encrypted({ data: 'aes128-gcm' }, (root) => {
      removeFrom(root, find(root, 'KeyInfo'));
      setText(find(root, 'CipherValue'), bytes.toString('base64'));
    });
    expect(opened(source, [nodeCrypto.importSecret(secret)])).toMatchObject({ ok: true, plaintext: SECRET });
  });
});

describe('a signature inside', () => {
  const forms = ['inclusive', 'exclusive'] as const;
  it.each(forms.flatMap((transform) => forms.map((canonicalization) => ({ transform, canonicalization }))))(
    'made alone or in place verifies: $transform, SignedInfo $canonicalization',
    (shape) => {
      const message = '<Signed xmlns="urn:d" ID="s1"><Name>x</Name></Signed>';
      const alone = signed(shape, undefined, message);
      const inPlace = signed(
        shape,
        undefined,
        `<m:Message xmlns:m="urn:m" xmlns="urn:default">${message}</m:Message>`,
      );
      for (const secret of [alone, inPlace.replace(/^.*?(<Signed.*<\/Signed>).*$/s, '$1')]) {
        const outcome = opened(encrypted({}, undefined, secret.replace(/^<\?.*?\?>\s*/, '')));
        if (!outcome.ok) throw new Error(outcome.message);
        const { document } = outcome;
        const inner = verifySignature(signatureOf(document), document, trusting('idp-rsa'), nodeCrypto);
        expect(inner.status).toBe('verified');
      }
    },
  );
});

describe('does not open, and says why', () => {
  it.each<[string, Parameters<typeof encrypted>[1], string]>([
    ['nothing encrypted', (root) => removeFrom(root, find(root, 'EncryptedData')), 'structure'],
    [
      'two EncryptedData',
      (root) => find(root, 'Holder').children.push(structuredClone(find(root, 'EncryptedData'))),
      'structure',
    ],
    ['no method', (root) => removeFrom(root, find(root, 'EncryptionMethod')), 'structure'],
    [
      'a CipherReference',
      (root) => {
        find(find(root, 'KeyInfo'), 'CipherData').children = [
          element('xenc:CipherReference', { URI: 'file:///x' }),
        ];
      },
      'structure',
    ],
    ['a value that is not base64', (root) => setText(find(root, 'CipherValue'), '%'), 'structure'],
    [
      'an unknown data algorithm',
      (root) => setAttribute(find(root, 'EncryptionMethod'), 'Algorithm', 'urn:x'),
      'algorithm',
    ],
    [
      'an unknown key algorithm',
      (root) => setAttribute(find(find(root, 'EncryptedKey'), 'EncryptionMethod'), 'Algorithm', 'urn:x'),
      'algorithm',
    ],
    [
      'a damaged key',
      (root) => setText(find(find(root, 'EncryptedKey'), 'CipherValue'), 'AAAA'),
      'could-not-decrypt',
    ],
    ['no encrypted key', (root) => removeFrom(root, find(root, 'KeyInfo')), 'key-does-not-fit'],
  ])('%s', (_name, change, reason) =>
    expect(opened(encrypted({}, change))).toMatchObject({ ok: false, reason }),
  );

  it.each(BLOCK_CIPHER_NAMES)('damaged content, %s', (data) => {
    const source = encrypted({ data }, (root) => {
      const values = find(root, 'EncryptedData').children.filter((node) => node.kind === 'element');
      setText(find(values.at(-1) as ElementModel, 'CipherValue'), 'AAAAAAAA');
    });
    expect(opened(source)).toMatchObject({ ok: false, reason: 'could-not-decrypt' });
  });

  it('without a key, or with one of another pair or type, and names the algorithms all the same', () => {
    expect(opened(encrypted(), [])).toMatchObject({
      reason: 'no-key',
      algorithms: {
        data: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
        key: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
      },
    });
    expect(opened(encrypted(), privateKeys('idp-rsa'))).toMatchObject({ reason: 'could-not-decrypt' });
    expect(opened(encrypted(), privateKeys('idp-p256'))).toMatchObject({ reason: 'key-does-not-fit' });
    const publicKey = nodeCrypto.parseCertificate(testKey('sp-rsa').certificatePem).publicKey;
    expect(opened(encrypted(), [publicKey])).toMatchObject({ reason: 'key-does-not-fit' });
  });

  it.each([
    ['text', 'just text', 'not-well-formed'],
    ['two elements', '<a/><b/>', 'second-root'],
    ['a DOCTYPE', '<!DOCTYPE a><a/>', 'doctype'],
  ])('what was inside is %s', (_name, secret, reason) => {
    expect(opened(encrypted({}, undefined, secret))).toMatchObject({
      reason: 'plaintext',
      refusal: { reason },
    });
  });
});
