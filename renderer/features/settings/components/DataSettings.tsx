import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { CopyField } from '../../../kit/CopyField.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { EraseData } from './EraseData.tsx';

const size = (bytes: number): string =>
  new Intl.NumberFormat(undefined, { style: 'unit', unit: 'byte', unitDisplay: 'long' }).format(bytes);

/** Where the data lies, what there is, and the way to be rid of it. */
export function DataSettings() {
  const info = useQuery({ queryKey: ['app.info', {}], queryFn: () => call('app.info', {}) });
  const files = useQuery({ queryKey: ['workspace.files', {}], queryFn: () => call('workspace.files', {}) });
  return (
    <section aria-label="Local data">
      <h2>Local data</h2>
      <p className="wb-secondary">
        Trusted keys and expectations are kept in this folder; what you inspect only where you turned the
        history on, and then encrypted. Decryption keys are never saved.
      </p>
      {info.data === undefined ? null : (
        <dl className="wb-pairs">
          <dt>Data folder</dt>
          <dd>
            <CopyField value={info.data.dataFolder} label="data folder" mono />{' '}
            <Button variant="inline-link" onClick={() => void call('app.reveal', { what: 'data' })}>
              Show in the file manager
            </Button>
          </dd>
          <dt>Log file</dt>
          <dd>
            <CopyField value={info.data.logFile} label="log file" mono />{' '}
            <Button variant="inline-link" onClick={() => void call('app.reveal', { what: 'log' })}>
              Show in the file manager
            </Button>
          </dd>
          <dt>Files</dt>
          <dd>
            {files.data === undefined || files.data.files.length === 0 ? (
              <span className="wb-secondary">None yet</span>
            ) : (
              <ul className="wb-files">
                {files.data.files.map((file) => (
                  <li key={file.path}>
                    <span className="wb-mono">{file.path}</span>{' '}
                    <span className="wb-secondary wb-small">{size(file.bytes)}</span>
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </dl>
      )}
      {info.error === null ? null : <ErrorPanel error={wireErrorOf(info.error)} />}
      {files.error === null ? null : <ErrorPanel error={wireErrorOf(files.error)} />}
      <EraseData />
    </section>
  );
}
