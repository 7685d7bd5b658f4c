import type { Certificate } from '../crypto/crypto.ts';
import { fromBase64 } from '../encoding/base64.ts';
import { WorkbenchError } from '../errors/workbench-error.ts';
import type { InspectedMessage } from '../inspector/report.ts';
import { pathOf } from '../xml/query.ts';
import { signedTree } from './assertion-source.ts';
import { checkExpectedIssuer } from './checks/identity-checks.ts';
import type { PolicyContext } from './checks/policy-context.ts';
import { checkNotOnOrAfter } from './checks/time-checks.ts';
import { durationText, isoOf } from './instant.ts';
import { policyOf, type XmlCase } from './judging.ts';
import { judgeSignatures } from './message-signatures.ts';
import { checkAwsMetadata } from './profiles/aws-metadata.ts';
import { entitiesOf, type MetadataEntity, type MetadataRole } from './read-metadata.ts';
import { reportOf } from './report.ts';
import { checkStructure } from './structure-check.ts';
import { survey } from './survey.ts';

const SOON = 30 * 86_400_000;
const ROLE_NAMES = { idp: 'identity provider', sp: 'service provider', other: 'other role' } as const;
const ENTITY_ID_LENGTH = 1024;
/** A federation's metadata has thousands of entities; a verdict on each would hide every one of them. */
const MOST_ENTITIES = 20;
const MOST_CERTIFICATES = 50;

function readCertificate(one: XmlCase, base64: string): Certificate | undefined {
  const der = fromBase64(base64);
  if (der === undefined) return undefined;
  try {
    return one.crypto.parseCertificate(der);
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return undefined;
    throw thrown;
  }
}

function checkCertificates(one: XmlCase, role: MetadataRole, name: string): void {
  const { judgement, now } = one;
  if (role.certificates.length === 0) {
    if (role.role === 'idp')
      judgement.fail(
        'metadata.certificates',
        `The identity provider of ${name} has no certificate.`,
        {},
        role.element,
      );
    return;
  }
  const texts: string[] = [];
  let sound = true;
  for (const { base64, use, element } of role.certificates.slice(0, MOST_CERTIFICATES)) {
    const certificate = readCertificate(one, base64);
    if (certificate === undefined) {
      judgement.fail('metadata.certificates', `A certificate of ${name} cannot be read.`, {}, element);
      sound = false;
      continue;
    }
    const left = certificate.notAfter - now;
    const what = `${use ?? 'signing and encryption'}: ${certificate.subject.replaceAll('\n', ', ')}, until ${isoOf(certificate.notAfter)}`;
    texts.push(what);
    if (left < SOON) sound = false;
    if (left <= 0)
      judgement.warn(
        'metadata.certificates',
        `A certificate of ${name} expired ${durationText(left)} ago.`,
        { actual: what },
        element,
      );
    else if (left < SOON)
      judgement.warn(
        'metadata.certificates',
        `A certificate of ${name} expires in ${durationText(left)}.`,
        { actual: what },
        element,
      );
  }
  if (sound)
    judgement.pass('metadata.certificates', `The certificates of ${name} can be read and are valid.`, {
      actual: texts.join('; '),
    });
}

function checkEndpoints(one: XmlCase, role: MetadataRole, name: string): void {
  const { judgement } = one;
  const needed = role.role === 'idp' ? 'SingleSignOnService' : 'AssertionConsumerService';
  const bad = role.endpoints.find(({ binding, location }) => !binding || !location);
  const open = role.endpoints.find(({ location }) => location !== undefined && !/^https:/i.test(location));
  if (bad !== undefined)
    judgement.fail(
      'metadata.endpoints',
      `A ${bad.service} of ${name} lacks its binding or location.`,
      {},
      bad.element,
    );
  else if (!role.endpoints.some(({ service }) => service === needed))
    judgement.fail('metadata.endpoints', `${name} has no ${needed}.`, { expected: needed }, role.element);
  else if (open !== undefined)
    judgement.warn(
      'metadata.endpoints',
      `A ${open.service} of ${name} is not https.`,
      { actual: open.location ?? '' },
      open.element,
    );
  else
    judgement.pass('metadata.endpoints', `${name} says where it can be reached.`, {
      actual: role.endpoints.map(({ service, location }) => `${service} ${location}`).join('; '),
    });
}

