import Tabs from '@cloudscape-design/components/tabs';
import { type ReactNode, useEffect, useState } from 'react';
import { wireErrorOf } from '../../bridge/call.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../kit/ErrorPanel.tsx';
import { EndpointsTab } from './components/EndpointsTab.tsx';
import { FaultsTab } from './components/FaultsTab.tsx';
import { LabHead } from './components/LabHead.tsx';
import { LabOff } from './components/LabOff.tsx';
import { PeopleTab } from './components/PeopleTab.tsx';
import { RequestsTab } from './components/RequestsTab.tsx';
import { TimeTab } from './components/TimeTab.tsx';
import { type RunningLab, useLabStatus } from './queries.ts';
import './lab.css';

/** The clouds in a box: start them, find them, watch them, make them fail. */
export default function LabPage() {
  const query = useLabStatus();
  const status = query.data;
  if (query.error !== null)
    return (
      <div className="wb-page wb-lab">
        <ErrorPanel error={wireErrorOf(query.error)} />
      </div>
    );
  if (status === undefined) return <EmptyState title="Loading …" />;
  const { ready } = status;
  return (
    <div className="wb-page wb-lab">
      {ready === undefined || status.state !== 'running' ? (
        <>
          <h1>Lab</h1>
          <LabOff status={status} />
        </>
      ) : (
        <Running lab={{ ...status, ready }} />
      )}
    </div>
  );
}

function Running(props: { readonly lab: RunningLab }) {
  const { lab } = props;
  const [tab, setTab] = useState('endpoints');
  const [resets, setResets] = useState(0);
  // The options that were scrolled to before the start are gone.
  useEffect(() => document.querySelector('.wb-main')?.scrollTo(0, 0), []);
  const content: Readonly<Record<string, () => ReactNode>> = {
    endpoints: () => <EndpointsTab lab={lab} />,
    requests: () => <RequestsTab run={`${lab.since} ${resets}`} />,
    people: () => <PeopleTab timeScale={lab.overview?.clock.scale ?? 1} />,
    faults: () => <FaultsTab lab={lab} />,
    time: () => <TimeTab lab={lab} />,
  };
  const faults = lab.overview?.faults.length ?? 0;
  const labels = {
    endpoints: 'Addresses',
    requests: 'Requests',
    people: 'People',
    faults: faults === 0 ? 'Faults' : `Faults (${faults})`,
    time: 'Time and limits',
  };
  return (
    <>
      <LabHead lab={lab} onReset={() => setResets(resets + 1)} />
      <Tabs
        activeTabId={tab}
        ariaLabel="About the Lab"
        onChange={({ detail }) => setTab(detail.activeTabId)}
        tabs={Object.entries(labels).map(([id, label]) => ({
          id,
          label,
          content: id === tab ? content[id]?.() : null,
        }))}
      />
    </>
  );
}
