import { toUtf8 } from '../../../../shared/core/encoding/utf8.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../../../shared/core/inspector/options.ts';
import type { InspectedMessage } from '../../../../shared/core/inspector/report.ts';
import { judgeDocument } from '../../../../shared/core/saml/judge-document.ts';
import type { TrustedKey } from '../../../../shared/core/xml/dsig/facts.ts';
import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import type { Domain, DomainFederation, Tenant, User } from '../directory.ts';
import { refusalOf } from './federation-refusal.ts';

const REALM = 'urn:federation:MicrosoftOnline';
const MULTIPLE = 'http://schemas.microsoft.com/claims/multipleauthn';
const CLAIMS = {
  upn: 'http://schemas.xmlsoap.org/claims/UPN',
  immutableId: 'http://schemas.microsoft.com/LiveID/Federation/2008/05/ImmutableID',
};
/** Where a federated identity provider says how somebody signed in (facts/microsoft.md section 3). */
const METHOD_CLAIMS = [
  'http://schemas.microsoft.com/claims/authnmethodsreferences',
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/authenticationmethod',
  'AuthnContextClassRef',
];
const PROOFS_OF_MFA = [MULTIPLE, 'http://schemas.microsoft.com/claims/wiaormultiauthn'];
const CERTIFICATES = [
  'urn:oasis:names:tc:SAML:1.0:am:X509-PKI',
  'urn:ietf:rfc:2246',
  'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/tlsclient',
];
const PASSWORDS = [
  'urn:oasis:names:tc:SAML:1.0:am:password',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
];
const SKEW_SECONDS = 300;
/** What AD FS sends has a few thousand characters. */
const LONGEST = 512 * 1024;

/** What a federated identity provider said of somebody. */
export interface FederatedAccount {
  readonly user: User;
  /** Values of amr it comes to: `pwd`, `rsa` (a certificate), `fed` ... */
  readonly methods: readonly string[];
  /** It said that MFA was done (multipleauthn); what that counts for is the domain's federatedIdpMfaBehavior. */
  readonly mfa: boolean;
}

/** A refusal in Entra's words: an AADSTS number and its text. */
export interface FederationRefusal {
  readonly aadsts: number;
  readonly message: string;
}

/**
 * The redirect to a federated domain's identity provider (WS-Federation passive profile: wsignin1.0).
 *
 * @param wanted.context comes back as `wctx`
 * @param wanted.mfa asks for multipleauthn by `wauth`
 * @param wanted.fresh an earlier sign-in there does not count (`wfresh=0`)
 * @throws RangeError for a domain that is not federated
 */
export function federationRedirect(
  ground: LabGround,
  context: LabContext,
  domain: Domain,
  wanted: {
    readonly context: string;
    readonly loginHint?: string;
    readonly mfa?: boolean;
    readonly fresh?: boolean;
  },
): Response {
  const { federation } = domain;
  if (federation === undefined) throw new RangeError(`${domain.id} is not federated`);
  const { loginHint } = wanted;
  const query = new URLSearchParams({
    ...(loginHint === undefined ? {} : { login_hint: loginHint, username: loginHint }),
    wa: 'wsignin1.0',
    wtrealm: REALM,
    wctx: wanted.context,
    ...(wanted.mfa === true ? { wauth: MULTIPLE } : {}),
    ...(wanted.fresh === true ? { wfresh: '0' } : {}),
  });
  const target = ground.addresses.reachable(federation.passiveSignInUri, context);
  return context.redirect(`${target}${target.includes('?') ? '&' : '?'}${query}`);
}

/**
 * Verifies what the identity provider posted to `/login.srf`: signature by the domain's own certificates, audience, time,
 * issuer, immutable id and user principal name.
 *
 * @param wresult the RequestSecurityTokenResponse
 */
export function acceptFederatedSignIn(
  ground: LabGround,
  tenant: Tenant,
  domain: Domain,
  wresult: string,
): FederatedAccount | FederationRefusal {
  const { federation } = domain;
  if (federation === undefined || domain.authenticationType !== 'Federated')
    return {
      aadsts: 50107,
      message: `The requested federation realm object of '${domain.id}' does not exist.`,
    };
  if (wresult === '' || wresult.length > LONGEST)
    return {
      aadsts: 20012,
      message: 'There was an issue with the WS-Federation message: wresult is missing or too long.',
    };
  const message = judged(ground, federation, wresult);
  const refusal = refusalOf(message);
  if (refusal !== undefined) return refusal;
  return accountIn(tenant, domain, message);
}

function judged(ground: LabGround, federation: DomainFederation, wresult: string): InspectedMessage {
  const { crypto, clock } = ground;
  return judgeDocument(
    { family: 'xml', form: 'form', leniencies: [], bytes: toUtf8(wresult) },
    {
      crypto,
      now: clock.now(),
      trusted: trustedKeys(ground, federation),
      // Without a readable certificate nobody may sign in, rather than everybody.
      trustGiven: true,
      decryptKeys: [],
      entityIds: [],
      options: {
        ...DEFAULT_INSPECT_OPTIONS,
        profile: 'entra',
        clockSkew: SKEW_SECONDS,
        expect: { audience: REALM, issuer: federation.issuerUri },
      },
    },
  );
}

function trustedKeys({ crypto }: LabGround, federation: DomainFederation): TrustedKey[] {
  return [federation.signingCertificate, federation.nextSigningCertificate].flatMap((base64) => {
    if (base64 === undefined || base64 === '') return [];
    try {
      const certificate = crypto.parseCertificate(base64);
      return [{ key: certificate.publicKey, certificate }];
    } catch {
      // Graph takes any text: one that is no certificate verifies nothing.
      return [];
    }
  });
}

function accountIn(
  tenant: Tenant,
  domain: Domain,
  message: InspectedMessage,
): FederatedAccount | FederationRefusal {
  const valuesOf = (name: string): readonly string[] =>
    message.claims.filter((claim) => claim.signed && claim.name === name).flatMap(({ values }) => values);
  const [upn = ''] = valuesOf(CLAIMS.upn);
  const [immutableId = ''] = valuesOf(CLAIMS.immutableId);
  const user = [...tenant.users.values()].find(
    ({ onPremisesImmutableId }) =>
      onPremisesImmutableId !== undefined && onPremisesImmutableId === immutableId,
  );
  // An identity provider speaks for the people of its own domain only.
  const named = user?.userPrincipalName.toLowerCase();
  if (user === undefined || named !== upn.toLowerCase() || !named.endsWith(`@${domain.id.toLowerCase()}`))
    return {
      aadsts: 51004,
      message: `The user account ${upn} does not exist in the ${tenant.displayName} directory. To sign into this application, the account must be added to the directory.`,
    };
  const said = METHOD_CLAIMS.flatMap(valuesOf);
  return {
    user,
    methods: [
      ...(said.some((method) => PASSWORDS.includes(method)) ? ['pwd'] : []),
      ...(said.some((method) => CERTIFICATES.includes(method)) ? ['rsa'] : []),
      'fed',
    ],
    mfa: said.some((method) => PROOFS_OF_MFA.includes(method)),
  };
}
