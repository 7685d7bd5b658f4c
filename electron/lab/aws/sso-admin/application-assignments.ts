import type { CenterApplication } from '../applications.ts';
import { IdentityStore } from '../identity-store.ts';
import { type Call, type Operations, reads } from '../protocol/operation.ts';
import { pageOf } from '../protocol/paging.ts';
import { required, structure } from '../protocol/shape.ts';
import { applicationOf, applicationResource, checkInstance, instanceResource, notFound } from './lookup.ts';
import { applicationArn, ofApplication, ofInstance, paging, principalId, principalType } from './members.ts';

const byApplication = structure({ ApplicationArn: applicationArn });

interface Assigned {
  readonly applicationArn: string;
  readonly principalType: 'USER' | 'GROUP';
  readonly principalId: string;
}

export const applicationAssignmentOperations: Operations = {
  ListApplicationAssignments: reads(
    { ...ofApplication, ...paging },
    {
      resources: applicationResource,
      run(call, input) {
        const all = assignmentsOf(applicationOf(call, input.ApplicationArn));
        const page = pageOf(all, keyOf, input, ['ListApplicationAssignments', input.ApplicationArn]);
        return { ApplicationAssignments: page.items.map(told), NextToken: page.next };
      },
    },
  ),

  DescribeApplicationAssignment: reads(
    { ...ofApplication, PrincipalId: required(principalId), PrincipalType: required(principalType) },
    {
      resources: applicationResource,
      run(call, input) {
        const wanted = `${input.PrincipalType}:${input.PrincipalId}`;
        const application = applicationOf(call, input.ApplicationArn);
        const found = application.assignments.get(wanted);
        if (found === undefined) throw notFound(`Could not find assignment of ${wanted}`);
        return told({ ...found, applicationArn: application.arn });
      },
    },
  ),

  ListApplicationAssignmentsForPrincipal: reads(
    {
      ...ofInstance,
      PrincipalId: required(principalId),
      PrincipalType: required(principalType),
      Filter: byApplication,
      ...paging,
    },
    {
      resources: instanceResource,
      run(call, input) {
        checkInstance(call, input.InstanceArn);
        const { PrincipalId: id, PrincipalType: type } = input;
        const only = input.Filter?.ApplicationArn;
        const mine = principalsBehind(call, type, id);
        const all = [...call.aws.identityCenter.applications.values()]
          .filter(({ arn }) => only === undefined || arn === only)
          .flatMap((one) => assignmentsOf(one).filter((assigned) => mine.has(principalKey(assigned))));
        const question = ['ListApplicationAssignmentsForPrincipal', type, id, only];
        const page = pageOf(all, keyOf, input, question);
        return { ApplicationAssignments: page.items.map(told), NextToken: page.next };
      },
    },
  ),

  GetApplicationAssignmentConfiguration: reads(ofApplication, {
    resources: applicationResource,
    run: (call, input) => ({
      AssignmentRequired: applicationOf(call, input.ApplicationArn).assignmentRequired,
    }),
  }),
};

const assignmentsOf = ({ arn, assignments }: CenterApplication): readonly Assigned[] =>
  [...assignments.values()].map((one) => ({ ...one, applicationArn: arn }));

const principalKey = (one: Pick<Assigned, 'principalType' | 'principalId'>): string =>
  `${one.principalType}:${one.principalId}`;

const keyOf = (one: Assigned): string => `${one.applicationArn} ${principalKey(one)}`;

const told = ({ applicationArn: ApplicationArn, principalId: PrincipalId, principalType }: Assigned) => ({
  ApplicationArn,
  PrincipalId,
  PrincipalType: principalType,
});

/** A user is assigned what it is itself, and what its groups are. */
function principalsBehind(call: Call, type: 'USER' | 'GROUP', id: string): ReadonlySet<string> {
  const { identityStore } = call.aws;
  const groups = type === 'USER' ? [...new IdentityStore(identityStore).groupsOf(id).keys()] : [];
  return new Set([`${type}:${id}`, ...groups.map((group) => `GROUP:${group}`)]);
}
