/** A form of a page as it would be sent. */
export interface ViewForm {
  readonly method: 'GET' | 'POST';
  readonly action: string;
  readonly id: string;
  readonly fields: [name: string, value: string][];
  readonly buttons: readonly { readonly label: string; readonly name: string; readonly value: string }[];
}

/** What a person or a script would send on. */
interface Leaving {
  readonly method: 'GET' | 'POST';
  readonly fields: Readonly<Record<string, string>>;
}

/** A page as a visitor sees it, or the address outside the Lab at which it stopped. */
export interface View {
  readonly url: string;
  /** 0 where the address is not the Lab's and nothing was sent. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly title: string;
  /** Visible text in one line. */
  readonly text: string;
  readonly forms: readonly ViewForm[];
  readonly links: readonly { readonly label: string; readonly href: string }[];
  /** Addresses shown in frames. */
  readonly frames: readonly string[];
  /** A script sends the first form by itself. */
  readonly sendsItself: boolean;
  /** Where `status` is 0: what would have been sent. */
  readonly left?: Leaving;
}

/** Reads the Lab's own well-formed pages; not a general HTML parser. */
export function viewOf(url: string, status: number, headers: View['headers'], body: string): View {
  const isPage = String(headers['content-type'] ?? '').includes('html');
  const markup = isPage ? body.replace(/<style>[\s\S]*?<\/style>/g, '') : '';
  const scripts = [...markup.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script]) => script ?? '');
  const shown = markup.replace(/<script>[\s\S]*?<\/script>/g, '');
  return {
    url,
    status,
    headers,
    body,
    title: decoded(/<title>([\s\S]*?)<\/title>/.exec(shown)?.[1] ?? ''),
    text: plain(shown.replace(/<title>[\s\S]*?<\/title>/, '')),
    forms: [...shown.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag = '', inside = '']) =>
      formOf(url, tag, inside),
    ),
    links: [...shown.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/g)].map(([, tag = '', label = '']) => ({
      label: plain(label),
      href: new URL(attribute(tag, 'href') ?? '', url).href,
    })),
    frames: [...shown.matchAll(/<iframe\b([^>]*)>/g)].map(
      ([, tag = '']) => new URL(attribute(tag, 'src') ?? '', url).href,
    ),
    sendsItself: scripts.some((script) => script.includes('submit')),
  };
}

/** @returns the pairs of a page's description lists */
export function factsIn(body: string): Map<string, string> {
  const pairs = body.matchAll(/<dt>([\s\S]*?)<\/dt>\s*<dd>([\s\S]*?)<\/dd>/g);
  return new Map([...pairs].map(([, name = '', value = '']) => [plain(name), plain(value)]));
}

function formOf(url: string, tag: string, inside: string): ViewForm {
  const fields: [string, string][] = [];
  for (const [, input = ''] of inside.matchAll(/<input\b([^>]*)>/g)) {
    const name = attribute(input, 'name');
    const type = attribute(input, 'type');
    if (name === undefined) continue;
    if ((type === 'checkbox' || type === 'radio') && !/\schecked(?=[\s>]|$)/.test(input)) continue;
    fields.push([name, attribute(input, 'value') ?? (type === 'checkbox' ? 'on' : '')]);
  }
  for (const [, select = '', options = ''] of inside.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => option);
    const chosen = all.find((option) => /\sselected(?=[\s>]|$)/.test(option)) ?? all[0] ?? '';
    fields.push([attribute(select, 'name') ?? '', attribute(chosen, 'value') ?? '']);
  }
  for (const [, area = '', value = ''] of inside.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g))
    fields.push([attribute(area, 'name') ?? '', decoded(value)]);
  return {
    method: attribute(tag, 'method')?.toUpperCase() === 'POST' ? 'POST' : 'GET',
    action: new URL(attribute(tag, 'action') ?? '', url).href,
    id: attribute(tag, 'id') ?? '',
    fields,
    buttons: [...inside.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)].map(
      ([, button = '', label = '']) => ({
        label: plain(label),
        name: attribute(button, 'name') ?? '',
        value: attribute(button, 'value') ?? '',
      }),
    ),
  };
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : decoded(found);
}

function plain(markup: string): string {
  return decoded(markup.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return String.fromCodePoint(code);
  });
}
