import { fromUtf8 } from '../encoding/utf8.ts';
import type { Candidate } from '../inspector/candidate.ts';
import type { MessageOrigin, SourceForm } from '../inspector/report.ts';
import type { CapturedExchange } from './exchange.ts';

/** A message of a capture, once however often it travelled. */
export interface CapturedMessage {
  readonly candidate: Candidate;
  origin: MessageOrigin;
}

/** Finds messages in one text: a header value, a URL, a form field, a body. Gives none where there is none; never throws. */
export type Finder = (text: string) => readonly Candidate[];

/**
 * Collects the messages of a capture, exchange by exchange. The same bytes in a form body, its decoded fields and forty
 * later `Authorization` headers are one message.
 */
export class CapturedMessages {
  readonly #found = new Map<string, CapturedMessage>();
  readonly #find: Finder;
  readonly #form: SourceForm;

  /** @param form `har` or `saml-tracer` */
  constructor(find: Finder, form: SourceForm) {
    this.#find = find;
    this.#form = form;
  }

  get count(): number {
    return this.#found.size;
  }

  add(exchange: CapturedExchange): void {
    const before = this.#found.size;
    const seen =
      this.#addText(requestTexts(exchange), exchange) + this.#addText(answerTexts(exchange), exchange);
    // SAML-tracer's own decoding has lost the original bytes, so it only counts where the request itself gives nothing.
    if (exchange.saml !== undefined && seen === 0 && this.#found.size === before)
      this.#addText([exchange.saml], exchange);
  }

  /** In the order in which each first travelled. */
  list(): CapturedMessage[] {
    return [...this.#found.values()];
  }

  #addText(texts: readonly string[], exchange: CapturedExchange): number {
    const here = new Set<string>();
    for (const text of texts) {
      for (const candidate of this.#find(text)) {
        const key = identityOf(candidate);
        if (here.has(key)) continue;
        here.add(key);
        const known = this.#found.get(key);
        if (known === undefined) {
          this.#found.set(key, { candidate: { ...candidate, form: this.#form }, origin: originOf(exchange) });
        } else {
          known.origin = { ...known.origin, seen: known.origin.seen + 1 };
        }
      }
    }
    return here.size;
  }
}

function requestTexts(exchange: CapturedExchange): string[] {
  const fields = exchange.parameters.map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return [
    ...(exchange.url === undefined ? [] : [exchange.url]),
    // The fields of one form belong together: RelayState and a detached signature speak of the message beside them.
    ...(fields.length > 0 ? [fields.join('&')] : exchange.body === undefined ? [] : [exchange.body]),
    ...exchange.requestHeaders.map(([name, value]) => headerText(name, value)),
  ];
}

function answerTexts(exchange: CapturedExchange): string[] {
  return [
    ...exchange.responseHeaders.map(([name, value]) => headerText(name, value)),
    ...(exchange.content === undefined ? [] : [exchange.content]),
  ];
}

function headerText(name: string, value: string): string {
  return name.toLowerCase() === 'authorization' ? `${name}: ${value}` : value;
}

function identityOf(candidate: Candidate): string {
  if (candidate.family === 'jose') return candidate.text;
  return fromUtf8(candidate.bytes) ?? `${candidate.bytes.length}:${candidate.bytes.join()}`;
}

function originOf(exchange: CapturedExchange): MessageOrigin {
  const url = exchange.url?.split(/[?#]/)[0];
  return {
    exchange: exchange.index,
    ...(exchange.method === undefined ? {} : { method: exchange.method }),
    ...(url === undefined ? {} : { url }),
    ...(exchange.startedAt === undefined ? {} : { startedAt: exchange.startedAt }),
    seen: 1,
  };
}
