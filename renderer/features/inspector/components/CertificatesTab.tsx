import type { InspectedMessage } from '../../../../shared/core/inspector/report.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { useCertificates } from '../use-certificates.ts';
import { CertificateCard } from './CertificateCard.tsx';

let messages = 0;
const numbers = new WeakMap<InspectedMessage, number>();

/** Stands for a message in a query's key. */
function numberOf(message: InspectedMessage): number {
  const known = numbers.get(message);
  if (known !== undefined) return known;
  messages += 1;
  numbers.set(message, messages);
  return messages;
}

/** Every certificate that the message carries. A message proves nothing by carrying one: trust comes from the keys given. */
export default function CertificatesTab(props: { readonly message: InspectedMessage }) {
  const { message } = props;
  const { opened, error } = useCertificates(
    ['message', numberOf(message)],
    message.views.map(({ text }) => text),
  );
  if (error !== undefined) return <ErrorPanel error={error} />;
  if (opened === undefined) return <p className="wb-secondary">Opening …</p>;
  if (opened.certificates.length === 0)
    return (
      <EmptyState title="This message carries no certificate">
        What a trusted key’s certificate says is shown beside that key, on the left.
      </EmptyState>
    );
  const signers = new Set(message.signatures.map(({ signedBy }) => signedBy));
  return (
    <>
      {opened.certificates.map((found) => (
        <CertificateCard
          key={`${found.text} ${found.use} ${found.certificate?.sha256 ?? found.problem}`}
          found={found}
          verified={signers.has(found.certificate?.sha256)}
        />
      ))}
      {opened.more > 0 ? <p className="wb-secondary">And {opened.more.toLocaleString()} more.</p> : null}
    </>
  );
}
