import { localTime, relativeTime, utcTime } from './instants.ts';

/**
 * One instant for people: how far away, in the reader's locale, and in UTC.
 *
 * @param props.instant epoch milliseconds
 */
export function InstantText(props: { readonly instant: number }) {
  const utc = utcTime(props.instant);
  return (
    <time dateTime={utc} className="wb-small wb-secondary">
      {relativeTime(props.instant, Date.now())} · {localTime(props.instant)} · {utc}
    </time>
  );
}
