import type { Lab } from '../../../electron/lab/lab.ts';
import type { CertifiedKey } from '../../../electron/lab/platform/certificates.ts';
import type { ServiceName } from '../../../electron/lab/platform/hosts.ts';
import type { View } from '../../../electron/lab/visitor/view.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { judgeOne } from '../../oracles/our-verdict.ts';

/** Somebody of the seed as a test wants them. */
export interface Person {
  readonly userName: string;
  readonly password: string;
  readonly certificate?: CertifiedKey;
}

/** Somebody of the forest behind AD FS. @param withCertificate whose group must show one, or not */
export function forestPerson(lab: Lab, withCertificate: boolean): Person {
  for (const { userPrincipalName, password, certificate } of lab.state.adfs.accounts.values()) {
    if ((certificate !== undefined) !== withCertificate) continue;
    return { userName: userPrincipalName, password, ...(certificate === undefined ? {} : { certificate }) };
  }
  throw new Error('the seed has no such person');
}

/** A browser that stops at every page which would send itself, so that a walk sees each hop. */
export class Walker {
  readonly lab: Lab;
  readonly realNames: boolean;
  readonly browser: Browser;
  /** Responses of Entra that went by, base64. */
  readonly responses: string[] = [];
  /** Answers of AD FS that went by. */
  readonly tokens: string[] = [];

  constructor(lab: Lab, options: { readonly realNames?: boolean; readonly certificate?: CertifiedKey } = {}) {
    this.lab = lab;
    this.realNames = options.realNames ?? false;
    this.browser = new Browser(lab, { ...options, script: false });
  }

  get view(): View {
    return this.browser.view;
  }

  base(service: ServiceName): string {
    const { addresses } = this.lab.ground;
    return this.realNames ? addresses.real(service) : addresses.loopback(service);
  }

  /** Host names, or services on loopback, in the order in which they were asked, each run of one host once. */
  get hosts(): string[] {
    const all = this.browser.hops.map((hop) => new URL(hop).host);
    return all.filter((host, index) => host !== all[index - 1]);
  }

  async open(url: string): Promise<View> {
    await this.browser.open(url);
    return this.settle();
  }

  async submit(values: Readonly<Record<string, string>> = {}, press?: string): Promise<View> {
    await this.browser.submit(values, press);
    return this.settle();
  }

  async follow(label: string): Promise<View> {
    await this.browser.follow(label);
    return this.settle();
  }

  /** Goes on from pages that send themselves, and says No to staying signed in. */
  async settle(): Promise<View> {
    for (;;) {
      const { view } = this;
      if (view.sendsItself) {
        const fields = Object.fromEntries(view.forms[0]?.fields ?? []);
        if (fields.SAMLResponse !== undefined) this.responses.push(fields.SAMLResponse);
        if (fields.wresult !== undefined) this.tokens.push(fields.wresult);
        await this.browser.submit();
      } else if (view.title.startsWith('Stay signed in?')) await this.browser.submit({}, 'No');
      else return view;
    }
  }

  /** From the account page to wherever the sign-in leads. */
  async signIn(person: Person): Promise<View> {
    await this.submit({ loginfmt: person.userName });
    return this.enterPassword(person);
  }

  async enterPassword({ password }: Person): Promise<View> {
    const names = this.view.forms.flatMap(({ fields }) => fields.map(([name]) => name));
    const field = ['Password', 'passwd'].find((name) => names.includes(name));
    if (field === undefined) throw new Error(`no password on "${this.view.title}": ${this.view.text}`);
    return this.submit({ [field]: password });
  }

  /** Enters the code that the Lab shows in place of a phone. */
  enterCode(): Promise<View> {
    const code = /id="lab-phone">(\d{6})</.exec(this.view.body)?.[1];
    if (code === undefined) throw new Error(`no code on "${this.view.title}": ${this.view.text}`);
    return this.submit({ otc: code });
  }

  /** Opens My Apps and signs in there. */
  async openMyApps(person: Person): Promise<View> {
    await this.open(`${this.base('myapps')}/`);
    return this.signIn(person);
  }

  /** Starts the application for Identity Center from My Apps. */
  launch(): Promise<View> {
    const [, label = ''] = /id="app-[^"]*"[^>]*>([^<]+)</.exec(this.view.body) ?? [];
    if (label === '') throw new Error(`no application on "${this.view.title}": ${this.view.text}`);
    return this.follow(label);
  }

  /** What the inspector reads in the latest response of Entra. */
  async claims(): Promise<Readonly<Record<string, readonly string[]>>> {
    const certificates = [...this.lab.state.directory.tenants.values()].flatMap(({ servicePrincipals }) =>
      [...servicePrincipals.values()].flatMap(({ signingKeys }) =>
        signingKeys.map((key) => key.certificatePem),
      ),
    );
    const message = await judgeOne(this.responses.at(-1) ?? '', {
      certificates,
      at: this.lab.ground.clock.now(),
      profile: 'aws-identity-center',
    });
    if (message.verdict !== 'valid') throw new Error(message.summary);
    return Object.fromEntries(message.claims.map(({ name, values }) => [name, values]));
  }
}

export const METHODS = 'http://schemas.microsoft.com/claims/authnmethodsreferences';
export const MULTIPLE = 'http://schemas.microsoft.com/claims/multipleauthn';
