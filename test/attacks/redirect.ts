import { createHmac, createSign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { testKey } from '../generators/keys.ts';
import { ATTACKER } from './attack.ts';

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const HMAC_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256';
const ENDPOINT = 'https://login.example.com/saml2';

export interface RedirectAttack {
  readonly name: string;
  readonly url: string;
  readonly attackerValues: readonly string[];
}

/** Compression level of deflate; 0 gives the same octets whatever the library's version. */
type Level = 0 | 6;

const packed = (xml: string, level: Level): string =>
  encodeURIComponent(deflateRawSync(Buffer.from(xml), { level }).toString('base64'));

function signature(octets: string, key: 'idp-rsa' | 'attacker-rsa'): string {
  return encodeURIComponent(createSign('sha256').update(octets).sign(testKey(key).privateKey, 'base64'));
}

/** Octets that the redirect binding signs (SAML bindings section 3.4.4.1). */
function signedOctets(xml: string, relayState: string, level: Level = 6): string {
  return `SAMLRequest=${packed(xml, level)}&RelayState=${encodeURIComponent(relayState)}&SigAlg=${encodeURIComponent(RSA_SHA256)}`;
}

/** An honest signed redirect of an unsigned message. */
export function signedRedirect(xml: string, relayState: string, level: Level = 6): string {
  const octets = signedOctets(xml, relayState, level);
  return `${ENDPOINT}?${octets}&Signature=${signature(octets, 'idp-rsa')}`;
}

/** The same parameters in another order: the signature is over a fixed order, so it holds. */
export function reorderedRedirect(xml: string, relayState: string): string {
  const octets = signedOctets(xml, relayState);
  return `${ENDPOINT}?Signature=${signature(octets, 'idp-rsa')}&${octets.split('&').toReversed().join('&')}`;
}

/**
 * @param xml an unsigned request
 * @param forged the same with the attacker's values
 * @param level how the message is compressed
 */
export function redirectAttacks(xml: string, forged: string, level: Level = 6): RedirectAttack[] {
  const octets = signedOctets(xml, 'state', level);
  const good = `${octets}&Signature=${signature(octets, 'idp-rsa')}`;
  const evil = `SAMLRequest=${packed(forged, level)}`;
  const algorithm = encodeURIComponent(RSA_SHA256);
  const hmacOctets = octets
    .replace(algorithm, encodeURIComponent(HMAC_SHA256))
    .replace(/^SAMLRequest=[^&]*/, evil);
  const hmac = createHmac('sha256', testKey('idp-rsa').publicKey.export({ type: 'spki', format: 'pem' }))
    .update(hmacOctets)
    .digest('base64');
  const byAttacker = signedOctets(forged, 'state', level);
  const queries: Record<string, string> = {
    'the message given twice, forged first': `${evil}&${good}`,
    'the message given twice, forged last': `${good}&${evil}`,
    'the forged message under a percent-encoded name': `${good}&SAML%52equest=${packed(forged, level)}`,
    'a forged response beside the signed request': `${good}&SAMLResponse=${packed(forged, level)}`,
    'the message replaced': good.replace(/^SAMLRequest=[^&]*/, evil),
    'RelayState changed': good.replace('RelayState=state', 'RelayState=wolf'),
    'RelayState removed': good.replace('RelayState=state&', ''),
    'RelayState given twice': good.replace('RelayState=state', 'RelayState=state&RelayState=wolf'),
    'RelayState encoded another way after signing': good.replace('RelayState=state', 'RelayState=%73tate'),
    'SigAlg changed': good.replace(
      algorithm,
      encodeURIComponent('http://www.w3.org/2000/09/xmldsig#rsa-sha1'),
    ),
    'SigAlg given twice': `${good}&SigAlg=${encodeURIComponent(HMAC_SHA256)}`,
    'SigAlg removed': good.replace(`&SigAlg=${algorithm}`, ''),
    'SigAlg unknown': good.replace(algorithm, 'none'),
    'Signature removed': octets.replace(/^SAMLRequest=[^&]*/, evil),
    'Signature and SigAlg removed': evil,
    'Signature empty': `${octets.replace(/^SAMLRequest=[^&]*/, evil)}&Signature=`,
    'Signature given twice': `${good}&Signature=AAAA`,
    'signed by the attacker': `${byAttacker}&Signature=${signature(byAttacker, 'attacker-rsa')}`,
    'HMAC with the public key': `${hmacOctets}&Signature=${encodeURIComponent(hmac)}`,
    'the signature of other octets': good.replace(
      /Signature=.*/,
      `Signature=${signature(`${octets}x`, 'idp-rsa')}`,
    ),
  };
  return Object.entries(queries).map(([name, query]) => ({
    name,
    url: `${ENDPOINT}?${query}`,
    attackerValues: [ATTACKER.nameId, ATTACKER.issuer],
  }));
}
