import { fromBase64 } from '../encoding/base64.ts';
import { fromUtf8 } from '../encoding/utf8.ts';
import type { CapturedExchange } from './exchange.ts';
import type { Field, Place } from './grammar.ts';
import { unescapeJson } from './json-strings.ts';

type Pair = readonly [name: string, value: string];

const MARKERS = [
  'SAMLResponse',
  'SAMLRequest',
  'RequestSecurityTokenResponse',
  'Assertion',
  'EntityDescriptor',
];

/** Bodies of these types carry no message; reading them would cost most of a capture's time. */
const TYPES_WITHOUT_MESSAGES = /^(image|font|audio|video)\/|css|javascript|wasm/i;

/** True where the text, escaped or not, may hold a JOSE token or a SAML message. */
function mayCarry(text: string): boolean {
  // Every JOSE header begins with {" which is eyJ in base64url; the J is looked for because it is by far the rarest of the three.
  for (let at = text.indexOf('J', 2); at !== -1; at = text.indexOf('J', at + 1)) {
    if (text.charCodeAt(at - 1) === 0x79 && text.charCodeAt(at - 2) === 0x65) return true;
  }
  return MARKERS.some((marker) => text.includes(marker));
}

const CARRYING_HEADERS = new Set([
  'authorization',
  'location',
  'x-amz-sso_bearer_token',
  'refresh',
  'cookie',
  'set-cookie',
]);

/** Puts the members of one exchange together as the scanner meets them. */
export class ExchangeBuilder {
  readonly #index: number;
  #startedAt: string | undefined;
  #method: string | undefined;
  #url: string | undefined;
  #status: number | undefined;
  #body: string | undefined;
  #content: string | undefined;
  #contentType = '';
  #contentIsBase64 = false;
  #saml: string | undefined;
  #name = '';
  #items: string[] = [];
  readonly #requestHeaders: Pair[] = [];
  readonly #responseHeaders: Pair[] = [];
  readonly #parameters: Pair[] = [];
  #value: string | undefined;

  constructor(index: number) {
    this.#index = index;
  }

  /** False where the response's declared type cannot hold a message, so that its body is skipped unread. */
  get wantsContent(): boolean {
    return !TYPES_WITHOUT_MESSAGES.test(this.#contentType);
  }

  /**
   * Takes one member.
   *
   * @param raw its text with JSON's escapes still in place
   */
  take(place: Place, field: Field, raw: string): void {
    if (place === 'content') this.#takeContent(field, raw);
    else this.#takeText(field, unescapeJson(raw));
  }

  /** Says that a container of this exchange ended, so that a header or parameter is complete. */
  leave(place: Place): void {
    if (
      place === 'pair' ||
      place === 'request-header' ||
      place === 'response-header' ||
      place === 'parameter'
    ) {
      const [name, value] = this.#items.length >= 2 ? this.#items : [this.#name, this.#value];
      if (name !== undefined && value !== undefined) this.#addPair(place, name, value);
      this.#items = [];
      this.#name = '';
      this.#value = undefined;
    }
  }

  /** The exchange so far. */
  finish(): CapturedExchange {
    const content = this.#readContent();
    return {
      index: this.#index,
      ...(this.#startedAt === undefined ? {} : { startedAt: this.#startedAt }),
      ...(this.#method === undefined ? {} : { method: this.#method }),
      ...(this.#url === undefined ? {} : { url: this.#url }),
      ...(this.#status === undefined ? {} : { status: this.#status }),
      requestHeaders: this.#requestHeaders,
      responseHeaders: this.#responseHeaders,
      parameters: this.#parameters,
      ...(this.#body === undefined ? {} : { body: this.#body }),
      ...(content === undefined ? {} : { content }),
      ...(this.#saml === undefined ? {} : { saml: this.#saml }),
    };
  }

  #takeText(field: Field, text: string): void {
    if (field === 'name') this.#name = text;
    else if (field === 'value') this.#value = text;
    else if (field === 'item') this.#items.push(text);
    else if (field === 'startedAt') this.#startedAt = text;
    else if (field === 'method') this.#method = text;
    else if (field === 'url') this.#url = text;
    else if (field === 'saml') this.#saml = text;
    else if (field === 'status') this.#status = Number.parseInt(text, 10) || undefined;
    else if (field === 'text') this.#body = text;
  }

  #takeContent(field: Field, raw: string): void {
    if (field === 'mimeType') this.#contentType = raw;
    else if (field === 'encoding') this.#contentIsBase64 = raw === 'base64';
    // A body in base64 cannot be searched before it is decoded, which waits until its encoding is known.
    else if (field === 'text') this.#content = raw;
  }

  #readContent(): string | undefined {
    if (this.#content === undefined) return undefined;
    if (!this.#contentIsBase64) return mayCarry(this.#content) ? unescapeJson(this.#content) : undefined;
    const bytes = fromBase64(unescapeJson(this.#content));
    const text = bytes === undefined ? undefined : fromUtf8(bytes);
    return text !== undefined && mayCarry(text) ? text : undefined;
  }

  #addPair(place: Place, name: string, value: string): void {
    if (place === 'pair' || place === 'parameter') this.#parameters.push([name, value]);
    else if (
      CARRYING_HEADERS.has(name.toLowerCase()) &&
      (mayCarry(value) || name.toLowerCase() === 'authorization')
    ) {
      (place === 'request-header' ? this.#requestHeaders : this.#responseHeaders).push([name, value]);
    }
  }
}
