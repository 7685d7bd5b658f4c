import { toBase64 } from '../../../../shared/core/encoding/base64.ts';
import { toUtf8 } from '../../../../shared/core/encoding/utf8.ts';
import { WorkbenchError } from '../../../../shared/core/errors/workbench-error.ts';
import { judgeXml } from '../../../../shared/core/saml/judge-xml.ts';
import { readMetadata } from '../../../../shared/core/saml/metadata.ts';
import { entitiesOf, identityProviderOf } from '../../../../shared/core/saml/read-metadata.ts';
import { parseXml } from '../../../../shared/core/xml/parse.ts';
import type { LabGround } from '../../platform/ground.ts';
import type { ExternalIdentityProvider } from '../identity-center.ts';

const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
/** Characters of a certificate as a PEM file (facts of AWS, section 5). */
const MOST_CERTIFICATE = 2_500;
const MOST_CERTIFICATES = 10;

/** Something the console page does not take, in words for its reader. */
export class ConsoleRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConsoleRefusal';
  }
}

/** Reads the metadata an administrator loads for the external identity provider. @throws ConsoleRefusal */
export function providerFromMetadata(ground: LabGround, text: string): ExternalIdentityProvider {
  const [report] = judgeXml(
    { family: 'xml', form: 'raw', leniencies: [], bytes: toUtf8(text) },
    {
      crypto: ground.crypto,
      options: {
        trust: [],
        decryptKeys: [],
        profile: 'aws-identity-center',
        expect: {},
        clockSkew: 0,
        strict: false,
      },
      now: ground.clock.now(),
      keys: { trust: [], decrypt: [], entityIds: [], trustGiven: false },
      depth: 0,
      judgeNested: () => [],
    },
  );
  const failed = report?.checks.find(({ status }) => status === 'fail');
  if (failed !== undefined) throw new ConsoleRefusal(`The metadata is not taken: ${failed.message}`);
  const { entityId, signingCertificates } = described(() => readMetadata(text));
  return checkedProvider({
    entityId,
    certificates: signingCertificates.map((certificate) => certificateOf(ground, certificate)),
    signInUrl: redirectAddress(text) ?? '',
  });
}

/** Checks what was typed in instead of metadata. @throws ConsoleRefusal */
export function checkedProvider(provider: ExternalIdentityProvider): ExternalIdentityProvider {
  if (provider.entityId === '') throw new ConsoleRefusal('The identity provider’s issuer URL is missing.');
  if (!URL.canParse(provider.signInUrl) || new URL(provider.signInUrl).protocol !== 'https:')
    throw new ConsoleRefusal('The identity provider’s sign-in URL is missing, or is not an https address.');
  if (provider.certificates.length === 0)
    throw new ConsoleRefusal('The identity provider’s certificate is missing.');
  return provider;
}

/** @param text PEM or base64 @returns base64 DER in one line. @throws ConsoleRefusal */
export function certificateOf(ground: LabGround, text: string): string {
  if (text.trim().length > MOST_CERTIFICATE)
    throw new ConsoleRefusal(`A certificate may have ${MOST_CERTIFICATE} characters.`);
  const { der } = described(() => ground.crypto.parseCertificate(text.trim()));
  return toBase64(der);
}

/** Adds a certificate to those that verify. @throws ConsoleRefusal */
export function importCertificate(ground: LabGround, text: string): void {
  const provider = configured(ground);
  const certificate = certificateOf(ground, text);
  if (provider.certificates.includes(certificate))
    throw new ConsoleRefusal('This certificate is imported already.');
  if (provider.certificates.length >= MOST_CERTIFICATES)
    throw new ConsoleRefusal(
      'There are too many certificates. Delete those the identity provider no longer signs with.',
    );
  provider.certificates = [...provider.certificates, certificate];
}

/** Takes a certificate away; the last one stays. @throws ConsoleRefusal */
export function deleteCertificate(ground: LabGround, sha256: string): void {
  const provider = configured(ground);
  const rest = provider.certificates.filter(
    (certificate) => ground.crypto.parseCertificate(certificate).sha256 !== sha256,
  );
  if (rest.length === provider.certificates.length) throw new ConsoleRefusal('There is no such certificate.');
  if (rest.length === 0)
    throw new ConsoleRefusal('The last certificate cannot be deleted: nobody could sign in.');
  provider.certificates = rest;
}

function configured(ground: LabGround): ExternalIdentityProvider {
  const provider = ground.state.aws.identityCenter.identityProvider;
  if (provider === undefined)
    throw new ConsoleRefusal('The identity source is not an external identity provider.');
  return provider;
}

function redirectAddress(text: string): string | undefined {
  const parsed = parseXml(text);
  if (!parsed.ok) return undefined;
  const [provider] = entitiesOf(parsed.document.root).flatMap((entity) => identityProviderOf(entity) ?? []);
  return provider?.endpoints.find(
    ({ service, binding }) => service === 'SingleSignOnService' && binding === REDIRECT,
  )?.location;
}

function described<T>(read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) throw new ConsoleRefusal(thrown.message);
    throw thrown;
  }
}
