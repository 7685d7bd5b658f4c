import type { Lab } from '../../../electron/lab/lab.ts';
import {
  Visitor as Browser,
  type VisitorOptions as BrowserOptions,
} from '../../../electron/lab/visitor/visitor.ts';

export const MULTIPLE = 'http://schemas.microsoft.com/claims/multipleauthn';

/** The address Entra sends people to, with what the test wants to have in it. */
export function signInUrl(lab: Lab, extra: Readonly<Record<string, string>> = {}, realNames = false): string {
  const { addresses } = lab.ground;
  const base = realNames ? addresses.real('adfs') : addresses.loopback('adfs');
  const query = { wa: 'wsignin1.0', wtrealm: 'urn:federation:MicrosoftOnline', wctx: 'state-1', ...extra };
  return `${base}/adfs/ls/?${new URLSearchParams(query)}`;
}

/** A browser that stops at pages which would send themselves, so that a test sees what they carry. */
export function carefulBrowser(lab: Lab, options: BrowserOptions = {}): Browser {
  return new Browser(lab, { script: false, ...options });
}

/** Values of the one form of the page shown. */
export function fieldsOf(browser: Browser): Record<string, string> {
  return Object.fromEntries(browser.view.forms[0]?.fields ?? []);
}

/** Somebody of the forest who has a certificate, and somebody who has none. */
export function people(lab: Lab): {
  readonly withCertificate: { readonly userPrincipalName: string; readonly password: string };
  readonly without: { readonly userPrincipalName: string; readonly password: string };
} {
  const accounts = [...lab.state.adfs.accounts.values()];
  const withCertificate = accounts.find(({ certificate }) => certificate !== undefined);
  const without = accounts.find(({ certificate }) => certificate === undefined);
  if (withCertificate === undefined || without === undefined) throw new Error('the seed has no such people');
  return { withCertificate, without };
}
