import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { InstantText } from '../../../kit/InstantText.tsx';
import { VirtualTable } from '../../../kit/VirtualTable.tsx';
import {
  providerName,
  type ToldApplication,
  useApplications,
  useApplicationsRead,
} from '../application-queries.ts';
import { ApplicationDetails } from './ApplicationDetails.tsx';
import { ApplicationFindings } from './ApplicationFindings.tsx';
import { IssuerList } from './IssuerList.tsx';
import { UnknownList } from './UnknownParts.tsx';
import { WaitingFor } from './WorkPanel.tsx';

/** Applications of Identity Center, who may use them, and whose tokens they take; for reading only. */
export function ApplicationsTab(props: { readonly readId: string; readonly complete: boolean }) {
  const read = useApplicationsRead(props.readId);
  if (read.error !== null)
    return (
      <ErrorPanel
        error={wireErrorOf(read.error)}
        action={<Button onClick={() => read.again()}>Try again</Button>}
      />
    );
  if (read.cancelled)
    return (
      <EmptyState
        title="Applications were not read"
        action={
          <Button variant="primary" onClick={() => read.again()}>
            Read applications
          </Button>
        }
      >
        Reading was cancelled. It changes nothing, and can begin again at any time.
      </EmptyState>
    );
  if (read.data === undefined) {
    const { done = 0, total = 0 } = read.progress ?? {};
    return (
      <section className="wb-access-work" aria-label="Reading applications">
        <ProgressBar
          value={total === 0 ? 0 : (100 * done) / total}
          label="Applications and who is assigned to them"
          additionalInfo={total === 0 ? 'Asking IAM Identity Center' : `${done} of ${total}`}
        />
        <WaitingFor progress={read.progress} />
        <div className="wb-row">
          <Button onClick={() => read.cancel()}>Cancel</Button>
        </div>
      </section>
    );
  }
  return (
    <Shown
      key={read.data.readAt}
      readId={props.readId}
      complete={props.complete}
      data={read.data}
      onAgain={read.again}
    />
  );
}

function NoApplications({ denied }: { readonly denied: boolean }) {
  if (denied)
    return (
      <EmptyState title="Applications are not known">
        Whoever the organization was read as may not list them. Read it as somebody who has
        sso:ListApplications, from the management account or a delegated administrator.
      </EmptyState>
    );
  return (
    <EmptyState title="No applications">
      Nobody has connected an application to this instance of IAM Identity Center.
    </EmptyState>
  );
}

type Data = NonNullable<ReturnType<typeof useApplicationsRead>['data']>;

function Shown(props: {
  readonly readId: string;
  readonly complete: boolean;
  readonly data: Data;
  readonly onAgain: () => void;
}) {
  const { data } = props;
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string>();
  // With all that was read of the organization, more is known of the same applications.
  const version = `${props.readId} ${props.complete} ${data.readAt}`;
  const list = useApplications(version, text);
  const save = useMutation({ mutationFn: () => call('access.exportTo', { format: 'applications-csv' }) });
  const rows = list.data?.applications ?? [];
  const one = rows.find(({ arn }) => arn === chosen);
  return (
    <div className="wb-access-applications">
      <div className="wb-access-setbar">
        <Input
          type="search"
          value={text}
          ariaLabel="Find applications"
          placeholder="An application, or who uses it"
          onChange={({ detail }) => setText(detail.value.slice(0, 200))}
        />
        <div className="wb-row">
          <Button loading={save.isPending} disabled={data.applications === 0} onClick={() => save.mutate()}>
            Export CSV…
          </Button>
          <Button iconName="refresh" onClick={props.onAgain}>
            Read applications again
          </Button>
        </div>
      </div>
      <p className="wb-small wb-secondary" role="status">
        {figures(data, list.data?.total, text)} Read <InstantText instant={Date.parse(data.readAt)} /> with{' '}
        {data.calls} calls.{data.findings.length === 0 ? '' : ` ${data.findings.length} to look at below.`}
        {save.data?.path === undefined ? '' : ` Saved in ${save.data.path}.`}
      </p>
      {save.error === null ? null : <ErrorPanel error={wireErrorOf(save.error)} />}
      {list.error === null ? null : <ErrorPanel error={wireErrorOf(list.error)} />}
      <UnknownList unknown={data.unknown} />
      {data.applications === 0 ? (
        <NoApplications denied={data.unknown.some(({ part }) => part === 'applications')} />
      ) : rows.length === 0 && list.data !== undefined ? (
        <EmptyState
          title="No application fits"
          action={<Button onClick={() => setText('')}>Show all</Button>}
        />
      ) : (
        <div className="wb-access-split" {...(one === undefined ? {} : { 'data-open': '' })}>
          <VirtualTable
            label="Applications"
            rows={rows}
            keyOf={({ arn }) => arn}
            columns={columnsFor(one !== undefined, setChosen)}
          />
          {one === undefined ? null : (
            <ApplicationDetails
              key={one.arn}
              application={one}
              issuers={data.issuers}
              version={version}
              onClose={() => setChosen(undefined)}
            />
          )}
        </div>
      )}
      <ApplicationFindings
        findings={data.findings}
        onShow={(arn) => {
          setText('');
          setChosen(arn);
        }}
      />
      <IssuerList issuers={data.issuers} />
    </div>
  );
}

function figures({ applications }: Data, total: number | undefined, text: string): string {
  const all = `${applications} application${applications === 1 ? '' : 's'}.`;
  if (text.trim() === '' || total === undefined) return all;
  return `${total} of ${all}`;
}

function columnsFor(narrow: boolean, onChosen: (arn: string) => void) {
  const name = {
    id: 'name',
    header: 'Application',
    track: 'minmax(0, 1.1fr)',
    cell: ({ arn, name: shown }: ToldApplication) => (
      <button type="button" className="wb-cell-button" title={shown} onClick={() => onChosen(arn)}>
        {shown}
      </button>
    ),
  };
  const who = {
    id: 'who',
    header: 'Assigned to',
    track: 'minmax(0, 1.4fr)',
    cell: (application: ToldApplication) => assignedText(application),
  };
  const people = {
    id: 'people',
    header: 'People',
    track: '80px',
    cell: (application: ToldApplication) => application.people ?? 'unknown',
  };
  if (narrow) return [name, who, people];
  return [
    name,
    who,
    people,
    {
      id: 'provider',
      header: 'Made of',
      track: 'minmax(0, 1fr)',
      cell: ({ provider }: ToldApplication) => providerName(provider),
    },
    {
      id: 'account',
      header: 'Account',
      track: 'minmax(0, 0.8fr)',
      cell: ({ accountName, accountId }: ToldApplication) => accountName ?? accountId,
    },
    {
      id: 'state',
      header: 'State',
      track: '110px',
      cell: ({ enabled, visible }: ToldApplication) =>
        enabled ? (visible ? 'in the portal' : 'not in portal') : 'disabled',
    },
  ];
}

function assignedText({ assignmentRequired, assignments }: ToldApplication): string {
  if (assignmentRequired === false) return 'everybody';
  if (assignments === undefined) return 'unknown';
  if (assignments.length === 0) return 'nobody';
  return assignments
    .map(({ principal, principalId, deleted }) => (deleted ? 'deleted' : (principal ?? principalId)))
    .join(', ');
}
