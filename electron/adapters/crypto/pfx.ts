import forge from 'node-forge';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

/** Certificate and key out of a PKCS #12 file. */
export interface OpenedPfx {
  readonly certificatePem: string;
  /** PKCS #8, not encrypted: it goes straight into the secret store. */
  readonly privateKeyPem: string;
}

/**
 * Opens a PKCS #12 file (RFC 7292), old ciphers included, which Node's OpenSSL refuses.
 *
 * @param bytes the file
 * @param password may be empty
 * @throws WorkbenchError ERR_KEY_UNREADABLE where the password is wrong or the file holds no RSA key with its certificate
 */
export function openPfx(bytes: Uint8Array, password: string): OpenedPfx {
  const fail = (reason: string, hint: string): WorkbenchError =>
    new WorkbenchError(
      'ERR_KEY_UNREADABLE',
      'pfx',
      { what: 'PFX file', reason },
      { message: `The PFX file cannot be used: ${reason}.`, hint },
    );
  let store: forge.pkcs12.Pkcs12Pfx;
  try {
    const asn1 = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(bytes).toString('binary')));
    store = forge.pkcs12.pkcs12FromAsn1(asn1, password);
  } catch (thrown) {
    const wrongPassword = thrown instanceof Error && /mac|password/i.test(thrown.message);
    throw wrongPassword
      ? fail('the password is wrong', 'Enter the password it was exported with.')
      : fail('it is damaged or no PKCS #12 file', 'Export it again.');
  }
  const { pkcs8ShroudedKeyBag, keyBag, certBag } = forge.pki.oids;
  const bags = (type: string | undefined): forge.pkcs12.Bag[] =>
    type === undefined ? [] : (store.getBags({ bagType: type })[type] ?? []);
  const key = [...bags(pkcs8ShroudedKeyBag), ...bags(keyBag)].find((bag) => bag.key != null)?.key;
  if (key == null) throw fail('it holds no RSA key', 'Export it with its private key.');
  const { n } = key as forge.pki.rsa.PrivateKey;
  const certificate = bags(certBag).find(
    ({ cert }) => (cert?.publicKey as forge.pki.rsa.PublicKey | undefined)?.n.equals(n) === true,
  )?.cert;
  if (certificate === undefined)
    throw fail('its certificate is not in it', 'Export key and certificate together.');
  const info = forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key));
  return {
    certificatePem: forge.pki.certificateToPem(certificate).replaceAll('\r', ''),
    privateKeyPem: forge.pki.privateKeyInfoToPem(info).replaceAll('\r', ''),
  };
}
