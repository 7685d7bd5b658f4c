import { type JsonNode, type JsonObject, memberOf } from '../../json/node.ts';
import { nearestNames } from '../find-by-name.ts';
import { ACTION_NAMES, KNOWN_ACTIONS } from './known-actions.ts';
import type { Note } from './lint-policy.ts';
import { SERVICE_PREFIXES } from './services.ts';

/** Services whose actions can give their caller more access than the policy names. */
const SENSITIVE = [
  'iam',
  'sts',
  'organizations',
  'sso',
  'sso-directory',
  'identitystore',
  'kms',
  'secretsmanager',
  'account',
];
const ACTION = /^([A-Za-z0-9-]+):([A-Za-z0-9*?]+)$/;
const EVERYTHING = /^(?:\*|\*:\*)$/;
/** With these names, a wildcard only reads. */
const READS = /^(?:get|list|describe|generate|simulate|lookup|search)[a-z]*[*?]/i;

/** Judges Action and NotAction of a statement. */
export function lintActions(statement: JsonObject, allows: boolean, note: Note): void {
  const action = memberOf(statement, 'Action');
  const except = memberOf(statement, 'NotAction');
  const given = action ?? except;
  if (given === undefined || (action !== undefined && except !== undefined)) {
    const place = except ?? { start: statement.start, end: statement.start + 1 };
    note(
      'policy.action',
      place,
      given === undefined ? 'The statement has no action.' : 'Action and NotAction exclude each other.',
    );
    return;
  }
  const values = given.kind === 'array' ? given.items : [given];
  if (values.length === 0) note('policy.action', given, 'The list of actions is empty.');
  const everywhere = coversEverything(memberOf(statement, 'Resource'));
  const unconditional = memberOf(statement, 'Condition') === undefined;
  for (const value of values) {
    if (value.kind !== 'string' || (!EVERYTHING.test(value.value) && !ACTION.test(value.value))) {
      note('policy.action', value, 'An action has the form service:Action.');
      continue;
    }
    lintName(value.value, value, note);
    if (!allows || action === undefined) continue;
    if (EVERYTHING.test(value.value)) {
      if (everywhere && unconditional)
        note('policy.everything', value, 'Every action on every resource is allowed.');
      else note('policy.sensitive-wildcard', value, 'Every action is allowed.');
      continue;
    }
    lintSensitive(value.value, value, everywhere, unconditional, note);
  }
  if (action === undefined && allows)
    note('policy.not-action-allow', given, 'NotAction with Allow: every action but these is allowed.');
}

function lintName(text: string, place: JsonNode, note: Note): void {
  const [, service = '', name = ''] = ACTION.exec(text) ?? [];
  if (service === '') return;
  const prefix = service.toLowerCase();
  if (!SERVICE_PREFIXES.has(prefix)) {
    const near = nearestNames(prefix, [...SERVICE_PREFIXES]);
    note('policy.unknown-service', place, `No known service has the prefix ${service}.${suggestion(near)}`);
    return;
  }
  const known = KNOWN_ACTIONS.get(prefix);
  if (known === undefined) return;
  if (/[*?]/.test(name)) {
    if (![...known].some((candidate) => matches(name.toLowerCase(), candidate)))
      note('policy.unknown-action', place, `No action of ${prefix} matches ${name.slice(0, 60)}.`);
  } else if (!known.has(name.toLowerCase())) {
    const near = nearestNames(name, ACTION_NAMES.get(prefix) ?? []);
    note('policy.unknown-action', place, `${prefix} has no action ${name.slice(0, 60)}.${suggestion(near)}`);
  }
}

function lintSensitive(
  text: string,
  place: JsonNode,
  everywhere: boolean,
  unconditional: boolean,
  note: Note,
): void {
  const [, service = '', name = ''] = ACTION.exec(text) ?? [];
  const prefix = service.toLowerCase();
  const wild = /[*?]/.test(name);
  if (wild && SENSITIVE.includes(prefix) && !READS.test(name) && everywhere)
    note('policy.sensitive-wildcard', place, `${text} can give more access than this policy names.`);
  else if (prefix === 'iam' && matches(name.toLowerCase(), 'passrole') && everywhere && unconditional)
    note('policy.pass-role', place, 'Any role may be passed to any service.');
}

function coversEverything(resource: JsonNode | undefined): boolean {
  if (resource === undefined) return true;
  const values = resource.kind === 'array' ? resource.items : [resource];
  return values.some((value) => value.kind === 'string' && value.value === '*');
}

const suggestion = (near: readonly string[]): string =>
  near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`;

/** IAM's wildcards: `*` any run of characters, `?` one. Linear but for one restart point, so that no pattern can stall it. */
export function matches(pattern: string, text: string): boolean {
  let at = 0;
  let mark = -1;
  let resume = 0;
  for (let position = 0; position < text.length; ) {
    const expected = pattern[at];
    if (expected === '*') {
      mark = at++;
      resume = position;
    } else if (expected === '?' || expected === text[position]) {
      at++;
      position++;
    } else if (mark >= 0) {
      at = mark + 1;
      position = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
