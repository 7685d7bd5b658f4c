import { describe, expect, it } from 'vitest';
import { readMetadata } from '../../../shared/core/saml/metadata.ts';
import { BASES, ISSUER, samlCase } from '../../fixtures/rules/saml-messages.ts';
import { testKey } from '../../generators/keys.ts';
import { checksOf, failedIds, judgeCase } from './judge-fixture.ts';

const certificate = (name: Parameters<typeof testKey>[0]): string => testKey(name).certificateBase64;
const descriptor = (use: string, base64: string): string =>
  `<md:KeyDescriptor${use}><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>\n${base64.replace(/(.{64})/g, '$1\n')}\n</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;

describe('metadata as trust', () => {
  it('gives the entity ID and the signing certificate', () => {
    const read = readMetadata(BASES.metadata);
    expect(read.entityId).toBe(ISSUER);
    expect(read.signingCertificates).toEqual([certificate('idp-rsa')]);
  });

  it('takes several certificates, those without a use too, and leaves encryption ones out', () => {
    const more =
      descriptor('', certificate('idp-p256')) +
      descriptor(' use="encryption"', certificate('sp-rsa')) +
      descriptor(' use="signing"', certificate('idp-rsa'));
    const read = readMetadata(
      BASES.metadata.replace('<md:SingleSignOnService', () => `${more}<md:SingleSignOnService`),
    );
    expect(read.signingCertificates).toEqual([certificate('idp-rsa'), certificate('idp-p256')]);
    expect(read.encryptionCertificates).toEqual([certificate('idp-p256'), certificate('sp-rsa')]);
  });

  it('never takes a certificate of a service provider', () => {
    const sp = `<md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${descriptor('', certificate('sp-rsa'))}</md:SPSSODescriptor>`;
    const read = readMetadata(
      BASES.metadata.replace('</md:EntityDescriptor>', () => `${sp}</md:EntityDescriptor>`),
    );
    expect(read.signingCertificates).toEqual([certificate('idp-rsa')]);
  });

  it('reads a whole federation', () => {
    const federation = `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"><md:EntitiesDescriptor>${BASES.metadata}</md:EntitiesDescriptor>${BASES.metadata.replace(ISSUER, 'https://other.example.com').replace('ID="_m1"', 'ID="_m2"')}</md:EntitiesDescriptor>`;
    expect(readMetadata(federation).entityIds).toEqual([ISSUER, 'https://other.example.com']);
  });

  it.each([
    ['no XML', 'hello'],
    ['another document', '<a/>'],
    ['cut off', BASES.metadata.slice(0, -20)],
    ['a DOCTYPE', `<!DOCTYPE a>${BASES.metadata}`],
    ['no identity provider', BASES.metadata.replaceAll('IDPSSODescriptor', 'SPSSODescriptor')],
    ['no certificate', BASES.metadata.replace(/<md:KeyDescriptor.*<\/md:KeyDescriptor>/, '')],
  ])('refuses %s with one coded error', (_, text) => {
    expect(() => readMetadata(text)).toThrow(expect.objectContaining({ code: 'ERR_KEY_UNREADABLE' }));
  });
});

describe('metadata as a message', () => {
  it('needs no signature where nobody asks for one', () => {
    const message = judgeCase(samlCase('metadata', { sign: 'none', trust: [] }));
    expect(failedIds(message)).toEqual([]);
    expect(message.verdict).toBe('unverified');
  });

  it('warns before a certificate expires', () => {
    const message = judgeCase(
      samlCase('metadata', {
        edit: [['validUntil="2027', 'validUntil="2050']],
        options: { at: Date.UTC(2044, 11, 20) },
      }),
    );
    expect(checksOf(message, 'metadata.certificates')[0]?.message).toContain('expires in 12 days');
  });
});
