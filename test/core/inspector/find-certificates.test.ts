import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { findCertificates } from '../../../shared/core/inspector/find-certificates.ts';
import { testKey } from '../../generators/keys.ts';

const { certificatePem, certificateBase64 } = testKey('idp-rsa');
const other = testKey('idp-p256');
const open = (...texts: string[]) => findCertificates(texts, nodeCrypto).certificates;

describe('the certificates in a text', () => {
  it('are opened as node:crypto reads them', () => {
    const [found] = open(certificatePem);
    const oracle = new X509Certificate(certificatePem);
    const plain = (fingerprint: string) => fingerprint.replaceAll(':', '').toLowerCase();
    expect(found).toMatchObject({
      text: 0,
      times: 1,
      certificate: {
        subject: oracle.subject,
        issuer: oracle.issuer,
        serialNumber: oracle.serialNumber.padStart(2, '0'),
        notBefore: new Date(oracle.validFrom).toISOString(),
        notAfter: new Date(oracle.validTo).toISOString(),
        key: 'RSA, 2048 bits',
        sha1: plain(oracle.fingerprint),
        sha256: plain(oracle.fingerprint256),
        alternativeNames: [],
      },
    });
    expect(new X509Certificate(found?.certificate?.pem ?? '').raw.equals(oracle.raw)).toBe(true);
  });

  it.each([
    [
      'KeyInfo',
      `<ds:X509Data><ds:X509Certificate>\n ${certificateBase64}\n</ds:X509Certificate></ds:X509Data>`,
    ],
    ['x5c', JSON.stringify({ keys: [{ kty: 'RSA', x5c: [certificateBase64] }] }, undefined, 2)],
    ['bare base64', ` ${certificateBase64}\n`],
    ['PEM in JSON', JSON.stringify({ kid1: certificatePem })],
  ])('are found in %s', (_, text) => {
    expect(open(text).map(({ certificate }) => certificate?.subject)).toEqual(['CN=Test identity provider']);
  });

  it('are told apart by what metadata uses them for, and counted', () => {
    const key = (use: string, base64: string) =>
      `<md:KeyDescriptor${use}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${base64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
    const metadata = [
      key(' use="signing"', certificateBase64),
      key(' use="signing"', certificateBase64),
      key(" use='encryption'", other.certificateBase64),
      key('', other.certificateBase64),
      `<ds:X509Certificate>${certificateBase64}</ds:X509Certificate>`,
    ].join('\n');
    expect(open(metadata).map(({ use, times }) => [use, times])).toEqual([
      ['signing', 2],
      ['encryption', 1],
      ['signing and encryption', 1],
      [undefined, 1],
    ]);
    expect(open(metadata)[2]?.certificate?.key).toBe('EC, P-256');
  });

  it('keep the text they stand in, and say why one cannot be read', () => {
    const found = open('nothing', certificatePem, '<X509Certificate>MIIC</X509Certificate>');
    expect(found.map(({ text }) => text)).toEqual([1, 2]);
    expect(found[1]?.certificate).toBeUndefined();
    expect(found[1]?.problem).toMatch(/certificate could not be read/i);
  });

  it('are none in a token, a private key or nothing', () => {
    expect(open('', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.', testKey('idp-rsa').privatePem)).toEqual([]);
  });

  it('are limited, however many there are', () => {
    const many = rootCertificates.concat(rootCertificates.map((pem) => `${pem}\n<!-- -->`)).join('\n');
    const { certificates, more } = findCertificates([many, rootCertificates.join('\n')], nodeCrypto);
    expect(certificates).toHaveLength(200);
    expect(more).toBeGreaterThan(0);
  });
});

it('reads alternative names of each kind', () => {
  // Made once with: openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -addext subjectAltName=…
  const pem = SAN_CERTIFICATE;
  expect(nodeCrypto.parseCertificate(pem).alternativeNames).toEqual([
    'DNS:idp.example',
    'email:kim@example.com',
    'URI:https://idp.example/',
    'IP:192.0.2.7',
    'IP:2001:db8:0:0:0:0:0:1',
    'name:CN=Other',
    'other:1.3.6.1.4.1.311.20.2.3',
  ]);
});

const SAN_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIB0zCCAXqgAwIBAgIUDsOcqzBGy+AjiLnhQpgBrOKxSV8wCgYIKoZIzj0EAwIw
EDEOMAwGA1UEAwwFTmFtZXMwHhcNMjYxMTI1MjIyOTMzWhcNMzYxMTIyMjIyOTMz
WjAQMQ4wDAYDVQQDDAVOYW1lczBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNBH
fKHfnPASYvUpyFEez/VEO1lv6CjfvUPxne3EnzeA+1q5hxLI1iYPM3gUMvzdEU3h
xwJaecfrQFPaS+wOkrqjgbEwga4wgYwGA1UdEQSBhDCBgYILaWRwLmV4YW1wbGWB
D2tpbUBleGFtcGxlLmNvbYYUaHR0cHM6Ly9pZHAuZXhhbXBsZS+HBMAAAgeHECAB
DbgAAAAAAAAAAAAAAAGkEjAQMQ4wDAYDVQQDDAVPdGhlcqAfBgorBgEEAYI3FAID
oBEMD2tpbUBleGFtcGxlLmNvbTAdBgNVHQ4EFgQUfvq6z0tXa/+dDoL7OOmgdKxY
8AgwCgYIKoZIzj0EAwIDRwAwRAIgHDpNn3d6OgDLMjuNloEnlvafGDIfFqFceqoi
/sDyGZUCIHuoZ78uLAsX6N1plgQW3SGjAuf4c1O8/bBE32Ip7GAs
-----END CERTIFICATE-----`;
