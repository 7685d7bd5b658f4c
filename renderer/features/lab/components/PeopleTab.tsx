import Checkbox from '@cloudscape-design/components/checkbox';
import Input from '@cloudscape-design/components/input';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LabPerson } from '../../../../shared/contract/lab-told.ts';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { CopyButton } from '../../../kit/CopyButton.tsx';
import { CopyField } from '../../../kit/CopyField.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { type VirtualColumn, VirtualTable } from '../../../kit/VirtualTable.tsx';

/** Rows shown at once; who is not among them is found by name. */
const SHOWN = 200;

function columns(passwords: boolean): readonly VirtualColumn<LabPerson>[] {
  return [
    {
      id: 'name',
      header: 'Who',
      track: 'minmax(0, 3fr)',
      cell: ({ userName, displayName, tenant, guestIn }) => (
        <>
          <CopyField value={userName} label={`user name of ${displayName}`} mono />
          <div className="wb-small wb-secondary">
            {displayName}
            {guestIn.length === 0 ? '' : `, guest of ${guestIn.join(', ')} from ${tenant}`}
          </div>
        </>
      ),
    },
    {
      id: 'password',
      header: 'Password',
      track: 'minmax(0, 2fr)',
      cell: ({ displayName, password, signsInAt }) => (
        <>
          {password === undefined ? (
            <span className="wb-secondary">None</span>
          ) : (
            <span className="wb-mono">
              {passwords ? password : '••••••••'}{' '}
              <CopyButton text={password} label={`Copy password of ${displayName}`} />
            </span>
          )}
          <div className="wb-small wb-secondary">{signsInAt === 'adfs' ? 'at AD FS' : 'at Entra'}</div>
        </>
      ),
    },
    {
      id: 'code',
      header: 'One-time code',
      track: 'minmax(0, 1.5fr)',
      cell: ({ displayName, oneTimeCode, certificate, privateKey }) => (
        <>
          {oneTimeCode === undefined ? (
            <span className="wb-secondary">No authenticator</span>
          ) : (
            <CopyField value={oneTimeCode} label={`one-time code of ${displayName}`} mono />
          )}
          {certificate === undefined || privateKey === undefined ? null : (
            <div className="wb-small wb-secondary">
              certificate{' '}
              <CopyButton
                text={`${certificate}${privateKey}`}
                label={`Copy certificate and key of ${displayName}`}
              />
            </div>
          )}
        </>
      ),
    },
    {
      id: 'groups',
      header: 'Groups',
      track: 'minmax(0, 2fr)',
      cell: ({ groups }) => groups.join(', '),
    },
  ];
}

/** Who can sign in: user names, passwords, the codes an authenticator would show now, certificates. */
export function PeopleTab(props: { readonly timeScale: number }) {
  const [search, setSearch] = useState('');
  const [passwords, setPasswords] = useState(false);
  const input = { search, from: 0, count: SHOWN };
  const people = useQuery({
    queryKey: ['lab.people', input],
    queryFn: () => call('lab.people', input),
    placeholderData: keepPreviousData,
    // As soon as the first code has become another one.
    refetchInterval: ({ state }) => {
      const spans = (state.data?.people ?? []).flatMap(({ codeValidFor }) => codeValidFor ?? []);
      return spans.length === 0 ? false : Math.max(250, Math.min(...spans) / props.timeScale + 50);
    },
    retry: false,
  });
  const rows = people.data?.people ?? [];
  const total = people.data?.total ?? 0;
  return (
    <div className="wb-lab-tab">
      <div className="wb-row">
        <Input
          type="search"
          ariaLabel="Find people"
          placeholder="Find people"
          value={search}
          onChange={({ detail }) => setSearch(detail.value)}
        />
        <Checkbox checked={passwords} onChange={({ detail }) => setPasswords(detail.checked)}>
          Show passwords
        </Checkbox>
        <span className="wb-secondary" role="status">
          {total > rows.length
            ? `${rows.length} of ${total.toLocaleString()}`
            : `${total.toLocaleString()} people`}
        </span>
      </div>
      {people.error === null ? null : <ErrorPanel error={wireErrorOf(people.error)} />}
      <VirtualTable
        label="People of the Lab"
        rows={rows}
        columns={columns(passwords)}
        keyOf={({ tenant, userName }) => `${tenant} ${userName}`}
        estimate={56}
      />
    </div>
  );
}
