import { type JsonNode, type JsonObject, memberOf, textOf } from '../../json/node.ts';
import { shortened } from '../json-part.ts';
import type { Judgement } from '../judgement.ts';
import type { TextView } from '../text-view.ts';

const TIMES = ['exp', 'nbf', 'iat'];
const NAMES = ['iss', 'sub', 'jti'];
/** The last second a calendar can show. */
const LAST_SECOND = 8.64e12;
/** 1 January 2200: a larger number was most likely meant in milliseconds. */
const FAR_FUTURE = 7_258_118_400;

function faultOfTime(node: JsonNode): string | undefined {
  if (node.kind !== 'number') return 'a number of seconds since 1970';
  // A number that is not finite has a rule of its own.
  if (!Number.isFinite(node.value)) return undefined;
  if (Math.abs(node.value) > LAST_SECOND) return 'a number of seconds that a calendar can show';
  return undefined;
}

function faultOf(name: string, node: JsonNode): string | undefined {
  if (TIMES.includes(name)) return faultOfTime(node);
  if (NAMES.includes(name)) return node.kind === 'string' ? undefined : 'a string';
  const isText = node.kind === 'array' ? node.items.every(({ kind }) => kind === 'string') : false;
  return node.kind === 'string' || isText ? undefined : 'a string or a list of strings';
}

/** Registered claims have the types RFC 7519 section 4.1 gives them: a library that compares an object to a string may let it in. */
export function checkClaimTypes(judgement: Judgement, root: JsonObject, view: TextView): void {
  let faults = 0;
  for (const member of root.members) {
    const { name, value } = member;
    if (!TIMES.includes(name) && !NAMES.includes(name) && name !== 'aud') continue;
    const wanted = faultOf(name, value);
    if (wanted === undefined) continue;
    faults++;
    judgement.fail(
      'claims.type',
      `"${name}" is not ${wanted}.`,
      // In its quotes, a string shows that it is one although it holds a number.
      {
        expected: wanted,
        actual: shortened(value.kind === 'string' ? JSON.stringify(value.value) : textOf(value)),
      },
      { view, start: member.start, end: value.end },
    );
  }
  const inMilliseconds = TIMES.find((name) => isMilliseconds(memberOf(root, name)));
  if (inMilliseconds !== undefined) {
    judgement.warn('claims.type', `"${inMilliseconds}" looks like milliseconds; it is read as seconds.`, {
      expected: 'seconds since 1970',
    });
  } else if (faults === 0) judgement.pass('claims.type', 'Every registered claim has its type.');
}

function isMilliseconds(node: JsonNode | undefined): boolean {
  return node?.kind === 'number' && node.value > FAR_FUTURE && node.value <= LAST_SECOND;
}
