import { fromUtf8, toUtf8 } from '../encoding/utf8.ts';
import type { Candidate } from '../inspector/candidate.ts';
import type { MessageOrigin, SourceForm } from '../inspector/report.ts';
import type { CapturedExchange } from './exchange.ts';

/** A message of a capture, once however often it travelled. */
export interface CapturedMessage {
  readonly candidate: Candidate;
  origin: MessageOrigin;
}

/** Different messages that one capture gives; a day of a busy browser holds some hundreds. */
export const MAX_MESSAGES = 20_000;

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
  #passedOver = 0;

  /** @param form `har` or `saml-tracer` */
  constructor(find: Finder, form: SourceForm) {
    this.#find = find;
    this.#form = form;
  }

  get count(): number {
    return this.#found.size;
  }

  /** Messages beyond MAX_MESSAGES, the same one counted each time. */
  get passedOver(): number {
    return this.#passedOver;
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
        if (known !== undefined) known.origin = { ...known.origin, seen: known.origin.seen + 1 };
        else if (this.#found.size < MAX_MESSAGES) this.#keep(key, candidate, exchange);
        else this.#passedOver += 1;
      }
    }
    return here.size;
  }

  #keep(key: string, candidate: Candidate, exchange: CapturedExchange): void {
    const form = this.#form;
    const origin = originOf(exchange);
    if (candidate.family === 'xml') {
      this.#found.set(key, { candidate: { ...candidate, form }, origin });
      return;
    }
    const text = alone(candidate.text);
    this.#found.set(text, { candidate: { ...candidate, form, text }, origin });
  }
}

/**
 * A token cut out of a page keeps the whole page in memory, because engines share the characters of a cut-out text. This one
 * shares with none.
 */
function alone(text: string): string {
  const copy = fromUtf8(toUtf8(text));
  return copy === text ? copy : text;
}

function requestTexts(exchange: CapturedExchange): string[] {
  const fields = exchange.parameters.map(([name, value]) => `${encodeURIComponent(name)}=${encoded(value)}`);
  return [
    ...(exchange.url === undefined ? [] : [exchange.url]),
    // The body as it was sent comes first: browsers differ in whether they decode the fields they list beside it.
    ...(exchange.body === undefined ? [] : [exchange.body]),
    // The fields of one form belong together: RelayState and a detached signature speak of the message beside them.
    ...(fields.length > 0 ? [fields.join('&')] : []),
    ...exchange.requestHeaders.map(([name, value]) => headerText(name, value)),
  ];
}

/** Chrome lists markup in a field still percent-encoded. */
function encoded(value: string): string {
  return /^%3C/i.test(value) ? value : encodeURIComponent(value);
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
    ...(url === undefined ? {} : { url: alone(url) }),
    ...(exchange.startedAt === undefined ? {} : { startedAt: exchange.startedAt }),
    seen: 1,
  };
}
