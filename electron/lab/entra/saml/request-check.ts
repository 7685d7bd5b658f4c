import type { LabGround } from '../../platform/ground.ts';
import type { Tenant } from '../directory.ts';
import { applicationOf, consumerServiceOf, type SamlApplication } from './application.ts';
import { readAuthnRequest } from './authn-request.ts';
import { failedCheck, type IncomingMessage, invalid, judgeMessage } from './message.ts';
import { isRefusal, type SamlRefusal } from './refusal.ts';
import type { SamlSignIn } from './saml-sign-in.ts';

/**
 * Checks an AuthnRequest: its own form, the application it comes from, where the answer shall go, and its signature where
 * the application must sign.
 */
export function checkAuthnRequest(
  ground: LabGround,
  tenant: Tenant,
  message: IncomingMessage,
): SamlSignIn | SamlRefusal {
  const now = ground.clock.now();
  const request = readAuthnRequest(message.root, now);
  if (isRefusal(request)) return request;
  const application = applicationOf(ground.state.directory, tenant, request.issuer);
  if (isRefusal(application)) return application;
  const flaw = flawOf(ground, message, application);
  if (flaw !== undefined) return flaw;
  const { identifier, principal } = application;
  if (request.spNameQualifier !== undefined && request.spNameQualifier !== identifier)
    return {
      aadsts: 75016,
      message:
        'The SAML2 authentication request has an invalid NameIdPolicy: SPNameQualifier names another application.',
    };
  const consumerService = consumerServiceOf(application, request);
  if (typeof consumerService !== 'string') return consumerService;
  const { nameIdFormat, authnContexts, forceAuthn, isPassive } = request;
  return {
    protocol: 'saml',
    tenantId: tenant.id,
    principalId: principal.id,
    identifier,
    consumerService,
    inResponseTo: request.id,
    ...(nameIdFormat === undefined ? {} : { nameIdFormat }),
    forceAuthn,
    isPassive,
    ...(authnContexts === undefined ? {} : { authnContexts }),
    ...(message.relayState === undefined ? {} : { relayState: message.relayState }),
    receivedAt: now,
  };
}

function flawOf(
  ground: LabGround,
  message: IncomingMessage,
  { application, principal }: SamlApplication,
): SamlRefusal | undefined {
  const rule = application?.requestSignatureVerification;
  const required = rule?.isSignedRequestRequired === true;
  const certificates = required ? (application?.keyCredentials ?? []) : [];
  const judged = judgeMessage(
    ground,
    message,
    certificates.map(({ certificatePem }) => certificatePem),
  );
  const malformed = failedCheck(judged, /^(xml|structure|transport|request)\./);
  if (malformed !== undefined) return invalid(malformed.message.replace(/\.$/, ''));
  if (!required) return undefined;
  const weak = judged.checks.some(({ id, status }) => id === 'signature.sha1' && status === 'warn');
  const sound =
    failedCheck(judged, /^signature\./) === undefined &&
    judged.checks.some(({ id, status }) => id === 'signature.coverage' && status === 'pass') &&
    (!weak || rule?.allowedWeakAlgorithms === 'rsaSha1');
  if (sound) return undefined;
  return {
    aadsts: 76021,
    message: `The request sent by client is not signed while the application '${principal.appId}' requires signed requests.`,
  };
}
