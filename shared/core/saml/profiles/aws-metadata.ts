import type { Judgement } from '../judgement.ts';
import type { MetadataEntity } from '../read-metadata.ts';

const MOST_CHARACTERS = 75_000;
const MOST_CERTIFICATE_CHARACTERS = 2500;
/** Lines of 64 characters, with the lines a PEM file begins and ends with. */
const PEM_LINE = 64;
const PEM_FRAME = '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'.length;

/** Characters of the certificate as the PEM file an administrator uploads. */
function pemLength(base64: string): number {
  return base64.length + Math.ceil(base64.length / PEM_LINE) + PEM_FRAME;
}

/** Rules of identity provider metadata that IAM Identity Center takes (profile `aws-identity-center`). */
export function checkAwsMetadata(
  judgement: Judgement,
  text: string,
  entities: readonly MetadataEntity[],
): void {
  const size = { expected: `at most ${MOST_CHARACTERS} characters`, actual: String(text.length) };
  if (text.length <= MOST_CHARACTERS)
    judgement.pass('aws.metadata-size', 'The metadata is small enough.', size);
  else judgement.fail('aws.metadata-size', 'The metadata is too large.', size, entities[0]?.element);
  const certificates = entities.flatMap(({ roles }) => roles.flatMap((role) => role.certificates));
  const large = certificates.find(({ base64 }) => pemLength(base64) > MOST_CERTIFICATE_CHARACTERS);
  const limit = { expected: `at most ${MOST_CERTIFICATE_CHARACTERS} characters` };
  if (large === undefined)
    judgement.pass('aws.metadata-certificate', 'The certificates are small enough.', limit);
  else
    judgement.fail(
      'aws.metadata-certificate',
      'A certificate is too large.',
      { ...limit, actual: String(pemLength(large.base64)) },
      large.element,
    );
}
