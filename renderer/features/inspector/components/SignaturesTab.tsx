import type { InspectedMessage, SignatureReport } from '../../../../shared/core/inspector/report.ts';
import { CopyField } from '../../../kit/CopyField.tsx';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { CheckStatusText } from '../../../kit/Status.tsx';

function Signature(props: { readonly signature: SignatureReport; readonly number: number }) {
  const { signature } = props;
  return (
    <section className="wb-signature" aria-label={`Signature ${props.number}`}>
      <CheckStatusText status={signature.status} />
      <dl className="wb-pairs">
        <dt>Algorithm</dt>
        <dd>
          <CopyField value={signature.algorithm} label="algorithm" mono />
        </dd>
        {signature.digest === undefined ? null : (
          <>
            <dt>Digest</dt>
            <dd>
              <CopyField value={signature.digest} label="digest algorithm" mono />
            </dd>
          </>
        )}
        <dt>Signed by</dt>
        <dd>
          {signature.signedBy === undefined ? (
            <span className="wb-secondary">No trusted key verified it</span>
          ) : (
            <CopyField value={signature.signedBy} label="thumbprint of the key" mono />
          )}
        </dd>
        <dt>Covers</dt>
        <dd>{signature.covers.length === 0 ? 'Nothing' : signature.covers.join(', ')}</dd>
      </dl>
    </section>
  );
}

/** Each signature: by which key, over what. */
export function SignaturesTab(props: { readonly message: InspectedMessage }) {
  const { signatures } = props.message;
  if (signatures.length === 0) {
    return (
      <EmptyState title="This message is not signed">
        Anybody can write such a message. What it claims proves nothing.
      </EmptyState>
    );
  }
  return signatures.map((signature, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: signatures have no identity besides their order
    <Signature key={index} signature={signature} number={index + 1} />
  ));
}
