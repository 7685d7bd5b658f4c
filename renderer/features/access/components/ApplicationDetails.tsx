import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import { useEffect, useRef, useState } from 'react';
import { JWT_BEARER } from '../../../../shared/core/access/applications/applications.ts';
import { wireErrorOf } from '../../../bridge/call.ts';
import { CopyField } from '../../../kit/CopyField.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { IconButton } from '../../../kit/IconButton.tsx';
import { InstantText } from '../../../kit/InstantText.tsx';
import {
  providerName,
  type ToldApplication,
  type ToldIssuer,
  useApplicationUsers,
} from '../application-queries.ts';

const REASONS: Readonly<Record<string, string>> = {
  direct: 'assigned directly',
  everyone: 'Everybody in the directory: no assignment is required.',
  'group-without-members': 'a group without members',
  'members-unknown': 'a group whose members are not known',
  'deleted-principal': 'It no longer exists, so nobody gets in by it.',
  'assignments-unknown': 'Who is assigned could not be read.',
};
const GRANTS: Readonly<Record<string, string>> = {
  authorization_code: 'Signs people in with a code',
  refresh_token: 'Renews its tokens',
  [JWT_BEARER]: 'Exchanges tokens of a trusted token issuer',
  'urn:ietf:params:oauth:grant-type:token-exchange': 'Exchanges tokens of other applications',
};
/** From how many people on a field finds them. */
const MANY = 12;

/** One application: what it is, who may use it and why, and what it may ask of Identity Center. */
export function ApplicationDetails(props: {
  readonly application: ToldApplication;
  readonly issuers: readonly ToldIssuer[];
  readonly version: string;
  readonly onClose: () => void;
}) {
  const { application } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { arn, name, description, provider, managedBy, accountId, accountName, url, createdAt } = application;
  return (
    <aside className="wb-access-details" aria-label="Details of the application">
      <div className="wb-pane-head">
        <h2 ref={heading} tabIndex={-1}>
          {name}
        </h2>
        <IconButton icon="close" label="Close the details" onClick={props.onClose} />
      </div>
      {description === undefined ? null : <p className="wb-secondary">{description}</p>}
      <dl className="wb-pairs">
        <dt>Made of</dt>
        <dd>
          {providerName(provider)}
          <div className="wb-small wb-secondary">
            {managedBy === 'aws' ? 'managed by AWS' : 'managed by you'}
            {provider.protocol === undefined
              ? ''
              : `, ${provider.protocol === 'SAML' ? 'SAML 2.0' : 'OAuth 2.0'}`}
          </div>
        </dd>
        <dt>Account</dt>
        <dd>
          {accountName} <CopyField value={accountId} label="account id" mono />
        </dd>
        <dt>State</dt>
        <dd>
          {application.enabled ? 'enabled' : 'disabled'},{' '}
          {application.visible ? 'listed in the access portal' : 'not listed in the access portal'}
        </dd>
        {url === undefined ? null : (
          <>
            <dt>Opens</dt>
            <dd>
              <CopyField value={url} label="address" />
            </dd>
          </>
        )}
        {createdAt === undefined ? null : (
          <>
            <dt>Made</dt>
            <dd>
              <InstantText instant={Date.parse(createdAt)} />
            </dd>
          </>
        )}
        <dt>ARN</dt>
        <dd>
          <CopyField value={arn} label="ARN" mono />
        </dd>
      </dl>
      <Users application={application} version={props.version} />
      <Grants application={application} issuers={props.issuers} />
    </aside>
  );
}

function Users(props: { readonly application: ToldApplication; readonly version: string }) {
  const [text, setText] = useState('');
  const { data, error, refetch } = useApplicationUsers(props.version, props.application.arn, text);
  const { people } = props.application;
  return (
    <>
      <h3>Who may use it{people === undefined ? '' : ` (${people})`}</h3>
      {error === null ? null : (
        <ErrorPanel
          error={wireErrorOf(error)}
          action={<Button onClick={() => void refetch()}>Try again</Button>}
        />
      )}
      {(data?.total ?? 0) > MANY || text !== '' ? (
        <Input
          type="search"
          value={text}
          ariaLabel="Find people"
          placeholder="Name"
          onChange={({ detail }) => setText(detail.value.slice(0, 200))}
        />
      ) : null}
      {data?.total === 0 ? <p className="wb-secondary">{text === '' ? 'Nobody.' : 'Nobody fits.'}</p> : null}
      <ul className="wb-access-list" aria-label="Who may use it">
        {(data?.access ?? []).map(({ reason, user, principal, principalId }) => (
          <li key={`${principalId ?? ''} ${user ?? ''} ${reason}`}>
            {user ??
              (reason === 'everyone' || reason === 'assignments-unknown' ? REASONS[reason] : principal)}
            {reason === 'everyone' || reason === 'assignments-unknown' ? null : (
              <span className="wb-secondary">
                {' '}
                {reason === 'member-of-group' ? `as a member of ${principal}` : REASONS[reason]}
              </span>
            )}
          </li>
        ))}
      </ul>
      {data !== undefined && data.total > data.access.length ? (
        <p className="wb-small wb-secondary">… {data.total} in all; the CSV has them.</p>
      ) : null}
    </>
  );
}

function Grants(props: { readonly application: ToldApplication; readonly issuers: readonly ToldIssuer[] }) {
  const { grants, scopes, provider } = props.application;
  if (provider.protocol === 'SAML') return null;
  const names = new Map(props.issuers.map(({ arn, name }) => [arn, name]));
  return (
    <>
      <h3>What it may ask of Identity Center</h3>
      {grants === undefined ? <p className="wb-secondary">Its grants could not be read.</p> : null}
      {grants?.length === 0 ? <p className="wb-secondary">It has no grants.</p> : null}
      <ul className="wb-access-list" aria-label="Grants">
        {(grants ?? []).map(({ type, issuers }) => (
          <li key={type}>
            {GRANTS[type] ?? type}
            {(issuers ?? []).map(({ arn, audiences }) => (
              <div key={arn} className="wb-small wb-secondary">
                {names.get(arn) ?? 'An issuer that is not there'}, for <code>{audiences.join(', ')}</code>
              </div>
            ))}
          </li>
        ))}
      </ul>
      {(scopes ?? []).length === 0 ? null : (
        <p className="wb-small">
          Scopes: <code>{scopes?.join(' ')}</code>
        </p>
      )}
    </>
  );
}
