import Button from '@cloudscape-design/components/button';
import type { ApplicationFinding } from '../application-queries.ts';
import { SeverityText } from './SeverityText.tsx';

/** The rest is counted. */
const MOST = 20;

/** What is odd about applications and issuers, each with the next step. */
export function ApplicationFindings(props: {
  readonly findings: readonly ApplicationFinding[];
  readonly onShow: (applicationArn: string) => void;
}) {
  const { findings } = props;
  if (findings.length === 0) return null;
  return (
    <section aria-labelledby="wb-odd-applications">
      <h2 id="wb-odd-applications">To look at</h2>
      <ul className="wb-access-odd">
        {findings.slice(0, MOST).map(({ id, severity, message, fix, applicationArn }) => (
          <li key={`${id} ${message}`}>
            <SeverityText severity={severity} />
            <div>
              {message}{' '}
              {applicationArn === undefined ? null : (
                <Button
                  variant="inline-link"
                  ariaLabel={`Show: ${message}`}
                  onClick={() => props.onShow(applicationArn)}
                >
                  Show
                </Button>
              )}
              <div className="wb-small wb-secondary">{fix}</div>
            </div>
          </li>
        ))}
      </ul>
      {findings.length > MOST ? (
        <p className="wb-small wb-secondary">… and {findings.length - MOST} more.</p>
      ) : null}
    </section>
  );
}
