import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import { useMutation } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { CodeField } from '../../../kit/CodeField.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import type { TextProblem } from '../../../kit/TextEditor.tsx';
import { problemsOfError, problemsOfText } from '../desired-problems.ts';
import { useWork } from '../queries.ts';
import { accessWork } from '../work.ts';
import { JournalList } from './JournalList.tsx';
import { PlanView } from './PlanView.tsx';
import { ReportView } from './ReportView.tsx';

const EXAMPLE = `version: 1
assignments:
  - permissionSet: ReadOnly
    groups: [Auditors]
    accounts: [{ou: Workloads}]
`;

/** What shall be, as YAML; what it takes to get there; and the getting there. */
export function DesiredTab(props: { readonly complete: boolean; readonly identityId: string }) {
  const { text, busy, plan, report, error } = useWork();
  const [prune, setPrune] = useState(false);
  const [provision, setProvision] = useState(false);
  const [shown, setShown] = useState<{ readonly start: number }>();
  const load = useMutation({
    mutationFn: () => call('access.desired', {}),
    onSuccess: (desired) => accessWork.write(desired.text),
  });
  const judged = useDeferredValue(text);
  const problems = useMemo(() => {
    const found = problemsOfText(judged);
    return found.length > 0 || error === undefined ? found : problemsOfError(judged, error);
  }, [judged, error]);
  return (
    <div className="wb-access-desired">
      <div className="wb-row">
        <Button loading={load.isPending} disabled={!props.complete || busy} onClick={() => load.mutate()}>
          Begin with what was read
        </Button>
        <Button disabled={busy || text.trim() !== ''} onClick={() => accessWork.write(EXAMPLE)}>
          Begin with an example
        </Button>
        <Button disabled={busy || text === ''} onClick={() => accessWork.write('')}>
          Empty it
        </Button>
      </div>
      {load.error === null ? null : <ErrorPanel error={wireErrorOf(load.error)} />}
      <CodeField
        label="Desired state"
        language="yaml"
        text={text}
        onChange={(changed) => accessWork.write(changed)}
        problems={problems}
        shown={shown}
      />
      <Problems problems={problems} onShow={setShown} />
      <Checkbox
        checked={prune}
        description="Without it, what is not mentioned stays as it is"
        onChange={({ detail }) => setPrune(detail.checked)}
      >
        Also delete what it does not mention
      </Checkbox>
      <Checkbox checked={provision} onChange={({ detail }) => setProvision(detail.checked)}>
        Also provision mentioned sets again where accounts have an older state
      </Checkbox>
      <div className="wb-row">
        <Button
          variant={plan === undefined ? 'primary' : 'normal'}
          disabled={busy || !props.complete || text.trim() === '' || problems.length > 0}
          onClick={() => void accessWork.plan(text, { prune, provision })}
        >
          Plan
        </Button>
        <span className="wb-small wb-secondary">Planning changes nothing.</span>
      </div>
      {plan === undefined ? null : <PlanView plan={plan} />}
      {report === undefined ? null : <ReportView report={report} />}
      <JournalList identityId={props.identityId} />
    </div>
  );
}

function Problems(props: {
  readonly problems: readonly TextProblem[];
  readonly onShow: (place: { readonly start: number }) => void;
}) {
  if (props.problems.length === 0) return null;
  return (
    <ul className="wb-access-list" aria-label="Problems">
      {props.problems.slice(0, 20).map((problem) => (
        <li key={`${problem.start} ${problem.message}`}>
          <button
            type="button"
            className="wb-cell-button"
            onClick={() => props.onShow({ start: problem.start })}
          >
            {problem.message}
          </button>
        </li>
      ))}
    </ul>
  );
}
