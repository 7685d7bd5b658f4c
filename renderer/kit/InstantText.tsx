import { useContext } from 'react';
import { AsOf } from './as-of.ts';
import { localTime, relativeTime, utcTime } from './instants.ts';

/**
 * One instant for people: how far away, in the reader's locale, and in UTC.
 *
 * @param props.instant epoch milliseconds
 */
export function InstantText(props: { readonly instant: number }) {
  const asOf = useContext(AsOf);
  const utc = utcTime(props.instant);
  const distance = relativeTime(props.instant, asOf ?? Date.now());
  return (
    <time dateTime={utc} className="wb-small wb-secondary">
      {distance} · {localTime(props.instant)} · {utc}
    </time>
  );
}
