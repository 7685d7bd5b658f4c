import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import { call } from '../../../bridge/call.ts';
import { CopyField } from '../../../kit/CopyField.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { useWork } from '../queries.ts';
import { accessWork, type WorkState } from '../work.ts';

const PHASES: Readonly<Record<string, string>> = {
  'sign-in': 'Signing in',
  organization: 'Accounts and organizational units',
  principals: 'Groups and users',
  'first-view': 'What the groups are assigned',
  names: 'Names of permission sets',
  'provisioned-accounts': 'Accounts of permission sets',
  assignments: 'Assignments',
  details: 'Details of permission sets',
  memberships: 'Members of groups',
  provisioning: 'Which accounts have an older state',
  check: 'Reading again what the plan touches',
  apply: 'Applying',
};
const TITLES = { read: 'Reading', plan: 'Planning', apply: 'Applying' } as const;

const steer = (to: 'pause' | 'continue' | 'stop') => void call('access.steer', { to });

/** What runs, how far it is, and what it waits for; or why it failed. */
export function WorkPanel() {
  const work = useWork();
  const { busy, kind, progress, error } = work;
  // The editor names the places itself.
  if (error?.code === 'ERR_ACCESS_DESIRED') return null;
  if (error !== undefined)
    return <ErrorPanel error={error} action={<Button onClick={() => accessWork.clear()}>Close</Button>} />;
  if (!busy || kind === undefined) return null;
  const { done = 0, total = 0, calls = 0, etaSeconds = 0, failed = 0 } = progress ?? {};
  const figures = [
    total > 0 ? `${done} of ${total}` : undefined,
    calls > 0 ? `${calls} calls` : undefined,
    failed > 0 ? `${failed} failed` : undefined,
    etaSeconds >= 1 ? `about ${Math.ceil(etaSeconds)} s to go` : undefined,
  ].filter((figure) => figure !== undefined);
  return (
    <section className="wb-access-work" aria-label={TITLES[kind]}>
      <ProgressBar
        value={total === 0 ? 0 : Math.min(100, (100 * done) / total)}
        label={PHASES[progress?.phase ?? ''] ?? TITLES[kind]}
        additionalInfo={figures.join(', ')}
      />
      <WaitingFor progress={progress} />
      <div className="wb-row">
        {kind === 'apply' && progress?.phase === 'apply' && progress.waitsFor === undefined ? (
          <Button onClick={() => steer('pause')}>Pause</Button>
        ) : null}
        <Button onClick={() => accessWork.cancel()}>Cancel</Button>
        {kind === 'apply' ? (
          <span className="wb-small wb-secondary">
            What was sent is finished by AWS; the journal knows where to go on.
          </span>
        ) : null}
      </div>
    </section>
  );
}

/** What a person is asked to do before it goes on; nothing where it only takes time. */
export function WaitingFor(props: { readonly progress: WorkState['progress'] }) {
  const { progress } = props;
  if (progress?.waitsFor === undefined) return null;
  const goOn = (
    <Button variant="primary" onClick={() => steer('continue')}>
      Go on
    </Button>
  );
  switch (progress.waitsFor) {
    case 'person':
      return (
        <Alert type="info" statusIconAriaLabel="Paused" header="Paused" action={goOn}>
          Nothing new is sent until you go on.
        </Alert>
      );
    case 'credentials':
      return (
        <Alert
          type="warning"
          statusIconAriaLabel="Warning"
          header="The credentials have expired"
          action={goOn}
        >
          Sign in again (for a profile: aws sso login), then go on. Nothing that was done is lost.{' '}
          <Button variant="inline-link" onClick={() => steer('stop')}>
            Stop instead
          </Button>
        </Alert>
      );
    case 'browser':
      return (
        <Alert type="info" statusIconAriaLabel="Waiting" header="Go on in the browser">
          A page of {progress.host} has opened. Sign in there; this goes on by itself.
        </Alert>
      );
    case 'device-code':
      return (
        <Alert type="info" statusIconAriaLabel="Waiting" header="Enter this code">
          <CopyField value={progress.userCode ?? ''} label="code" mono /> at{' '}
          <CopyField value={progress.verificationUri ?? ''} label="address" mono />
        </Alert>
      );
  }
}
