import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import type { WireError } from '../../../shared/core/errors/workbench-error.ts';
import type { InspectOptions } from '../../../shared/core/inspector/options.ts';
import type { JudgedAttack } from '../../../shared/core/self-test/judged-attack.ts';
import { call, wireErrorOf } from '../../bridge/call.ts';
import { ErrorPanel } from '../../kit/ErrorPanel.tsx';
import { summaryOf } from './chosen-attacks.ts';
import { Outcome } from './components/Outcome.tsx';
import { useSelfTest } from './use-self-test.ts';
import './self-test.css';

/**
 * Every known attack against the verifier of this very window.
 *
 * @param props.onInspect shows an attack in the Inspector, judged with the keys of the self-test
 * @param props.onNotice says above the page what has happened
 */
export default function SelfTestPage(props: {
  readonly onInspect: (text: string, source: string, options: InspectOptions) => void;
  readonly onNotice: (text: string) => void;
}) {
  const { test, error, progress, running, again } = useSelfTest();
  const [failure, setFailure] = useState<WireError>();
  const guarded = (work: () => Promise<void>) => {
    setFailure(undefined);
    work().catch((thrown) => setFailure(wireErrorOf(thrown)));
  };
  const open = ({ name }: JudgedAttack) =>
    guarded(async () => {
      const { attack } = await call('inspector.attack', { name });
      if (attack !== undefined) props.onInspect(attack.text, `Attack: ${name}`, attack.options);
    });
  const save = (content: string) =>
    guarded(async () => {
      const { path } = await call('inspector.saveEvidence', { content, form: 'json' });
      if (path !== undefined) props.onNotice(`Self-test saved: ${path}`);
    });
  const problem = failure ?? error;

  return (
    <div className="wb-page wb-selftest">
      <div className="wb-selftest-head">
        <h1>Self-test</h1>
        <Button iconName="refresh" loading={running} loadingText="Running" onClick={again}>
          Run again
        </Button>
      </div>
      <p className="wb-secondary">
        A verifier is worth what it refuses. Every known attack is held against the one in this window, with
        keys made for the test; the honest messages they began as must be valid. Nothing leaves this machine.
      </p>
      {problem === undefined ? null : <ErrorPanel error={problem} />}
      {test === undefined ? (
        running && (
          <div className="wb-selftest-work">
            <progress
              aria-label="Attacks held against the verifier"
              {...(progress === undefined ? {} : { value: progress.done, max: progress.total })}
            />
            <p className="wb-secondary">
              {progress === undefined ? 'Beginning …' : `${progress.done} of ${progress.total} attacks`}
            </p>
          </div>
        )
      ) : (
        <>
          <div role="status">
            <Alert
              type={test.passed ? 'success' : 'error'}
              statusIconAriaLabel={test.passed ? 'Passed' : 'Failed'}
            >
              {summaryOf(test)}
            </Alert>
          </div>
          <Outcome test={test} onOpen={open} onSave={save} />
        </>
      )}
    </div>
  );
}
