import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type KeyName = 'idp-rsa' | 'idp-p256' | 'idp-p384' | 'idp-p521' | 'attacker-rsa' | 'sp-rsa';

/** A stored test key with its self-signed certificate. */
export interface TestKey {
  readonly name: KeyName;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly privatePem: string;
  readonly certificatePem: string;
  /** The certificate's DER as one line of base64. */
  readonly certificateBase64: string;
  readonly certificatePath: string;
  readonly privatePath: string;
}

/** From the working directory, which npm and vitest put at the root: the benches run bundled, away from this file. */
const folder = join(process.cwd(), 'test', 'fixtures', 'keys', 'saml');
const loaded = new Map<KeyName, TestKey>();

/** Reads a key of test/fixtures/keys/saml once per process. */
export function testKey(name: KeyName): TestKey {
  const known = loaded.get(name);
  if (known) return known;
  const privatePath = join(folder, `${name}.key`);
  const certificatePath = join(folder, `${name}.crt`);
  const privatePem = readFileSync(privatePath, 'utf8');
  const certificatePem = readFileSync(certificatePath, 'utf8');
  const privateKey = createPrivateKey(privatePem);
  const key: TestKey = {
    name,
    privateKey,
    publicKey: createPublicKey(privateKey),
    privatePem,
    certificatePem,
    certificateBase64: new X509Certificate(certificatePem).raw.toString('base64'),
    certificatePath,
    privatePath,
  };
  loaded.set(name, key);
  return key;
}
