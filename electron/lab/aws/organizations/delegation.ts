import { AwsError } from '../protocol/aws-error.ts';
import { type Call, type Operations, reads, writes } from '../protocol/operation.ts';
import { required, text } from '../protocol/shape.ts';
import { accountOf, describedAccount, pageOfOrganization, paging } from './lookup.ts';

const accountId = text({ max: 12, pattern: '\\d{12}' });
const servicePrincipal = text({ min: 1, max: 128, pattern: '[\\w+=,.@-]*' });
const ofAccountAndService = {
  AccountId: required(accountId),
  ServicePrincipal: required(servicePrincipal),
};

/** Which accounts administer services for the organization. */
export const delegationOperations: Operations = {
  ListDelegatedAdministrators: reads(
    { ServicePrincipal: servicePrincipal, ...paging },
    {
      run(call, input) {
        const { delegatedAdministrators } = call.aws.organization;
        const wanted = input.ServicePrincipal;
        const ids = [...delegatedAdministrators].flatMap(([id, services]) =>
          services.length > 0 && (wanted === undefined || services.includes(wanted)) ? [id] : [],
        );
        const page = pageOfOrganization(ids, (id) => id, input, [call.operation, wanted]);
        return {
          DelegatedAdministrators: page.items.map((id) => ({
            ...describedAccount(call, accountOf(call, id)),
            DelegationEnabledDate: enabledAt(call),
          })),
          NextToken: page.next,
        };
      },
    },
  ),

  ListDelegatedServicesForAccount: reads(
    { AccountId: required(accountId), ...paging },
    {
      run(call, input) {
        const services = servicesOf(call, accountOf(call, input.AccountId).id);
        if (services.length === 0) throw notRegistered();
        const page = pageOfOrganization(services, (service) => service, input, [
          call.operation,
          input.AccountId,
        ]);
        return {
          DelegatedServices: page.items.map((service) => ({
            ServicePrincipal: service,
            DelegationEnabledDate: enabledAt(call),
          })),
          NextToken: page.next,
        };
      },
    },
  ),

  ListAWSServiceAccessForOrganization: reads(paging, {
    run(call, input) {
      const services = [{ ServicePrincipal: 'sso.amazonaws.com', DateEnabled: enabledAt(call) }];
      const page = pageOfOrganization(services, ({ ServicePrincipal }) => ServicePrincipal, input, [
        call.operation,
      ]);
      return { EnabledServicePrincipals: page.items, NextToken: page.next };
    },
  }),

  RegisterDelegatedAdministrator: writes(ofAccountAndService, {
    run(call, input) {
      const { organization } = call.aws;
      const { id } = accountOf(call, input.AccountId);
      if (id === organization.managementAccountId)
        throw constraint('You cannot register the management account as a delegated administrator.');
      const services = servicesOf(call, id);
      if (services.includes(input.ServicePrincipal))
        throw new AwsError(
          'AccountAlreadyRegisteredException',
          'The provided account is already a delegated administrator for your organization.',
        );
      organization.delegatedAdministrators.set(id, [...services, input.ServicePrincipal]);
      return {};
    },
  }),

  DeregisterDelegatedAdministrator: writes(ofAccountAndService, {
    run(call, input) {
      const { id } = accountOf(call, input.AccountId);
      const services = servicesOf(call, id);
      const left = services.filter((service) => service !== input.ServicePrincipal);
      if (left.length === services.length) throw notRegistered();
      const { delegatedAdministrators } = call.aws.organization;
      if (left.length === 0) delegatedAdministrators.delete(id);
      else delegatedAdministrators.set(id, left);
      return {};
    },
  }),
};

function servicesOf(call: Call, accountId: string): readonly string[] {
  return call.aws.organization.delegatedAdministrators.get(accountId) ?? [];
}

/** The Lab keeps no date of each delegation. */
function enabledAt(call: Call): number {
  return call.aws.identityCenter.createdAt / 1000;
}

function notRegistered(): AwsError {
  return new AwsError(
    'AccountNotRegisteredException',
    'The provided account is not a registered delegated administrator for your organization.',
  );
}

function constraint(message: string): AwsError {
  return new AwsError('ConstraintViolationException', message, 400, {
    Reason: 'CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR',
  });
}
