import type { PermissionSet } from '../identity-center.ts';
import { type Operations, reads, writes } from '../protocol/operation.ts';
import { pageOf } from '../protocol/paging.ts';
import { required, text } from '../protocol/shape.ts';
import { isAssigned, isSettling } from './assignments.ts';
import {
  checkInstance,
  conflict,
  instanceResource,
  invalid,
  permissionSetOf,
  quotaExceeded,
  seconds,
  setResources,
} from './lookup.ts';
import { ofInstance, ofPermissionSet, paging, tags } from './members.ts';
import { edit } from './permission-set-edits.ts';
import { newTags } from './tags.ts';

/** Permission sets of an instance (facts: quotas). */
const MOST = 3_500;
const HOUR = 3_600;

const description = text({
  min: 1,
  max: 700,
  pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*',
});
const sessionDuration = text({
  min: 1,
  max: 100,
  pattern:
    '(-?)P(?=\\d|T\\d)(?:(\\d+)Y)?(?:(\\d+)M)?(?:(\\d+)([DW]))?(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+(?:\\.\\d+)?)S)?)?',
});
const relayState = text({
  min: 1,
  max: 240,
  pattern: '[a-zA-Z0-9&$@#\\\\\\/%?=~\\-_\'"|!:,.;*+\\[\\]\\ \\(\\)\\{\\}]+',
});

export const permissionSetOperations: Operations = {
  CreatePermissionSet: writes(
    {
      ...ofInstance,
      Name: required(text({ min: 1, max: 32, pattern: '[\\w+=,.@-]+' })),
      Description: description,
      SessionDuration: sessionDuration,
      RelayState: relayState,
      Tags: tags,
    },
    {
      resources: instanceResource,
      run(call, input) {
        checkInstance(call, input.InstanceArn);
        const { permissionSets } = call.aws.identityCenter;
        checkDuration(input.SessionDuration);
        for (const { name } of permissionSets.values())
          if (name === input.Name) throw conflict(`PermissionSet with name ${name} already exists.`);
        if (permissionSets.size >= MOST)
          throw quotaExceeded(
            `You have exceeded AWS SSO limits. Cannot create PermissionSet more than ${MOST}.`,
          );
        const id = call.ground.random.hex(16);
        const set: PermissionSet = {
          arn: `arn:aws:sso:::permissionSet/${input.InstanceArn.split('/').at(-1)}/ps-${id}`,
          name: input.Name,
          ...(input.Description === undefined ? {} : { description: input.Description }),
          createdAt: call.now,
          sessionDuration: input.SessionDuration ?? 'PT1H',
          ...(input.RelayState === undefined ? {} : { relayState: input.RelayState }),
          tags: newTags(input.Tags ?? []),
          managedPolicies: new Map(),
          customerManagedPolicies: [],
          revision: 1,
        };
        permissionSets.set(set.arn, set);
        return { PermissionSet: described(set) };
      },
    },
  ),

  DescribePermissionSet: reads(ofPermissionSet, {
    resources: setResources,
    run: (call, input) => ({ PermissionSet: described(permissionSetOf(call, input)) }),
  }),

  UpdatePermissionSet: writes(
    {
      ...ofPermissionSet,
      Description: description,
      SessionDuration: sessionDuration,
      RelayState: relayState,
    },
    {
      resources: setResources,
      run(call, input) {
        const set = permissionSetOf(call, input);
        checkDuration(input.SessionDuration);
        edit(call.aws.identityCenter, set, (edited) => {
          if (input.Description !== undefined) edited.description = input.Description;
          if (input.SessionDuration !== undefined) edited.sessionDuration = input.SessionDuration;
          if (input.RelayState !== undefined) edited.relayState = input.RelayState;
        });
        return {};
      },
    },
  ),

  DeletePermissionSet: writes(ofPermissionSet, {
    resources: setResources,
    run(call, input) {
      const set = permissionSetOf(call, input);
      const { identityCenter } = call.aws;
      if (isAssigned(identityCenter, set.arn) || isSettling(identityCenter, set.arn))
        throw conflict('PermissionSet has ApplicationProfile associated with it.');
      identityCenter.permissionSets.delete(set.arn);
      return {};
    },
  }),

  ListPermissionSets: reads(
    { ...ofInstance, ...paging },
    {
      resources: instanceResource,
      run(call, input) {
        checkInstance(call, input.InstanceArn);
        const arns = call.aws.identityCenter.permissionSets.keys();
        const page = pageOf([...arns], (arn) => arn, input, ['ListPermissionSets']);
        return { PermissionSets: page.items, NextToken: page.next };
      },
    },
  ),
};

function described(set: PermissionSet) {
  return {
    Name: set.name,
    PermissionSetArn: set.arn,
    Description: set.description,
    CreatedDate: seconds(set.createdAt),
    SessionDuration: set.sessionDuration,
    RelayState: set.relayState,
  };
}

/** A role's session lasts from one hour to twelve. */
function checkDuration(duration: string | undefined): void {
  if (duration === undefined) return;
  const [, sign, years, months, days, weeks, hours, minutes, rest] =
    /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D|(\d+)W)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(
      duration,
    ) ?? [];
  const whole =
    Number(years ?? 0) * 365 + Number(months ?? 0) * 30 + Number(days ?? 0) + Number(weeks ?? 0) * 7;
  const length =
    whole * 24 * HOUR + Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * 60 + Number(rest ?? 0);
  if (sign === '-' || length < HOUR || length > 12 * HOUR)
    throw invalid('The session duration must be between 1 hour and 12 hours.');
}
