import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { wireErrorOf } from '../../bridge/call.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../kit/ErrorPanel.tsx';
import { CloudsTab } from './components/CloudsTab.tsx';
import { Expiries } from './components/Expiries.tsx';
import { IdentitiesTab } from './components/IdentitiesTab.tsx';
import { NetworkTab } from './components/NetworkTab.tsx';
import { RequestsTab } from './components/RequestsTab.tsx';
import { WorkspaceBar } from './components/WorkspaceBar.tsx';
import { useConnections } from './queries.ts';
import './connections.css';

/**
 * Workspaces: which clouds, as whom, through which network.
 *
 * @param props.onLab goes to the page that starts the Lab
 */
export default function ConnectionsPage(props: { readonly onLab: () => void }) {
  const { data, error } = useConnections();
  const [tab, setTab] = useState('identities');
  if (error !== null) return <ErrorPanel error={wireErrorOf(error)} />;
  if (data === undefined) return <EmptyState title="Loading …" />;
  const workspace = data.workspaces.find(({ id }) => id === data.active) ?? data.workspaces[0];
  if (workspace === undefined) return null;
  const isLab = workspace.id === 'lab';
  return (
    <div className="wb-page wb-connections">
      <h1>Connections</h1>
      <p className="wb-secondary">
        Which clouds, and as whom. Every other page picks from here; secrets stay in the system’s keystore.
      </p>
      <WorkspaceBar list={data} workspace={workspace} />
      {data.secretsPersist ? null : (
        <Alert type="info" statusIconAriaLabel="Note">
          There is no keystore on this machine: secrets are kept until the window is closed. On Linux a
          keyring such as gnome-keyring or KWallet is one.
        </Alert>
      )}
      <Expiries expiries={data.expiries} />
      {isLab && !data.labRunning ? (
        <EmptyState
          title="The Lab is not running"
          action={
            <Button variant="primary" onClick={props.onLab}>
              Go to the Lab
            </Button>
          }
        >
          Start it and this workspace fills itself: a tenant, an AWS organization and identities to try
          everything with. Or make a workspace for clouds of your own.
        </EmptyState>
      ) : (
        <Tabs
          activeTabId={tab}
          onChange={({ detail }) => setTab(detail.activeTabId)}
          ariaLabel="Parts of the workspace"
          tabs={[
            {
              id: 'identities',
              label: `Identities (${workspace.identities.length})`,
              content: <IdentitiesTab key={workspace.id} list={data} workspace={workspace} />,
            },
            {
              id: 'clouds',
              label: 'Clouds',
              content: <CloudsTab key={workspace.id} workspace={workspace} readOnly={isLab} />,
            },
            {
              id: 'network',
              label: 'Network',
              content: <NetworkTab key={workspace.id} workspace={workspace} readOnly={isLab} />,
            },
            { id: 'requests', label: 'Requests', content: <RequestsTab /> },
          ]}
        />
      )}
    </div>
  );
}
