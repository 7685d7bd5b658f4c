import Button from '@cloudscape-design/components/button';
import type { LabRequest } from '../../../../shared/contract/lab-told.ts';
import { CopyField } from '../../../kit/CopyField.tsx';
import { ModalSheet } from '../../../kit/ModalSheet.tsx';

/** All that the log knows of one request. */
export function RequestSheet(props: { readonly request: LabRequest; readonly onClose: () => void }) {
  const { id, at, service, method, host, path, operation, status, duration, fault, error, detail } =
    props.request;
  const facts: readonly (readonly [term: string, value: string])[] = [
    ['Time of the Lab', at],
    ['Request', `${method} ${path}`],
    ['Host', host],
    ['Service', service],
    ...(operation === '' ? [] : [['Operation', operation] as const]),
    ['Status', status === 0 ? 'The connection was cut' : String(status)],
    ['Milliseconds', String(duration)],
    ...(fault === undefined ? [] : [['Fault that struck', fault] as const]),
    ...(error === undefined ? [] : [['Code of the answer', error] as const]),
    ...Object.entries(detail ?? {}),
  ];
  return (
    <ModalSheet label={`Request ${id}`} onClose={props.onClose}>
      <div className="wb-sheet-form">
        <div className="wb-pane-head">
          <h2>Request {id}</h2>
          <Button variant="icon" iconName="close" ariaLabel="Close" onClick={props.onClose} />
        </div>
        <dl className="wb-pairs">
          {facts.map(([term, value]) => (
            <div key={term} className="wb-lab-pair">
              <dt>{term}</dt>
              <dd>
                <CopyField value={value} label={term} mono />
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </ModalSheet>
  );
}
