import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useEffect, useRef, useState } from 'react';
import { runJob } from '../../../bridge/job.ts';
import { CopyField } from '../../../kit/CopyField.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import type { ShownIdentity, ShownWorkspace } from '../queries.ts';
import { useRun } from '../use-run.ts';
import { TestReport, type TestResult } from './TestReport.tsx';

type Waiting =
  | { readonly waitsFor: 'answer' }
  | { readonly waitsFor: 'browser'; readonly host: string }
  | { readonly waitsFor: 'device-code'; readonly userCode: string; readonly verificationUri: string };

/** Signs in as an identity, follows what it waits for, and shows what came of it. */
export function TestRun(props: {
  readonly workspace: ShownWorkspace;
  readonly identity: ShownIdentity;
  readonly onClose: () => void;
}) {
  const { workspace, identity } = props;
  const run = useRun<TestResult>();
  const [waiting, setWaiting] = useState<Waiting>({ waitsFor: 'answer' });
  const begun = useRef(false);
  const begin = () =>
    run.start((signal) =>
      runJob(
        'connections.test',
        { workspaceId: workspace.id, identityId: identity.id },
        { signal, onProgress: setWaiting },
      ),
    );
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    begin();
  });
  return (
    <div className="wb-test" role="status" aria-label={`Trying ${identity.name}`}>
      {run.busy ? <WaitingFor waiting={waiting} /> : null}
      {run.error === undefined ? null : <ErrorPanel error={run.error} />}
      {run.value === undefined ? null : <TestReport result={run.value} />}
      <div className="wb-row">
        {run.busy ? (
          <Button
            onClick={() => {
              run.cancel();
              props.onClose();
            }}
          >
            Cancel
          </Button>
        ) : (
          <>
            <Button onClick={begin}>Try again</Button>
            <Button variant="link" onClick={props.onClose}>
              Close
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function WaitingFor(props: { readonly waiting: Waiting }) {
  const { waiting } = props;
  if (waiting.waitsFor === 'browser') {
    return (
      <Alert type="info" statusIconAriaLabel="Waiting" header="Go on in the browser">
        A page of {waiting.host} has opened. Sign in there; this goes on by itself. If it did not open, it may
        be behind another window.
      </Alert>
    );
  }
  if (waiting.waitsFor === 'device-code') {
    return (
      <Alert type="info" statusIconAriaLabel="Waiting" header="Enter this code">
        <p>
          <CopyField value={waiting.userCode} label="code" mono /> at{' '}
          <CopyField value={waiting.verificationUri} label="address" mono />, in any browser. This goes on by
          itself.
        </p>
      </Alert>
    );
  }
  return <p className="wb-secondary">Asking …</p>;
}
