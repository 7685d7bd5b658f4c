import type { AccessAttribute } from '../../../shared/core/access/attributes/attributes.ts';
import type { SsoAdmin } from '../../../shared/ports/identity-center.ts';
import { refusal } from './memory-gate.ts';
import type { MemoryIdentityCenter } from './memory-identity-center.ts';

type Attributes = Pick<
  SsoAdmin,
  'describeAttributes' | 'createAttributes' | 'updateAttributes' | 'deleteAttributes'
>;

/** Attributes for access control; off at first. */
export function memoryAttributes(center: MemoryIdentityCenter): Attributes {
  let kept: readonly AccessAttribute[] | undefined;
  const call = <T>(verb: string, input: object, signal: AbortSignal, run: (operation: string) => T) => {
    const operation = `${verb}InstanceAccessControlAttributeConfiguration`;
    return center.call('sso-admin', operation, input, signal, () => run(operation));
  };
  const there = (operation: string): readonly AccessAttribute[] => {
    if (kept === undefined) throw refusal('ERR_AWS_NOT_FOUND', 'sso-admin', operation, 'does not exist');
    return kept;
  };
  return {
    describeAttributes: (input, signal) =>
      call('Describe', input, signal, (operation) => ({ state: 'ENABLED', attributes: there(operation) })),
    createAttributes: (input, signal) =>
      call('Create', input, signal, (operation) => {
        if (kept !== undefined) throw refusal('ERR_AWS_CONFLICT', 'sso-admin', operation, 'already exists');
        kept = input.attributes;
      }),
    updateAttributes: (input, signal) =>
      call('Update', input, signal, (operation) => {
        there(operation);
        kept = input.attributes;
      }),
    deleteAttributes: (input, signal) =>
      call('Delete', input, signal, (operation) => {
        there(operation);
        kept = undefined;
      }),
  };
}
