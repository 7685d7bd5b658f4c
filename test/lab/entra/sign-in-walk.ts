import type { View } from '../../../electron/lab/visitor/view.ts';
import type { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';

/** Signs a managed account in on the Lab's pages, second factor included where one is asked for. */
export async function signIn(
  browser: Browser,
  address: string,
  person: { readonly name: string; readonly password: string },
): Promise<View> {
  let view = await browser.open(address);
  if (view.title.startsWith('Pick an account')) view = await browser.submit({}, 'Use another account');
  if (view.title.startsWith('Sign in')) view = await browser.submit({ loginfmt: person.name }, 'Next');
  if (view.title.startsWith('Enter password'))
    view = await browser.submit({ passwd: person.password }, 'Sign in');
  return finish(browser, view);
}

/** Goes on after the first factor: code from the Lab's phone, "Stay signed in?". */
export async function finish(browser: Browser, from: View): Promise<View> {
  let view = from;
  for (let step = 0; step < 5; step += 1) {
    if (view.title.startsWith('Enter code - Microsoft Entra') || view.title.startsWith('More information'))
      view = await browser.submit({ otc: phoneCode(view) });
    else if (view.title.startsWith('Stay signed in')) view = await browser.submit({}, 'No');
    else return view;
  }
  return view;
}

/** What the Lab's phone shows on a page. */
export function phoneCode(view: View): string {
  return /id="lab-phone">(\d{6})</.exec(view.body)?.[1] ?? '';
}

/** The parameters an answer has that went to an address outside the Lab. */
export function answered(view: View): Record<string, string> {
  const { search, hash } = new URL(view.url);
  return {
    ...Object.fromEntries(new URLSearchParams(search)),
    ...Object.fromEntries(new URLSearchParams(hash.slice(1))),
    ...view.left?.fields,
  };
}
