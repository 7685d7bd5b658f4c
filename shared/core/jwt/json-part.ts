import { fromUtf8 } from '../encoding/utf8.ts';
import type { JsonNode } from '../json/node.ts';
import { type JsonProblem, type JsonResult, MAX_JSON_DEPTH, parseJson } from '../json/parse.ts';
import type { Judgement, Place } from './judgement.ts';
import { TextView } from './text-view.ts';
import type { TokenPart } from './token-part.ts';

/** A part of a token that holds JSON, with its view. */
export interface JsonPart {
  readonly root?: JsonNode;
  readonly view: TextView;
}

const REPLACING = new TextDecoder('utf-8');
/** Bytes of binary content that are shown, as text where they are text. */
const SHOWN_BYTES = 4096;

/**
 * Says what was wrong with a part's base64url.
 *
 * @param name how sentences call the part: `header`, `payload`, `signature`
 */
export function judgeEncoding(judgement: Judgement, name: string, part: TokenPart): void {
  if (part.fault !== undefined)
    judgement.fail('token.encoding', `The ${name} is not base64url: ${part.fault}.`, {
      ...(part.leniencies.length === 0 ? {} : { actual: part.leniencies.join(', ') }),
      fix: 'Copy the token again, whole and unchanged.',
    });
  else if (part.leniencies.length > 0)
    judgement.warn('token.encoding', `The ${name} is not written as base64url has to be.`, {
      expected: 'base64url without padding',
      actual: part.leniencies.join(', '),
    });
}

/**
 * Reads a part that has to be JSON, and judges how it is written.
 *
 * @param name how sentences call the part: `header`, `payload`
 * @param title of its view
 */
export function readJsonPart(
  judgement: Judgement,
  name: string,
  title: string,
  bytes: Uint8Array | undefined,
): JsonPart {
  if (bytes === undefined) return { view: judgement.show(new TextView(title, '')) };
  const text = fromUtf8(bytes);
  if (text === undefined) {
    const view = judgement.show(new TextView(title, REPLACING.decode(bytes.subarray(0, SHOWN_BYTES))));
    judgement.fail('token.json', `The ${name} is not UTF-8 text.`);
    return { view };
  }
  const json = parseJson(text);
  const view = judgement.show(new TextView(title, text, json));
  judgeJson(judgement, name, json, view);
  return json.root === undefined ? { view } : { root: json.root, view };
}

/** Names everything in a JSON text that readers disagree on. */
export function judgeJson(judgement: Judgement, name: string, json: JsonResult, view: TextView): void {
  for (const problem of json.problems) judgeProblem(judgement, name, problem, { view, ...problem });
}

function judgeProblem(judgement: Judgement, name: string, problem: JsonProblem, at: Place): void {
  const { found, start } = problem;
  switch (problem.kind) {
    case 'duplicate':
      judgement.fail(
        'token.duplicate-member',
        `The ${name} has the member "${shortened(found)}" twice.`,
        { actual: shortened(found) },
        at,
      );
      return;
    case 'non-finite':
      judgement.fail(
        'token.number',
        `The ${name} has a number no computer can hold: ${found}.`,
        { expected: 'a finite number', actual: found },
        at,
      );
      return;
    case 'depth':
      judgement.fail(
        'token.depth',
        `The ${name} is nested more than ${MAX_JSON_DEPTH} levels deep; it was not read.`,
        { expected: `at most ${MAX_JSON_DEPTH} levels` },
        at,
      );
      return;
    case 'bom':
      judgement.warn('token.json', `The ${name} begins with a byte order mark.`, {}, at);
      return;
    case 'trailing':
      judgement.fail('token.json', `The ${name} goes on after its JSON.`, { actual: shortened(found) }, at);
      return;
    case 'lone-surrogate':
      judgement.warn('token.json', `The ${name} holds half a character (a lone surrogate).`, {}, at);
      return;
    case 'syntax':
      judgement.fail(
        'token.json',
        `The ${name} is not JSON: ${found} at character ${start + 1} does not belong there.`,
        {},
        at,
      );
  }
}

/** @returns the text, cut where a sentence or table would drown in it. */
export function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
