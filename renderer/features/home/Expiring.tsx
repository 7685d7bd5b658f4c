import Icon from '@cloudscape-design/components/icon';
import { InstantText } from '../../kit/InstantText.tsx';
import type { Expiries } from './use-expiries.ts';

/** What has to be made anew, soonest first; leads to where it is entered. */
export default function Expiring(props: { readonly expiries: Expiries; readonly onConnections: () => void }) {
  const expired = props.expiries.some(({ state }) => state === 'expired');
  return (
    <section aria-labelledby="home-expiring">
      <h2 id="home-expiring">{expired ? 'Something has expired' : 'Something expires soon'}</h2>
      <div className="wb-cards">
        {props.expiries.map(({ workspace, what, identity, at, state }) => (
          <button
            key={`${workspace} ${what} ${identity ?? ''}`}
            type="button"
            className="wb-card"
            onClick={props.onConnections}
          >
            <Icon
              name={state === 'expired' ? 'status-negative' : 'status-warning'}
              variant={state === 'expired' ? 'error' : 'warning'}
            />
            <span>
              <strong>
                {identity ?? workspace}: {what} {state === 'expired' ? 'expired' : 'expires'}
              </strong>
              {identity === undefined ? null : <span className="wb-small wb-secondary">{workspace}</span>}
              <InstantText instant={Date.parse(at)} />
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}
