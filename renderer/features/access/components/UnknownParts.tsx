import Alert from '@cloudscape-design/components/alert';
import type { ReactNode } from 'react';
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
  applications: 'the list of applications',
  'application-providers': 'what applications are made of',
  'application-settings': 'settings of applications',
  'application-assignments': 'who is assigned to applications',
  'trusted-token-issuers': 'trusted token issuers',
};

/** What could not be read, so that nobody takes it for empty. */
export function UnknownParts(props: { readonly read: ReadFigures }) {
  const { unknown, complete } = props.read;
  if (!complete) return null;
  return (
    <UnknownList unknown={unknown}>
      What depends on it is shown as unknown, and no plan is made where it would decide.
    </UnknownList>
  );
}

/** The parts that could not be read, by reason; nothing where there are none. */
export function UnknownList(props: {
  readonly unknown: ReadFigures['unknown'];
  readonly children?: ReactNode;
}) {
  const { unknown } = props;
  if (unknown.length === 0) return null;
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
      {props.children ?? 'What depends on it is shown as unknown.'}
    </Alert>
  );
}
