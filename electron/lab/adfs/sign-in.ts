import { type LabContext, note, noteError } from '../platform/arrival.ts';
import { formFields } from '../platform/form-fields.ts';
import type { LabGround } from '../platform/ground.ts';
import { autoPostPage } from '../platform/page.ts';
import { checkPassword, standing } from './accounts.ts';
import { METHOD_CERTIFICATE, METHOD_PASSWORD } from './methods.ts';
import { errorPage, passwordPage, SERVICE } from './pages.ts';
import type { PassiveRequest } from './passive-request.ts';
import { beginCertificateStep, beginSession, currentSession, takeProvenStep } from './sessions.ts';
import type { AdfsSession, ForestAccount } from './state.ts';
import { securityTokenResponse } from './token.ts';

/** Path of the host that asks for certificates. */
export const CERTIFICATE_PATH = '/adfs/certificate';

/** One sign-in request on its way through the pages of AD FS. */
export class SignIn {
  readonly #ground: LabGround;
  readonly #context: LabContext;
  readonly #request: PassiveRequest;

  constructor(ground: LabGround, context: LabContext, request: PassiveRequest) {
    this.#ground = ground;
    this.#context = context;
    this.#request = request;
  }

  /** The request as a redirect brings it, or as it comes back from the certificate. */
  async open(): Promise<Response> {
    const context = this.#context;
    const handle = context.req.query('certificate');
    if (handle !== undefined) return this.#withCertificate(handle);
    const { userName, fresh, certificateOnly } = this.#request;
    const known = fresh ? undefined : currentSession(this.#ground, context);
    if (known !== undefined) {
      const named = userName?.toLowerCase() ?? known.account.userPrincipalName.toLowerCase();
      if (named === known.account.userPrincipalName.toLowerCase())
        return this.#proceed(known.account, known.session);
    }
    if (certificateOnly) return this.askForCertificate([]);
    return this.#passwordPage();
  }

  /** The password form as it was sent. */
  async password(): Promise<Response> {
    const fields = await formFields(this.#context);
    const userName = (fields.get('UserName') ?? '').slice(0, 320);
    const now = this.#ground.clock.now();
    const outcome = checkPassword(this.#ground.state.adfs, userName, fields.get('Password') ?? '', now);
    note(this.#context, 'SignIn', { user: userName });
    if ('refused' in outcome) {
      noteError(this.#context, `password-${outcome.refused}`);
      return this.#passwordPage(userName, outcome.refused);
    }
    const { userPrincipalName } = outcome.account;
    return this.#proceed(outcome.account, {
      userPrincipalName,
      authenticatedAt: now,
      methods: [METHOD_PASSWORD],
    });
  }

  /** @param methods satisfied so far. @param account who has shown them; the certificate names its owner where absent */
  askForCertificate(methods: readonly string[], account?: ForestAccount): Response {
    const ticket = beginCertificateStep(this.#ground, this.#context, {
      methods,
      query: this.#request.query,
      ...(account === undefined ? {} : { userPrincipalName: account.userPrincipalName }),
    });
    const base = this.#ground.addresses.base('adfs-certificate', this.#context);
    return this.#context.redirect(`${base}${CERTIFICATE_PATH}?ticket=${ticket}`);
  }

  #withCertificate(handle: string): Promise<Response> | Response {
    const { adfs } = this.#ground.state;
    const step = takeProvenStep(this.#ground, this.#context, handle);
    const account = adfs.accounts.get(step?.proof?.userPrincipalName.toLowerCase() ?? '');
    const now = this.#ground.clock.now();
    if (step === undefined || account === undefined || standing(account, now) !== 'good') {
      noteError(this.#context, 'MSIS7004');
      return errorPage(this.#context, {
        code: 'MSIS7004',
        message:
          'The certificate sign-in was used already, has ended, or began in another browser. Start again.',
        status: 403,
      });
    }
    note(this.#context, 'SignIn', { user: account.userPrincipalName });
    return this.#proceed(account, {
      userPrincipalName: account.userPrincipalName,
      authenticatedAt: now,
      methods: [...step.methods, METHOD_CERTIFICATE],
    });
  }

  #proceed(account: ForestAccount, session: AdfsSession): Promise<Response> | Response {
    const { adfs } = this.#ground.state;
    const mustShow = account.groups.some((group) => adfs.certificateRequiredFor.includes(group));
    const couldShow = this.#request.multiple && account.certificate !== undefined;
    if ((mustShow || couldShow) && !session.methods.includes(METHOD_CERTIFICATE))
      return this.askForCertificate(session.methods, account);
    if (currentSession(this.#ground, this.#context)?.session !== session)
      beginSession(this.#ground, this.#context, session);
    return this.#issue(account, session);
  }

  #issue(account: ForestAccount, session: AdfsSession): Promise<Response> {
    const { clock, random, state, addresses } = this.#ground;
    const id = `_${random.uuid()}`;
    note(this.#context, 'SignIn', { user: account.userPrincipalName, assertion: id });
    return autoPostPage(this.#context, {
      title: 'Signing in',
      service: SERVICE,
      action: `${addresses.base('entra', this.#context)}/login.srf`,
      fields: {
        wa: 'wsignin1.0',
        wresult: securityTokenResponse(state.adfs, {
          account,
          methods: session.methods,
          authenticatedAt: session.authenticatedAt,
          now: clock.now(),
          id,
        }),
        wctx: this.#request.context,
      },
    });
  }

  #passwordPage(
    userName = this.#request.userName,
    fault?: 'format' | 'wrong' | 'disabled' | 'locked',
  ): Promise<Response> {
    const base = this.#ground.addresses.base('adfs', this.#context);
    const { query } = this.#request;
    return passwordPage(this.#context, {
      action: `${base}/adfs/ls/?${query}`,
      certificateLink: `${base}/adfs/ls/certificate?${query}`,
      ...(userName === undefined ? {} : { userName }),
      ...(fault === undefined ? {} : { fault }),
    });
  }
}
