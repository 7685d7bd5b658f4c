import { type LabContext, note } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { autoPostPage } from '../../platform/page.ts';
import type { ServicePrincipal, SigningKey, Tenant } from '../directory.ts';
import { EntraRefusal } from '../refusals/entra-refusal.ts';
import { logRefusedAfterAll } from '../sign-in/sign-in-log.ts';
import type { AskForSignIn, SignedIn, SignInOutcome } from '../sign-in/signed-in.ts';
import { registrationOf } from './application.ts';
import { asksForMfa, authnContextOf, contextMismatch } from './authn-context.ts';
import { samlClaims } from './claims.ts';
import { nameIdFor } from './name-id.ts';
import { refusalPage, SERVICE } from './pages.ts';
import type { SamlRefusal } from './refusal.ts';
import { failureResponse, securityTokenResponse, signedResponse } from './response.ts';
import type { SamlSignIn } from './saml-sign-in.ts';
import { signingKeyOf } from './signing-key.ts';

/** One SAML sign-in from the checked request to the answer at the assertion consumer service. */
export class SamlSignInFlow {
  readonly #ground: LabGround;
  readonly #context: LabContext;
  readonly #askForSignIn: AskForSignIn;

  constructor(ground: LabGround, context: LabContext, askForSignIn: AskForSignIn) {
    this.#ground = ground;
    this.#context = context;
    this.#askForSignIn = askForSignIn;
  }

  /**
   * @param handle under which the sign-in is kept
   * @param resumed false for the request itself, true when the browser comes back from the sign-in pages
   */
  async run(signIn: SamlSignIn, handle: string, resumed: boolean): Promise<Response> {
    const tenant = this.#ground.state.directory.tenants.get(signIn.tenantId);
    const principal = tenant?.servicePrincipals.get(signIn.principalId);
    if (tenant === undefined || principal === undefined)
      return this.#refuse({ aadsts: 700016, message: 'The application was deleted in the meantime.' });
    note(this.#context, 'SamlSignIn', { tenant: tenant.id, application: principal.displayName });
    const { isPassive, forceAuthn } = signIn;
    const ask = (prompt?: 'login' | 'none'): Promise<SignInOutcome> =>
      this.#askForSignIn(this.#context, {
        tenant,
        servicePrincipal: principal,
        ...(signIn.loginHint === undefined ? {} : { loginHint: signIn.loginHint }),
        ...(prompt === undefined ? {} : { prompt }),
        ...(asksForMfa(signIn.authnContexts) ? { requireMfa: true } : {}),
        resume: `/${tenant.id}/saml2/resume?request=${handle}`,
      });
    let outcome = await ask(isPassive ? 'none' : forceAuthn && !resumed ? 'login' : undefined);
    // Back from the pages, only a sign-in that is newer than the request counts.
    if (forceAuthn && 'signedIn' in outcome && outcome.signedIn.authenticatedAt < signIn.receivedAt)
      outcome = isPassive ? { answer: new Response() } : await ask('login');
    if ('answer' in outcome && !isPassive) return outcome.answer;
    const key = signingKeyOf(principal);
    if (key === undefined) {
      const refusal = {
        aadsts: 50003,
        message: `No signing key is configured for the application '${principal.appId}'.`,
      };
      return 'answer' in outcome
        ? this.#refuse(refusal)
        : this.#refuseSignedIn(principal, outcome.signedIn, refusal);
    }
    if ('answer' in outcome) return this.#noPassive(signIn, key);
    return this.#answer(tenant, principal, signIn, outcome.signedIn, key);
  }

  #answer(
    tenant: Tenant,
    principal: ServicePrincipal,
    signIn: SamlSignIn,
    person: SignedIn,
    key: SigningKey,
  ): Promise<Response> {
    const { random, clock, state } = this.#ground;
    note(this.#context, 'SamlSignIn', { user: person.user.userPrincipalName });
    const mismatch = contextMismatch(signIn.authnContexts, person);
    if (mismatch !== undefined) return this.#refuseSignedIn(principal, person, mismatch);
    const nameId = nameIdFor(principal, person, signIn.nameIdFormat, random);
    if (nameId === undefined)
      return this.#refuseSignedIn(principal, person, {
        aadsts: 501241,
        message: `Mandatory Input '${principal.nameId.source}' missing from the user '${person.user.userPrincipalName}' for the NameID of the application '${principal.appId}'.`,
      });
    const facts = {
      tenantId: tenant.id,
      destination: signIn.consumerService,
      ...(signIn.inResponseTo === undefined ? {} : { inResponseTo: signIn.inResponseTo }),
      now: clock.now(),
      audience: signIn.identifier,
      nameId,
      claims: samlClaims(principal, registrationOf(state.directory, principal), person),
      authenticatedAt: person.authenticatedAt,
      authnContext: authnContextOf(person),
    };
    const { samlSigning } = principal;
    const { document, sessionIndex } =
      signIn.protocol === 'saml'
        ? signedResponse(facts, samlSigning, key, random)
        : securityTokenResponse(facts, samlSigning.hash, key, random);
    note(this.#context, 'SamlSignIn', { nameId: nameId.value, assertion: sessionIndex });
    return this.#post(signIn, document);
  }

  /** IsPassive, and somebody would have to do something: the application learns it by a response. */
  #noPassive(signIn: SamlSignIn, key: SigningKey): Promise<Response> {
    const { random, clock } = this.#ground;
    const document = failureResponse(
      {
        tenantId: signIn.tenantId,
        destination: signIn.consumerService,
        ...(signIn.inResponseTo === undefined ? {} : { inResponseTo: signIn.inResponseTo }),
        now: clock.now(),
      },
      'NoPassive',
      'AADSTS50058: A silent sign-in request was sent but no user is signed in.',
      key,
      random,
    );
    return this.#post(signIn, document);
  }

  #post(signIn: SamlSignIn, document: string): Promise<Response> {
    return autoPostPage(this.#context, {
      title: 'Signing in',
      service: SERVICE,
      action: this.#ground.addresses.reachable(signIn.consumerService, this.#context),
      fields:
        signIn.protocol === 'saml'
          ? { SAMLResponse: Buffer.from(document).toString('base64'), RelayState: signIn.relayState }
          : { wa: 'wsignin1.0', wresult: document, wctx: signIn.relayState },
    });
  }

  /** The sign-in itself went well, and the log must not call it a success. */
  #refuseSignedIn({ appId }: ServicePrincipal, { user }: SignedIn, refusal: SamlRefusal): Promise<Response> {
    const { aadsts, message } = refusal;
    logRefusedAfterAll(this.#ground, { user, appId }, new EntraRefusal(aadsts, 'invalid_request', message));
    return this.#refuse(refusal);
  }

  #refuse(refusal: SamlRefusal): Promise<Response> {
    return refusalPage(this.#ground, this.#context, refusal);
  }
}