function checkEntity(one: XmlCase, context: PolicyContext, entity: MetadataEntity): void {
  const { judgement } = one;
  const name = entity.entityId ?? pathOf(entity.element);
  const id = entity.entityId ?? '';
  if (id !== '' && id.length <= ENTITY_ID_LENGTH)
    judgement.pass('metadata.entity-id', 'The entity is named.', { actual: id });
  else
    judgement.fail(
      'metadata.entity-id',
      id === '' ? 'The entity has no entityID.' : 'The entityID is too long.',
      { expected: `1 to ${ENTITY_ID_LENGTH} characters`, actual: String(id.length) },
      entity.element,
    );
  if (entity.validUntil !== undefined)
    checkNotOnOrAfter(context, 'metadata.validity', 'validUntil', entity.validUntil, entity.element);
  const roles = entity.roles.filter(({ role }) => role !== 'other');
  if (roles.length === 0)
    judgement.fail(
      'metadata.roles',
      `${name} is neither identity provider nor service provider.`,
      { actual: entity.roles.map((role) => role.name).join(', ') },
      entity.element,
    );
  else if (!roles.some(({ speaksSaml2 }) => speaksSaml2))
    judgement.warn(
      'metadata.roles',
      `${name} does not say that it speaks SAML 2.0.`,
      { expected: 'urn:oasis:names:tc:SAML:2.0:protocol in protocolSupportEnumeration' },
      entity.element,
    );
  else judgement.pass('metadata.roles', `${name}: ${roles.map(({ role }) => ROLE_NAMES[role]).join(', ')}.`);
  for (const role of roles) {
    checkCertificates(one, role, name);
    checkEndpoints(one, role, name);
  }
}

/** Judges SAML metadata as a document: roles, certificates, endpoints, validity, and its signature where it has one. */
export function judgeMetadata(one: XmlCase): InspectedMessage {
  const { judgement, candidate } = one;
  const { root } = one.document;
  const context = policyOf(one, 'saml-metadata');
  const found = survey(root, new Set());
  checkStructure(judgement, found);
  const holders = new Set([root]);
  const own = found.signatures.filter((signature) => signature.parent === root);
  const signatures = judgeSignatures(one, one.document, own, holders);
  const signed = signedTree(one, signatures.byHolder.get(root))?.root;
  const trusted = signed !== undefined;
  if (own.length > 0) judgement.pass('signature.present', 'The metadata is signed.');
  else if (one.trustGiven) judgement.fail('signature.present', 'The metadata is not signed.', {}, root);
  else
    judgement.notChecked('signature.present', 'The metadata is not signed; many providers do not sign it.');
  const entities = entitiesOf(signed ?? root);
  const first = entities[0];
  if (first === undefined) judgement.fail('metadata.roles', 'The metadata describes no entity.', {}, root);
  for (const entity of entities.slice(0, MOST_ENTITIES)) checkEntity(one, context, entity);
  if (entities.length > MOST_ENTITIES)
    judgement.notChecked(
      'metadata.roles',
      `The metadata describes ${entities.length} entities; only the first ${MOST_ENTITIES} are judged one by one.`,
    );
  if (first?.entityId !== undefined && context.expect.issuer !== undefined && entities.length === 1)
    checkExpectedIssuer(context, first.entityId, first.element);
  if (context.profile === 'aws-identity-center') checkAwsMetadata(judgement, one.document.text, entities);
  return reportOf(candidate, judgement, {
    kind: 'saml-metadata',
    trusted,
    signatures: signatures.reports,
    issuer: trusted || !one.trustGiven ? first?.entityId : undefined,
  });
}
