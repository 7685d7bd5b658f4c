import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { LabContext } from './arrival.ts';
import { PAGE_STYLE } from './page-style.ts';

/** What `html` of hono/html makes: text with everything inside it escaped. */
export type Markup = ReturnType<typeof html>;

/** One page of the Lab. */
export interface Page {
  /** Names the step: `Enter password`. It is the heading as well, unless `heading` says otherwise. */
  readonly title: string;
  readonly heading?: string;
  /** Whose page the Lab plays here: `Entra ID`, `AD FS`, `AWS access portal`. */
  readonly service: string;
  readonly body: Markup;
  /** HTTP status, 200 where absent. */
  readonly status?: 200 | 400 | 401 | 403 | 404 | 500 | 503;
  /** Lists and tables need more room than a form. */
  readonly wide?: boolean;
  /** A script for comfort; the page must be usable without it. The policy lets this text run and no other. */
  readonly script?: string;
  /** Addresses it shows in frames, such as those of a front-channel logout. */
  readonly frames?: readonly string[];
}

/**
 * Answers with a page in the Lab's frame. It can be used without script and with the keyboard, follows the system's light
 * or dark, is never stored, and says that it is the Lab's.
 *
 * The policy has no form-action: browsers hold it against the redirects after a form as well, and those lead to wherever
 * an application was registered.
 */
export async function page(context: LabContext, wanted: Page): Promise<Response> {
  const { title, heading = title, service, body, script, frames = [] } = wanted;
  const origins = [...new Set(frames.flatMap(originOf))];
  const policy = [
    "default-src 'none'",
    `style-src '${STYLE_HASH}'`,
    ...(script === undefined ? [] : [`script-src '${hashOf(script)}'`]),
    ...(origins.length === 0 ? [] : [`frame-src ${origins.join(' ')}`]),
    "img-src 'self' data:",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  context.header('Content-Security-Policy', policy.join('; '));
  context.header('Cache-Control', 'no-store');
  context.header('Pragma', 'no-cache');
  context.header('X-Content-Type-Options', 'nosniff');
  context.header('Referrer-Policy', 'strict-origin-when-cross-origin');
  return context.html(
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} - ${service} (Lab)</title>
<style>${raw(PAGE_STYLE)}</style>
</head>
<body>
<main${wanted.wide === true ? raw(' class="wide"') : ''}>
<p class="service">${service}</p>
<h1>${heading}</h1>
${body}
</main>
<footer><span class="lab">Lab</span> Federation Workbench plays ${service} on this machine. Use no real password here.</footer>
${script === undefined ? '' : raw(`<script>${script}</script>`)}
</body>
</html>
`,
    wanted.status ?? 200,
  );
}

/** A field with its label. Name and id are the same: people, password managers and tests find it. */
export function field(wanted: {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password' | 'search';
  readonly value?: string;
  readonly autocomplete?: string;
  readonly hint?: string;
  /** What was wrong with the last attempt. */
  readonly error?: string;
  readonly numeric?: boolean;
  readonly autofocus?: boolean;
  readonly optional?: boolean;
}): Markup {
  const { name, hint, error } = wanted;
  const described = [
    ...(error === undefined ? [] : [`${name}-error`]),
    ...(hint === undefined ? [] : [`${name}-hint`]),
  ];
  return html`<div class="field">
<label for="${name}">${wanted.label}</label>
<input id="${name}" name="${name}" type="${wanted.type ?? 'text'}" value="${wanted.value ?? ''}" autocomplete="${wanted.autocomplete ?? 'off'}"${wanted.numeric === true ? raw(' inputmode="numeric"') : ''}${wanted.autofocus === true ? raw(' autofocus') : ''}${wanted.optional === true ? '' : raw(' required')}${error === undefined ? '' : raw(' aria-invalid="true"')}${described.length === 0 ? '' : html` aria-describedby="${described.join(' ')}"`}>
${error === undefined ? '' : html`<p class="wrong" id="${name}-error" role="alert">${error}</p>`}
${hint === undefined ? '' : html`<p class="hint" id="${name}-hint">${hint}</p>`}
</div>`;
}

/** A button that sends its form. @param choice.name sends `name=value`, to tell several buttons apart */
export function button(
  label: string,
  choice: {
    readonly name?: string;
    readonly value?: string;
    readonly quiet?: boolean;
    readonly id?: string;
  } = {},
): Markup {
  return html`<button type="submit"${choice.id === undefined ? '' : html` id="${choice.id}"`}${choice.name === undefined ? '' : html` name="${choice.name}" value="${choice.value ?? ''}"`}${choice.quiet === true ? raw(' class="quiet" formnovalidate') : ''}>${label}</button>`;
}

/** Fields nobody sees. A list of values gives as many fields of one name. */
function hiddenFields(values: Readonly<Record<string, string | readonly string[] | undefined>>): Markup {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    (value === undefined ? [] : typeof value === 'string' ? [value] : value).map(
      (one) => [name, one] as const,
    ),
  );
  return html`${pairs.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
}

/** A form. @param wanted.action where it goes, as this browser can reach it; GET puts its fields into the address */
export function form(wanted: {
  readonly action: string;
  readonly method?: 'post' | 'get';
  readonly id?: string;
  readonly hidden?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Markup;
}): Markup {
  return html`<form method="${wanted.method ?? 'post'}" action="${wanted.action}"${wanted.id === undefined ? '' : html` id="${wanted.id}"`}>
${hiddenFields(wanted.hidden ?? {})}
${wanted.body}
</form>`;
}

/** Something that went wrong, in words. */
export function errorBox(text: string): Markup {
  return html`<p class="error" role="alert">${text}</p>`;
}

/** Names and values, as error pages and device pages show them. */
export function facts(rows: readonly (readonly [name: string, value: string])[]): Markup {
  return html`<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

/**
 * A form that sends itself, as the POST bindings of SAML and WS-Federation ask for; without script there is a button.
 *
 * @param wanted.action as this browser can reach it
 */
export function autoPostPage(
  context: LabContext,
  wanted: {
    readonly title: string;
    readonly service: string;
    readonly action: string;
    readonly fields: Readonly<Record<string, string | readonly string[] | undefined>>;
  },
): Promise<Response> {
  return page(context, {
    title: wanted.title,
    service: wanted.service,
    body: form({
      action: wanted.action,
      hidden: wanted.fields,
      body: html`<p>One moment. If nothing happens, continue by hand.</p><div class="buttons">${button('Continue')}</div>`,
    }),
    script: SUBMIT,
  });
}

/** A field named `submit` would hide the form's own method. */
const SUBMIT = 'HTMLFormElement.prototype.submit.call(document.forms[0]);';

/** Text and pages are constant, so a hash does what a nonce would, and needs no randomness. */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

const STYLE_HASH = hashOf(PAGE_STYLE);

function originOf(url: string): string[] {
  return /^https?:/i.test(url) && URL.canParse(url) ? [new URL(url).origin] : [];
}
