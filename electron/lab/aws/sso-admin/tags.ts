import { type Call, type Operations, reads, writes } from '../protocol/operation.ts';
import { pageOf } from '../protocol/paging.ts';
import { list, required, text } from '../protocol/shape.ts';
import { checkInstance, invalid, notFound, quotaExceeded } from './lookup.ts';
import { instanceArn, paging, tagKey, tags } from './members.ts';

/** Tags a resource may have. */
const MOST = 50;

const resourceArn = text({
  min: 10,
  max: 2048,
  pattern:
    'arn:aws(-[a-z]{1,5}){0,3}:sso::((:instance/(sso)?ins-[a-zA-Z0-9-.]{16})|(:permissionSet/(sso)?ins-[a-zA-Z0-9-.]{16}/ps-[a-zA-Z0-9-./]{16})|(\\d{12}:application/(sso)?ins-[a-zA-Z0-9-.]{16}/apl-[a-zA-Z0-9]{16})|(\\d{12}:trustedTokenIssuer/(sso)?ins-[a-zA-Z0-9-.]{16}/tti-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}))',
});
const ofResource = { InstanceArn: instanceArn, ResourceArn: required(resourceArn) };

interface Target {
  readonly InstanceArn?: string;
  readonly ResourceArn: string;
}

const resources = (_call: Call, input: Target): readonly string[] => [input.ResourceArn];

export const tagOperations: Operations = {
  TagResource: writes(
    { ...ofResource, Tags: required(tags) },
    {
      resources,
      run(call, input) {
        const current = tagsOf(call, input);
        const added = newTags(input.Tags);
        const names = new Set([...current.keys(), ...added.keys()]);
        if (names.size > MOST) throw quotaExceeded(`A resource can have at most ${MOST} tags.`);
        for (const [key, value] of added) current.set(key, value);
        return {};
      },
    },
  ),

  UntagResource: writes(
    { ...ofResource, TagKeys: required(list(tagKey, 1, 75)) },
    {
      resources,
      run(call, input) {
        const current = tagsOf(call, input);
        for (const key of input.TagKeys) current.delete(key);
        return {};
      },
    },
  ),

  ListTagsForResource: reads(
    { ...ofResource, NextToken: paging.NextToken },
    {
      resources,
      run(call, input) {
        const all = [...tagsOf(call, input)].map(([Key, Value]) => ({ Key, Value }));
        const page = pageOf(all, ({ Key }) => Key, input, ['ListTagsForResource', input.ResourceArn]);
        return { Tags: page.items, NextToken: page.next };
      },
    },
  ),
};

/** @throws AwsError ValidationException for a key twice, or one that AWS keeps for itself */
export function newTags(
  given: readonly { readonly Key: string; readonly Value: string }[],
): Map<string, string> {
  const made = new Map<string, string>();
  for (const { Key, Value } of given) {
    if (Key.toLowerCase().startsWith('aws:')) throw invalid('Tag keys starting with aws: are reserved.');
    if (made.has(Key)) throw invalid(`Duplicate tag key: ${Key}`);
    made.set(Key, Value);
  }
  if (made.size > MOST) throw quotaExceeded(`A resource can have at most ${MOST} tags.`);
  return made;
}

function tagsOf(call: Call, input: Target): Map<string, string> {
  const { identityCenter } = call.aws;
  checkInstance(call, input.InstanceArn ?? identityCenter.instanceArn);
  if (input.ResourceArn === identityCenter.instanceArn) {
    identityCenter.tags ??= new Map();
    return identityCenter.tags;
  }
  const { permissionSets, applications, trustedTokenIssuers } = identityCenter;
  const { ResourceArn: arn } = input;
  const found = permissionSets.get(arn) ?? applications.get(arn) ?? trustedTokenIssuers.get(arn);
  if (found === undefined) throw notFound(`Resource ${arn} not found`);
  return found.tags;
}
