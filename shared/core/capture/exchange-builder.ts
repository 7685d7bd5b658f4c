import { fromBase64 } from '../encoding/base64.ts';
import { fromUtf8 } from '../encoding/utf8.ts';
import type { CapturedExchange } from './exchange.ts';
import type { Field, Place } from './grammar.ts';

type Pair = readonly [name: string, value: string];

const MARKERS = ['eyJ', 'SAMLResponse', 'SAMLRequest', 'wresult', 'Assertion', 'EntityDescriptor'];

function mayCarry(text: string): boolean {
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

  /** Takes one member. */
  take(place: Place, field: Field, text: string): void {
    if (field === 'name') this.#name = text;
    else if (field === 'value') this.#value = text;
    else if (field === 'item') this.#items.push(text);
    else if (field === 'startedAt') this.#startedAt = text;
    else if (field === 'method') this.#method = text;
    else if (field === 'url') this.#url = text;
    else if (field === 'saml') this.#saml = text;
    else if (field === 'status') this.#status = Number.parseInt(text, 10) || undefined;
    else if (field === 'encoding') this.#contentIsBase64 = text === 'base64';
    else if (field === 'text') this.#takeText(place, text);
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

  #takeText(place: Place, text: string): void {
    if (place === 'content') {
      // A body in base64 cannot be searched before it is decoded, which waits until its encoding is known.
      this.#content = text;
    } else {
      this.#body = text;
    }
  }

  #readContent(): string | undefined {
    if (this.#content === undefined) return undefined;
    let text: string | undefined = this.#content;
    if (this.#contentIsBase64) {
      const bytes = fromBase64(text);
      text = bytes === undefined ? undefined : fromUtf8(bytes);
    }
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
