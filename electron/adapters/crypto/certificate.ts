import { createHash } from 'node:crypto';
import type { Certificate } from '../../../shared/core/crypto/crypto.ts';
import { readAlternativeNames } from './alternative-names.ts';
import { asBuffer } from './bytes.ts';
import { DerReader, TAG } from './der.ts';
import { readSpki } from './der-key.ts';
import { readDistinguishedName } from './distinguished-name.ts';
import { Fault } from './key-error.ts';

/**
 * Reads an X.509 certificate (RFC 5280 section 4.1) without judging it.
 *
 * @throws Fault, UnsupportedFault where it is no certificate, or its key is of a kind no check can use
 */
export function readCertificate(der: Uint8Array): Certificate {
  const outer = new DerReader(der);
  const certificate = outer.sequence();
  outer.end();
  const body = certificate.sequence();
  certificate.sequence();
  certificate.bitString();
  certificate.end();
  body.optional(0xa0);
  const serialNumber = asBuffer(body.integer()).toString('hex').toUpperCase();
  body.sequence();
  const issuer = readDistinguishedName(body.sequence());
  const validity = body.sequence();
  const notBefore = readTime(validity);
  const notAfter = readTime(validity);
  const subject = readDistinguishedName(body.sequence());
  const publicKey = readSpki(body.next(TAG.sequence).encoding);
  // Unique identifiers, which nobody uses (RFC 5280 section 4.1.2.8).
  body.optional(0x81);
  body.optional(0x82);
  const alternativeNames = readAlternativeNames(body.optional(0xa3));
  return {
    subject,
    issuer,
    serialNumber: serialNumber.replace(/^00(?=.)/, ''),
    notBefore,
    notAfter,
    sha256: createHash('sha256').update(der).digest('hex'),
    sha1: createHash('sha1').update(der).digest('hex'),
    der,
    publicKey,
    alternativeNames,
  };
}

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;

/** RFC 5280 section 4.1.2.5: two-digit years from 50 on stand for 19xx. */
function readTime(validity: DerReader): number {
  const { tag, content } = validity.next();
  const pattern = tag === TAG.utcTime ? UTC_TIME : tag === TAG.generalizedTime ? GENERALIZED_TIME : undefined;
  const parts = pattern?.exec(asBuffer(content).toString('latin1'))?.slice(1).map(Number);
  if (parts === undefined) throw new Fault('its validity period is not a date');
  const [given = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const year = tag === TAG.generalizedTime ? given : given >= 50 ? 1900 + given : 2000 + given;
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  time.setUTCHours(hour, minute, second);
  const isReal = time.getUTCMonth() === month - 1 && time.getUTCDate() === day && hour < 24 && minute < 60;
  if (!isReal || second > 60) throw new Fault('its validity period is not a date');
  return time.getTime();
}
