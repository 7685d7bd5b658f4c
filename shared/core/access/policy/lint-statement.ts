import { type JsonNode, type JsonObject, memberOf } from '../../json/node.ts';
import { lintActions } from './lint-actions.ts';
import type { Note } from './lint-policy.ts';

const ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);
const OPERATOR =
  /^(?:For(?:All|Any)Values:)?(?:String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|Numeric(?:(?:Not)?Equals|(?:Less|Greater)Than(?:Equals)?)|Date(?:(?:Not)?Equals|(?:Less|Greater)Than(?:Equals)?)|Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like))(?:IfExists)?$/i;
const RESOURCE = /^(?:\*|arn:[^:]+:[^:]*:[^:]*:[^:]*:.+|\$\{.+)$/s;

/** Judges one statement; `sids` are the ids of those before it. */
export function lintStatement(statement: JsonObject, sids: Set<string>, note: Note): void {
  const opening = { start: statement.start, end: statement.start + 1 };
  for (const { name, start, nameEnd } of statement.members)
    if (!ELEMENTS.has(name))
      note(
        'policy.unknown-element',
        { start, end: nameEnd },
        `A statement has no element “${name.slice(0, 60)}”.`,
      );
  for (const name of ['Principal', 'NotPrincipal'])
    if (memberOf(statement, name) !== undefined)
      note(
        'policy.principal',
        memberOf(statement, name) ?? opening,
        `${name} stands in the policy of a role.`,
      );
  lintSid(memberOf(statement, 'Sid'), sids, note);
  const effect = memberOf(statement, 'Effect');
  const allows = effect?.kind === 'string' && effect.value === 'Allow';
  if (effect === undefined) note('policy.effect', opening, 'The statement has no effect.');
  else if (effect.kind !== 'string' || !['Allow', 'Deny'].includes(effect.value))
    note('policy.effect', effect, 'The effect is neither Allow nor Deny.');
  lintActions(statement, allows, note);
  lintResources(statement, allows, note);
  lintCondition(memberOf(statement, 'Condition'), note);
}

function lintSid(sid: JsonNode | undefined, sids: Set<string>, note: Note): void {
  if (sid === undefined) return;
  if (sid.kind !== 'string' || !/^[A-Za-z0-9]*$/.test(sid.value))
    note('policy.sid', sid, 'A statement id has letters and digits only.');
  else if (sid.value !== '' && sids.has(sid.value))
    note('policy.sid', sid, `The statement id ${sid.value.slice(0, 60)} is used twice.`);
  else sids.add(sid.value);
}

function lintResources(statement: JsonObject, allows: boolean, note: Note): void {
  const resource = memberOf(statement, 'Resource');
  const except = memberOf(statement, 'NotResource');
  const given = resource ?? except;
  if (given === undefined || (resource !== undefined && except !== undefined)) {
    const place = except ?? { start: statement.start, end: statement.start + 1 };
    note(
      'policy.resource',
      place,
      given === undefined ? 'The statement has no resource.' : 'Resource and NotResource exclude each other.',
    );
    return;
  }
  for (const value of listOf(given))
    if (value.kind !== 'string' || !RESOURCE.test(value.value))
      note('policy.resource', value, 'A resource is an ARN or *.');
  if (listOf(given).length === 0) note('policy.resource', given, 'The list of resources is empty.');
  if (resource === undefined && allows)
    note('policy.not-resource-allow', given, 'NotResource with Allow: everything but these is allowed.');
}

function lintCondition(condition: JsonNode | undefined, note: Note): void {
  if (condition === undefined) return;
  if (condition.kind !== 'object') {
    note('policy.condition', condition, 'A condition is an object of operators.');
    return;
  }
  for (const { name, start, nameEnd, value } of condition.members) {
    if (!OPERATOR.test(name) && !/^Null$/i.test(name))
      note(
        'policy.condition',
        { start, end: nameEnd },
        `There is no condition operator “${name.slice(0, 60)}”.`,
      );
    if (value.kind !== 'object')
      note('policy.condition', value, `Below ${name.slice(0, 60)} stands no object of keys.`);
  }
}

/** @returns the items of a list, or the value as the only item: policies write both */
function listOf(node: JsonNode): readonly JsonNode[] {
  return node.kind === 'array' ? node.items : [node];
}
