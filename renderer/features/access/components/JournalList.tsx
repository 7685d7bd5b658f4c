import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../bridge/call.ts';
import { InstantText } from '../../../kit/InstantText.tsx';
import { useWork } from '../queries.ts';
import { accessWork } from '../work.ts';

/** What was applied from this machine and did not come to its end, with the way on. */
export function JournalList(props: { readonly identityId: string }) {
  const { busy } = useWork();
  const { data } = useQuery({
    queryKey: ['access.journals', {}],
    queryFn: () => call('access.journals', {}),
  });
  const open = (data?.journals ?? []).filter(
    ({ total, applied, problem }) => problem !== undefined || applied < total,
  );
  if (open.length === 0) return null;
  return (
    <section aria-label="Not finished">
      <h2>Not finished</h2>
      <ul className="wb-plain-list wb-access-journals">
        {open.map(({ name, madeAt, total, applied, failed, instanceArn, problem }) => (
          <li key={name}>
            <span>
              {problem ?? (
                <>
                  {applied} of {total} changes done{failed === 0 ? '' : `, ${failed} failed`}; planned{' '}
                  <InstantText instant={Date.parse(madeAt)} />
                </>
              )}
              <span className="wb-small wb-secondary wb-mono">
                {' '}
                {instanceArn === '' ? name : instanceArn}
              </span>
            </span>
            {problem === undefined ? (
              <Button
                disabled={busy}
                ariaLabel={`Go on with ${name}`}
                onClick={() => void accessWork.resume(name, props.identityId)}
              >
                Go on…
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
