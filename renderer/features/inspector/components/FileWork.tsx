import Button from '@cloudscape-design/components/button';
import type { FileProgress } from '../inspect-file.ts';

const number = new Intl.NumberFormat();
const megabytes = (bytes: number): string => `${number.format(Math.round(bytes / 100_000) / 10)} MB`;

/** How far the worker is with a large file, and the way to stop it. */
export function FileWork(props: { readonly progress: FileProgress; readonly onCancel: () => void }) {
  const { bytes, total, messages, judged } = props.progress;
  const reading = total === undefined || bytes < total;
  const of = total === undefined ? '' : ` of ${megabytes(total)}`;
  const found = `${number.format(messages)} message${messages === 1 ? '' : 's'}`;
  return (
    <div className="wb-empty">
      <progress
        aria-label={reading ? 'Reading the file' : 'Judging its messages'}
        {...(reading ? { value: bytes, max: total ?? bytes } : { value: judged, max: messages })}
      />
      {/* No live region: it would be read aloud ten times a second. */}
      <p>
        {reading
          ? `Reading: ${megabytes(bytes)}${of}, ${found} so far`
          : `Judging: ${number.format(judged)} of ${found}`}
      </p>
      <Button onClick={props.onCancel}>Cancel</Button>
    </div>
  );
}
