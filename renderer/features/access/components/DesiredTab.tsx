import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import { useMutation } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { importedText } from '../../../../shared/core/access/import/imported.ts';
import type { WireError } from '../../../../shared/core/errors/workbench-error.ts';
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

/** The rest is counted. */
const MOST_WARNINGS = 20;
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
  const bring = useMutation({
    mutationFn: () => call('access.importFrom', {}),
    onSuccess: ({ made }) => {
      if (made !== undefined) accessWork.write(made.desired);
    },
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
        <Button loading={bring.isPending} disabled={busy} onClick={() => bring.mutate()}>
          Import…
        </Button>
        <Button disabled={busy || text.trim() !== ''} onClick={() => accessWork.write(EXAMPLE)}>
          Begin with an example
        </Button>
        <Button disabled={busy || text === ''} onClick={() => accessWork.write('')}>
          Empty it
        </Button>
      </div>
      {load.error === null ? null : <ErrorPanel error={wireErrorOf(load.error)} />}
      {bring.error === null ? null : <ImportProblems error={wireErrorOf(bring.error)} />}
      {bring.data?.made === undefined ? null : <Made made={bring.data.made} />}
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

/** What the desired state was made of, and what did not fit. */
function Made(props: {
  readonly made: {
    readonly path: string;
    readonly permissionSets: number;
    readonly assignments: number;
    readonly warnings: readonly string[];
  };
}) {
  const { path, warnings } = props.made;
  return (
    <div role="status">
      <p className="wb-small wb-secondary">
        {importedText(props.made)} of {path}.
      </p>
      {warnings.length === 0 ? null : (
        <ul className="wb-access-list" aria-label="Warnings">
          {warnings.slice(0, MOST_WARNINGS).map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      {warnings.length > MOST_WARNINGS ? (
        <p className="wb-small wb-secondary">… and {warnings.length - MOST_WARNINGS} more.</p>
      ) : null}
    </div>
  );
}

/** Every row that is wrong, so that all of them can be mended at once. */
function ImportProblems({ error }: { readonly error: WireError }) {
  const { problems = [] } =
    error.code === 'ERR_ACCESS_TABLE'
      ? (error.details as {
          readonly problems?: readonly { readonly row: number; readonly message: string }[];
        })
      : {};
  return (
    <>
      <ErrorPanel error={error} />
      {problems.length < 2 ? null : (
        <ul className="wb-access-list" aria-label="Rows that are wrong">
          {problems.map(({ row, message }) => (
            <li key={`${row} ${message}`}>
              Row {row}: {message}
            </li>
          ))}
        </ul>
      )}
    </>
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
