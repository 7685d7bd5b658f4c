import Alert from '@cloudscape-design/components/alert';
import type { ReadFigures } from '../queries.ts';

const PARTS: Readonly<Record<string, string>> = {
  accounts: 'the list of accounts',
  'account-tags': 'tags of accounts',
  'delegated-administrators': 'delegated administrators',
  'permission-set': 'a permission set',
  'permission-set-details': 'details of permission sets',
  'provisioned-accounts': 'the accounts of permission sets',
  'provisioning-status': 'which accounts have an older state',
  assignments: 'assignments',
  groups: 'groups',
  users: 'users',
  memberships: 'members of groups',
};

/** What could not be read, so that nobody takes it for empty. */
export function UnknownParts(props: { readonly read: ReadFigures }) {
  const { unknown, complete } = props.read;
  if (unknown.length === 0 || !complete) return null;
  return (
    <Alert type="warning" statusIconAriaLabel="Warning" header="Not everything could be read">
      <ul className="wb-access-list">
        {unknown.map(({ part, message, count }) => (
          <li key={`${part} ${message}`}>
            {PARTS[part] ?? part}
            {count > 1 ? ` (${count} times)` : ''}: {message}
          </li>
        ))}
      </ul>
      What depends on it is shown as unknown, and no plan is made where it would decide.
    </Alert>
  );
}
