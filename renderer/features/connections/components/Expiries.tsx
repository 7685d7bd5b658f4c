import Alert from '@cloudscape-design/components/alert';
import { InstantText } from '../../../kit/InstantText.tsx';
import type { ConnectionList } from '../queries.ts';

/** What has ended, or ends within a month. */
export function Expiries(props: { readonly expiries: ConnectionList['expiries'] }) {
  const pressing = props.expiries.filter(({ state }) => state !== 'good');
  if (pressing.length === 0) return null;
  const expired = pressing.some(({ state }) => state === 'expired');
  return (
    <Alert
      type={expired ? 'error' : 'warning'}
      statusIconAriaLabel={expired ? 'Error' : 'Warning'}
      header={expired ? 'Something has expired' : 'Something expires soon'}
    >
      <ul className="wb-plain-list">
        {pressing.map(({ workspace, what, identity, at, state }) => (
          <li key={`${workspace} ${what} ${identity ?? ''}`}>
            {workspace}: {what}
            {identity === undefined ? '' : ` of ${identity}`} {state === 'expired' ? 'expired' : 'expires'}{' '}
            <InstantText instant={Date.parse(at)} />
          </li>
        ))}
      </ul>
    </Alert>
  );
}
