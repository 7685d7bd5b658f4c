import { type DeepLink, deepLinkSchema, MAX_DEEP_LINK } from '../../shared/contract/deep-link.ts';

/** The scheme the operating system hands over. */
export const DEEP_LINK_SCHEME = 'fedbench';

/**
 * Reads a link of the closed grammar `fedbench://home|settings|about|inspector?text=&profile=&audience=&issuer=&recipient=`
 * (`inspect` is taken for `inspector`). It fills fields in; nothing in it makes the application do anything else.
 *
 * @param link from another program: anything
 * @returns undefined for everything the grammar does not hold: other pages, unknown or repeated fields, paths, fragments
 */
export function readDeepLink(link: string): DeepLink | undefined {
  if (link.length > MAX_DEEP_LINK || !URL.canParse(link)) return undefined;
  const url = new URL(link);
  const bare = url.username === '' && url.password === '' && url.port === '' && url.hash === '';
  if (url.protocol !== `${DEEP_LINK_SCHEME}:` || !bare || !['', '/'].includes(url.pathname)) return undefined;
  const fields = [...url.searchParams];
  const names = fields.map(([name]) => name);
  if (new Set(names).size !== names.length || names.includes('page')) return undefined;
  const page = url.hostname === 'inspect' ? 'inspector' : url.hostname;
  const parsed = deepLinkSchema.safeParse({ page, ...Object.fromEntries(fields) });
  return parsed.success ? parsed.data : undefined;
}

/** @returns the first argument that is a link, wherever the operating system put it */
export function deepLinkOfArguments(args: readonly string[]): string | undefined {
  return args.find((arg) => arg.toLowerCase().startsWith(`${DEEP_LINK_SCHEME}:`));
}

/** Holds the last link until the page is there to take it. */
export class DeepLinkInbox {
  #waiting: DeepLink | undefined;
  #show: ((link: DeepLink) => void) | undefined;

  /** From now on links go to the page that runs. */
  deliverTo(show: ((link: DeepLink) => void) | undefined): void {
    this.#show = show;
  }

  /** @returns false where the text is no link of the grammar */
  receive(text: string): boolean {
    const link = readDeepLink(text);
    if (link === undefined) return false;
    if (this.#show === undefined) this.#waiting = link;
    else this.#show(link);
    return true;
  }

  /** @returns the link that came before the page did, once */
  take(): DeepLink | undefined {
    const link = this.#waiting;
    this.#waiting = undefined;
    return link;
  }
}
