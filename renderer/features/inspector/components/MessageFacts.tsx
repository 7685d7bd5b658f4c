import type { ReactNode } from 'react';
import type { InspectedMessage } from '../../../../shared/core/inspector/report.ts';
import { CopyField } from '../../../kit/CopyField.tsx';
import { InstantText } from '../../../kit/InstantText.tsx';

function Fact(props: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
    </>
  );
}

/** Who, for whom, from when until when: what one looks for first in any token. */
export function MessageFacts(props: { readonly message: InspectedMessage }) {
  const { subject, issuer, audiences, notBefore, notOnOrAfter, relayState } = props.message;
  if (
    subject === undefined &&
    issuer === undefined &&
    audiences === undefined &&
    notOnOrAfter === undefined &&
    relayState === undefined
  ) {
    return null;
  }
  return (
    <dl className="wb-pairs wb-facts">
      {subject === undefined ? null : (
        <Fact term="Subject">
          <CopyField value={subject.nameId} label="subject" mono />
        </Fact>
      )}
      {issuer === undefined ? null : (
        <Fact term="Issuer">
          <CopyField value={issuer} label="issuer" mono />
        </Fact>
      )}
      {audiences === undefined || audiences.length === 0 ? null : (
        <Fact term="Audience">
          {audiences.map((audience) => (
            <div key={audience}>
              <CopyField value={audience} label="audience" mono />
            </div>
          ))}
        </Fact>
      )}
      {notBefore === undefined ? null : (
        <Fact term="Not before">
          <InstantText instant={Date.parse(notBefore)} />
        </Fact>
      )}
      {notOnOrAfter === undefined ? null : (
        <Fact term="Expires">
          <InstantText instant={Date.parse(notOnOrAfter)} />
        </Fact>
      )}
      {relayState === undefined ? null : (
        <Fact term="RelayState">
          {relayState === '' ? (
            <span className="wb-secondary">Empty</span>
          ) : (
            <CopyField value={relayState} label="RelayState" mono />
          )}
        </Fact>
      )}
    </dl>
  );
}
