import Button from '@cloudscape-design/components/button';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { CopyField } from '../../../kit/CopyField.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { IconButton } from '../../../kit/IconButton.tsx';
import { type Row, type SortKey, useWork } from '../queries.ts';
import { accessWork } from '../work.ts';
import { AwsConfig } from './AwsConfig.tsx';

const REASONS: Readonly<Record<string, string>> = {
  direct: 'assigned directly',
  'group-without-members': 'The group has no members, so nobody gets in by it.',
  'members-unknown': 'Who is in the group could not be read.',
  'deleted-principal': 'It no longer exists, so nobody gets in by it.',
};

/** One assignment: who gets in by it and why, and what else the principal reaches. */
export function Details(props: {
  readonly readId: string;
  readonly row: Row;
  readonly onClose: () => void;
  readonly onPick: (by: SortKey, id: string) => void;
  readonly onSet: (arn: string) => void;
}) {
  const { readId, row } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const { busy } = useWork();
  const [configured, setConfigured] = useState(false);
  useEffect(() => heading.current?.focus(), []);
  const who = useQuery({
    queryKey: ['access.who', readId, row.accountId, row.permissionSetArn],
    queryFn: () => call('access.who', { account: row.accountId, permissionSet: row.permissionSetArn }),
  });
  const reach = useQuery({
    queryKey: ['access.reach', readId, row.principalId],
    queryFn: () => call('access.reach', { who: row.principalId }),
    enabled: !row.deleted,
  });
  const ways = (who.data?.access ?? []).filter(({ principalId }) => principalId === row.principalId);
  const others = (who.data?.access ?? []).filter(({ principalId }) => principalId !== row.principalId);
  const refresh = useMutation({ mutationFn: () => who.refetch() });
  return (
    <aside className="wb-access-details" aria-label="Details of the assignment">
      <div className="wb-pane-head">
        <h2 ref={heading} tabIndex={-1}>
          {row.principal}
        </h2>
        <IconButton icon="close" label="Close the details" onClick={props.onClose} />
      </div>
      <dl className="wb-pairs">
        <dt>Account</dt>
        <dd>
          {row.accountName} <CopyField value={row.accountId} label="account id" mono />
          {row.unit === '' ? null : <div className="wb-small wb-secondary">{row.unit}</div>}
        </dd>
        <dt>Set</dt>
        <dd>
          <Button variant="inline-link" onClick={() => props.onSet(row.permissionSetArn)}>
            {row.permissionSet}
          </Button>
        </dd>
        <dt>Id</dt>
        <dd>
          <CopyField value={row.principalId} label="principal id" mono />
        </dd>
      </dl>
      <h3>Who gets in by this</h3>
      {who.error === null ? null : (
        <ErrorPanel
          error={wireErrorOf(who.error)}
          action={<Button onClick={() => refresh.mutate()}>Try again</Button>}
        />
      )}
      <ul className="wb-access-list" aria-label="Who gets in by this">
        {ways.map(({ reason, user, principal }) => (
          <li key={`${principal} ${user ?? ''}`}>
            {user === undefined ? REASONS[reason] : user}
            {user === undefined ? null : (
              <span className="wb-secondary">
                {' '}
                {reason === 'direct' ? REASONS.direct : `as a member of ${principal}`}
              </span>
            )}
          </li>
        ))}
      </ul>
      {others.length === 0 ? null : (
        <p className="wb-small wb-secondary">
          {others.length} more {others.length === 1 ? 'way leads' : 'ways lead'} to this role by other
          principals.
        </p>
      )}
      {row.deleted ? null : (
        <>
          <h3>What {row.principal} reaches</h3>
          <ul className="wb-access-list" aria-label={`What ${row.principal} reaches`}>
            {(reach.data?.roles ?? []).slice(0, 50).map((role) => (
              <li key={`${role.accountId} ${role.permissionSetArn}`}>
                {role.permissionSet} in {role.accountName}
                <span className="wb-secondary">
                  {' '}
                  {role.through.map((way) => (way === 'direct' ? 'directly' : `through ${way}`)).join(', ')}
                  {role.certain ? '' : ' (not certain: members unknown)'}
                </span>
              </li>
            ))}
          </ul>
          {(reach.data?.total ?? 0) > 50 ? (
            <p className="wb-small wb-secondary">… {reach.data?.total} in all; filter by this principal.</p>
          ) : null}
        </>
      )}
      <div className="wb-row">
        <Button onClick={() => props.onPick('account', row.accountId)}>Only this account</Button>
        <Button onClick={() => props.onPick('permission-set', row.permissionSetArn)}>Only this set</Button>
        <Button onClick={() => props.onPick('principal', row.principalId)}>Only this principal</Button>
        <Button
          iconName="refresh"
          disabled={busy}
          onClick={() => void accessWork.refresh({ accountId: row.accountId })}
        >
          Read this account again
        </Button>
        {row.deleted ? null : <Button onClick={() => setConfigured(true)}>~/.aws/config…</Button>}
      </div>
      {configured ? (
        <AwsConfig who={row.principalId} name={row.principal} onClose={() => setConfigured(false)} />
      ) : null}
    </aside>
  );
}
