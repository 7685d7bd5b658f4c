import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { CertificateAuthority, selfSignedCertificate } from '../../../electron/lab/platform/certificates.ts';
import { LabRandom } from '../../../electron/lab/platform/lab-random.ts';
import { privateKeyOf, seededRsaKey } from '../../../electron/lab/platform/rsa-key.ts';

const NOW = Date.now();
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'fedbench-certificates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

it('makes the same signing certificate from the same key, serial and times', async () => {
  const key = seededRsaKey(new LabRandom(1));
  const wanted = {
    key,
    name: 'CN=Signing',
    serial: '4a0b',
    notBefore: 1_700_000_000_000,
    notAfter: 1_800_000_000_000,
  };
  const pem = await selfSignedCertificate(wanted);
  expect(await selfSignedCertificate(wanted)).toBe(pem);
  const certificate = new X509Certificate(pem);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(privateKeyOf(key))).toBe(true);
  expect(Date.parse(certificate.validTo)).toBe(1_800_000_000_000);
});

it('issues server certificates for names and addresses that chain to it', async () => {
  const authority = await CertificateAuthority.create('CN=Test', NOW);
  const { certificatePem, privateKeyPem } = await authority.issueServer(['localhost', '127.0.0.1'], NOW);
  const [issuer, server] = [
    new X509Certificate(authority.certificatePem),
    new X509Certificate(certificatePem),
  ];
  expect([issuer.ca, server.ca]).toEqual([true, false]);
  expect(server.checkIssued(issuer)).toBe(true);
  expect(server.verify(issuer.publicKey)).toBe(true);
  expect(server.checkPrivateKey(createPrivateKey(privateKeyPem))).toBe(true);
  expect([server.checkHost('localhost'), server.checkIP('127.0.0.1')]).toEqual(['localhost', '127.0.0.1']);
  expect(server.checkHost('attacker.example')).toBeUndefined();
});

it('issues certificates for people that are no good for a server', async () => {
  const authority = await CertificateAuthority.create('CN=Forest', NOW);
  const issued = await authority.issueClient({
    userPrincipalName: 'kim@corp.example',
    notBefore: NOW,
    notAfter: NOW + 1_000_000,
  });
  const certificate = new X509Certificate(issued.certificatePem);
  expect(certificate.subject).toBe('CN=kim@corp.example');
  expect(certificate.checkEmail('kim@corp.example')).toBe('kim@corp.example');
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
});

it('goes on after it was exported, and differs from every other', async () => {
  const authority = await CertificateAuthority.create('CN=Test', NOW);
  const again = await CertificateAuthority.restore(await authority.export());
  const { certificatePem } = await again.issueServer(['graph.microsoft.com'], NOW);
  const issuer = new X509Certificate(authority.certificatePem);
  expect(new X509Certificate(certificatePem).verify(issuer.publicKey)).toBe(true);
  const other = await CertificateAuthority.create('CN=Test', NOW);
  expect(
    new X509Certificate(certificatePem).verify(new X509Certificate(other.certificatePem).publicKey),
  ).toBe(false);
});

it.skipIf(!hasOpenssl)('convinces OpenSSL (needs openssl)', async () => {
  const authority = await CertificateAuthority.create('CN=Test', NOW);
  const ca = file('ca.pem', authority.certificatePem);
  const server = file(
    'server.pem',
    (await authority.issueServer(['login.microsoftonline.com'], NOW)).certificatePem,
  );
  const args = [
    'verify',
    '-x509_strict',
    '-purpose',
    'sslserver',
    '-verify_hostname',
    'login.microsoftonline.com',
  ];
  expect(String(execFileSync('openssl', [...args, '-CAfile', ca, server]))).toContain('OK');
  const long = `${'a'.repeat(60)}.${'b'.repeat(60)}.example`;
  const longNamed = file('long.pem', (await authority.issueServer([long], NOW)).certificatePem);
  expect(String(execFileSync('openssl', ['verify', '-x509_strict', '-CAfile', ca, longNamed]))).toContain(
    'OK',
  );
});
