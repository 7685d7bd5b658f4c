import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { LabGround } from '../platform/ground.ts';
import { hostName, routeOfHost, SERVICES } from '../platform/hosts.ts';
import { CookieJar } from './cookie-jar.ts';
import { factsIn, type View, type ViewForm, viewOf } from './view.ts';

export interface VisitorOptions {
  /** Asks for real host names, through the Lab's CONNECT proxy; else for the loopback addresses. */
  readonly realNames?: boolean;
  /** Without script a page that would send itself is shown instead. */
  readonly script?: boolean;
  /** Shown to servers that ask for a certificate. */
  readonly certificate?: { readonly certificatePem: string; readonly privateKeyPem: string };
  /** Addresses outside the Lab that are to be asked all the same, such as a test's own listener. */
  readonly also?: (url: URL) => boolean;
}

const MOST_HOPS = 30;

/**
 * Somebody who visits the Lab's pages over HTTP as a browser does: cookies, redirects, forms and pages that send themselves. It
 * stops where the Lab ends.
 */
export class Visitor {
  readonly jar = new CookieJar();
  readonly #ground: LabGround;
  readonly #options: VisitorOptions;
  /** Every address it asked for, in order. */
  readonly hops: string[] = [];
  #view: View | undefined;

  constructor({ ground }: { readonly ground: LabGround }, options: VisitorOptions = {}) {
    this.#ground = ground;
    this.#options = options;
  }

  /** The page it shows. @throws Error before the first one */
  get view(): View {
    if (this.#view === undefined) throw new Error('the browser shows nothing yet');
    return this.#view;
  }

  /** Names and values of the list of facts on the page. */
  facts(): Map<string, string> {
    return factsIn(this.view.body);
  }

  /** Types an address. */
  open(url: string): Promise<View> {
    return this.#go(url, 'GET', [], undefined);
  }

  /** Sends a form that stands on no page of the Lab. @param from the page it is sent from */
  post(url: string, fields: Readonly<Record<string, string>>, from?: string): Promise<View> {
    return this.#go(url, 'POST', Object.entries(fields), from);
  }

  /** Follows a link. @param label its text, or the beginning of it */
  follow(label: string): Promise<View> {
    const link = this.view.links.find((candidate) => candidate.label.startsWith(label));
    if (link === undefined) throw new Error(`no link "${label}" on "${this.view.title}": ${this.view.text}`);
    return this.#go(link.href, 'GET', [], this.view.url);
  }

  /**
   * Fills a form and sends it.
   *
   * @param values by field name; a field the form has not is an error, so that a renamed one is noticed
   * @param press the label of the button, or the beginning of it; the first one where absent
   */
  submit(values: Readonly<Record<string, string>> = {}, press?: string): Promise<View> {
    const form = this.#formWith(Object.keys(values), press);
    const pressed =
      press === undefined ? form.buttons[0] : form.buttons.find(({ label }) => label.startsWith(press));
    const fields = form.fields.map(([name, value]): [string, string] => [name, values[name] ?? value]);
    if (pressed !== undefined && pressed.name !== '') fields.push([pressed.name, pressed.value]);
    return this.#go(form.action, form.method, fields, this.view.url);
  }

  #formWith(names: readonly string[], press: string | undefined): ViewForm {
    const found = this.view.forms.find(
      (form) =>
        names.every((name) => form.fields.some(([field]) => field === name)) &&
        (press === undefined || form.buttons.some(({ label }) => label.startsWith(press))),
    );
    if (found !== undefined) return found;
    throw new Error(
      `no form with ${names.join(', ')} ${press ?? ''} on "${this.view.title}" (${this.view.url}): ${this.view.text}`,
    );
  }

  async #go(
    first: string,
    firstMethod: 'GET' | 'POST',
    firstFields: readonly [string, string][],
    from: string | undefined,
  ): Promise<View> {
    let [url, method, fields, initiator] = [new URL(first), firstMethod, firstFields, from];
    for (let hop = 0; hop < MOST_HOPS; hop += 1) {
      if (method === 'GET' && fields.length > 0) {
        url = new URL(`${url.origin}${url.pathname}?${new URLSearchParams([...fields])}`);
        fields = [];
      }
      this.hops.push(url.href);
      if (!this.#known(url)) {
        const left = { method, fields: Object.fromEntries(fields) };
        this.#view = { ...viewOf(url.href, 0, {}, ''), left };
        return this.#view;
      }
      const view = await this.#ask(url, method, fields, initiator);
      const { location } = view.headers;
      if (view.status >= 300 && view.status < 400 && typeof location === 'string') {
        const target = new URL(location, url);
        // A fragment survives a redirect that names none (RFC 9110 section 10.2.2).
        if (target.hash === '') target.hash = url.hash;
        url = target;
        if (view.status !== 307 && view.status !== 308) [method, fields] = ['GET', []];
        continue;
      }
      this.#view = view;
      const [form] = view.forms;
      if (!view.sendsItself || form === undefined || this.#options.script === false) return view;
      [url, method, fields, initiator] = [new URL(form.action), form.method, form.fields, view.url];
    }
    throw new Error(`more than ${MOST_HOPS} hops: ${this.hops.slice(-6).join(' -> ')}`);
  }

  #known(url: URL): boolean {
    if (this.#options.also?.(url) === true) return true;
    if (this.#options.realNames === true)
      return routeOfHost(hostName(url.host), { adfs: this.#ground.state.adfs.host }) !== undefined;
    const { addresses } = this.#ground;
    return SERVICES.some((service) => new URL(addresses.loopback(service)).host === url.host);
  }

  #ask(
    url: URL,
    method: string,
    fields: readonly [string, string][],
    from: string | undefined,
  ): Promise<View> {
    const cookie = this.jar.header(url, method, from === undefined ? undefined : new URL(from));
    const body = method === 'POST' ? new URLSearchParams([...fields]).toString() : undefined;
    const { certificate } = this.#options;
    const tls = {
      ca: this.#ground.tls.caPem,
      ...(certificate === undefined
        ? {}
        : { cert: certificate.certificatePem, key: certificate.privateKeyPem }),
    };
    const secure = url.protocol === 'https:';
    const proxy = this.#ground.addresses.connectProxy;
    const byName = this.#options.realNames === true && this.#options.also?.(url) !== true;
    const agent = !byName ? false : secure ? new HttpsProxyAgent(proxy) : new HttpProxyAgent(proxy);
    const headers = {
      accept: 'text/html',
      'user-agent': 'Mozilla/5.0 (Federation Workbench Lab visitor)',
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }),
      ...(body === undefined || from === undefined ? {} : { origin: new URL(from).origin }),
    };
    return new Promise((resolve, reject) => {
      const send = secure ? tlsRequest : plainRequest;
      const asked = send(url, { method, headers, agent, ...(secure ? tls : {}) } as never, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          this.jar.take(url, answer.headers['set-cookie'] ?? []);
          const text = Buffer.concat(chunks).toString('utf8');
          resolve(viewOf(url.href, answer.statusCode ?? 0, answer.headers, text));
        });
      });
      asked.on('error', reject);
      asked.end(body);
    });
  }
}
