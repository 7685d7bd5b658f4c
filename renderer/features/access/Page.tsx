import Button from '@cloudscape-design/components/button';
import Tabs from '@cloudscape-design/components/tabs';
import { type ReactNode, useState } from 'react';
import { type AccessLook, PLAIN_LOOK } from '../../../shared/core/access/views.ts';
import { wireErrorOf } from '../../bridge/call.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../kit/ErrorPanel.tsx';
import { ApplicationsTab } from './components/ApplicationsTab.tsx';
import { AssignmentsTab } from './components/AssignmentsTab.tsx';
import { AttributesTab } from './components/AttributesTab.tsx';
import { DesiredTab } from './components/DesiredTab.tsx';
import { FindingsTab } from './components/FindingsTab.tsx';
import { JournalList } from './components/JournalList.tsx';
import { ReadBar } from './components/ReadBar.tsx';
import { SetsTab } from './components/SetsTab.tsx';
import { SignInTab } from './components/SignInTab.tsx';
import { UnknownParts } from './components/UnknownParts.tsx';
import { WorkPanel } from './components/WorkPanel.tsx';
import { type Filter, useIdentities, useStatus, useWork } from './queries.ts';
import './access.css';

type TabId = 'assignments' | 'findings' | 'sets' | 'applications' | 'attributes' | 'desired' | 'sign-in';

/**
 * Who has access to which accounts and why, and how to change it.
 *
 * @param props.onConnections goes to the page where identities are set up
 * @param props.onLab goes to the page that starts the Lab
 */
export default function AccessPage(props: {
  readonly onConnections: () => void;
  readonly onLab: () => void;
}) {
  const connections = useIdentities();
  const status = useStatus();
  const work = useWork();
  const [chosen, setChosen] = useState<string>();
  const error = connections.error ?? status.error;
  if (error !== null)
    return (
      <div className="wb-page wb-access">
        <ErrorPanel error={wireErrorOf(error)} />
      </div>
    );
  const list = connections.data;
  if (list === undefined || status.data === undefined)
    return (
      <div className="wb-page wb-access">
        <h1>Access</h1>
        <EmptyState title="Loading …" />
      </div>
    );
  const workspace = list.workspaces.find(({ id }) => id === list.active);
  const identities = (workspace?.identities ?? []).filter(({ kind }) => kind.startsWith('aws-'));
  const read = status.data.read?.workspaceId === list.active ? status.data.read : undefined;
  const identity = identities.find(({ id }) => id === (chosen ?? read?.identityId)) ?? identities[0];
  const labOff = list.active === 'lab' && !list.labRunning;
  return (
    <div className="wb-page wb-access">
      <h1>Access</h1>
      <p className="wb-secondary">
        Who has which permission set in which account, through which group, and what it takes to change that.
      </p>
      {identity === undefined ? (
        <NobodyToAskAs labOff={labOff} onConnections={props.onConnections} onLab={props.onLab} />
      ) : (
        <>
          <ReadBar identities={identities} identity={identity} onIdentity={setChosen} read={read} />
          <WorkPanel />
          {read === undefined ? (
            work.busy ? null : (
              <>
                <EmptyState title="Nothing was read yet">
                  Reading takes one call a permission set, one a pair of set and account that exists, and some
                  for groups: far fewer than one for every set in every account. The first view is there after
                  the groups.
                </EmptyState>
                <JournalList identityId={identity.id} />
              </>
            )
          ) : (
            <>
              <UnknownParts read={read} />
              <AccessTabs
                key={read.instanceArn}
                readId={read.readId}
                complete={read.complete}
                identityId={identity.id}
                entraIdentities={(workspace?.identities ?? []).filter(({ kind }) =>
                  kind.startsWith('entra-'),
                )}
              />
            </>
          )}
        </>
      )}
    </div>
  );
}

type Identities = readonly { readonly id: string; readonly name: string; readonly kind: string }[];

function NobodyToAskAs(props: {
  readonly labOff: boolean;
  readonly onConnections: () => void;
  readonly onLab: () => void;
}) {
  if (props.labOff)
    return (
      <EmptyState
        title="The Lab is not running"
        action={
          <div className="wb-row">
            <Button variant="primary" onClick={props.onLab}>
              Go to the Lab
            </Button>
            <Button onClick={props.onConnections}>Set up an identity</Button>
          </div>
        }
      >
        Start it to try all of this with an organization of its own, or make a workspace for yours.
      </EmptyState>
    );
  return (
    <EmptyState
      title="Nobody to ask AWS as"
      action={
        <Button variant="primary" onClick={props.onConnections}>
          Set up an identity
        </Button>
      }
    >
      The live workspace has no AWS identity. A profile of ~/.aws is the quickest; it needs to read IAM
      Identity Center from the management account or a delegated administrator.
    </EmptyState>
  );
}

function AccessTabs(props: {
  readonly readId: string;
  readonly complete: boolean;
  readonly identityId: string;
  readonly entraIdentities: Identities;
}) {
  const { readId, complete } = props;
  const [tab, setTab] = useState<TabId>('assignments');
  const [look, setLook] = useState<AccessLook>(PLAIN_LOOK);
  const [setArn, setSetArn] = useState<string>();
  const showAssignments = (wanted: Filter) => {
    setLook({ ...PLAIN_LOOK, filter: wanted });
    setTab('assignments');
  };
  const content: Readonly<Record<TabId, () => ReactNode>> = {
    assignments: () => (
      <AssignmentsTab
        readId={readId}
        complete={complete}
        look={look}
        onLook={setLook}
        onSet={(arn) => {
          setSetArn(arn);
          setTab('sets');
        }}
      />
    ),
    findings: () => <FindingsTab readId={readId} onShow={showAssignments} />,
    sets: () => (
      <SetsTab
        readId={readId}
        complete={complete}
        chosen={setArn}
        onChosen={setSetArn}
        onAssignments={(arn) => showAssignments({ permissionSets: [arn] })}
        onPlanned={() => setTab('desired')}
      />
    ),
    applications: () => <ApplicationsTab readId={readId} complete={complete} />,
    attributes: () => <AttributesTab readId={readId} />,
    desired: () => <DesiredTab complete={complete} identityId={props.identityId} />,
    'sign-in': () => <SignInTab readId={readId} entraIdentities={props.entraIdentities} />,
  };
  const labels: Readonly<Record<TabId, string>> = {
    assignments: 'Assignments',
    findings: 'Findings',
    sets: 'Permission sets',
    applications: 'Applications',
    attributes: 'Attributes',
    desired: 'Desired state',
    'sign-in': 'Sign-in',
  };
  return (
    <Tabs
      activeTabId={tab}
      ariaLabel="About the organization’s access"
      i18nStrings={{ scrollLeftAriaLabel: 'Tabs to the left', scrollRightAriaLabel: 'Tabs to the right' }}
      onChange={({ detail }) => setTab(detail.activeTabId as TabId)}
      tabs={(Object.keys(labels) as TabId[]).map((id) => ({
        id,
        label: <span className="wb-access-tab">{labels[id]}</span>,
        content: id === tab ? content[id]() : null,
      }))}
    />
  );
}
