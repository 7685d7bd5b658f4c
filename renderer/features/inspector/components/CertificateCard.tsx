import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { type ReactNode, useContext } from 'react';
import type { CertificateFacts } from '../../../../shared/core/inspector/find-certificates.ts';
import { AsOf } from '../../../kit/as-of.ts';
import { CopyButton } from '../../../kit/CopyButton.tsx';
import { CopyField } from '../../../kit/CopyField.tsx';
import { InstantText } from '../../../kit/InstantText.tsx';
import { validityOf } from '../certificate-validity.ts';
import type { OpenedCertificate } from '../use-certificates.ts';

/** How long the certificate is still valid, as of the moment that is judged for. */
export function ValidityText(props: { readonly certificate: CertificateFacts }) {
  const asOf = useContext(AsOf);
  const { type, text } = validityOf(props.certificate, asOf ?? Date.now());
  return <StatusIndicator type={type}>{text}</StatusIndicator>;
}

function Row(props: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
    </>
  );
}

function Facts(props: { readonly certificate: CertificateFacts }) {
  const { certificate } = props;
  const { subject, issuer, serialNumber, key, sha1, sha256, alternativeNames } = certificate;
  return (
    <dl className="wb-pairs">
      <Row term="Subject">
        <CopyField value={subject} label="subject" mono />
      </Row>
      <Row term="Issuer">
        {issuer === subject ? 'Itself (self-signed)' : <CopyField value={issuer} label="issuer" mono />}
      </Row>
      <Row term="Valid from">
        <InstantText instant={Date.parse(certificate.notBefore)} />
      </Row>
      <Row term="Valid until">
        <InstantText instant={Date.parse(certificate.notAfter)} />
      </Row>
      <Row term="Key">{key}</Row>
      <Row term="Serial number">
        <CopyField value={serialNumber} label="serial number" mono />
      </Row>
      <Row term="SHA-1">
        <CopyField value={sha1} label="SHA-1 thumbprint" mono />
      </Row>
      <Row term="SHA-256">
        <CopyField value={sha256} label="SHA-256 thumbprint" mono />
      </Row>
      {alternativeNames.length === 0 ? null : (
        <Row term="Other names">
          {alternativeNames.map((name) => (
            <div key={name}>
              <CopyField value={name} label="name" mono />
            </div>
          ))}
        </Row>
      )}
    </dl>
  );
}

/**
 * One certificate, opened.
 *
 * @param props.verified true for the one whose key verified a signature of the message
 */
export function CertificateCard(props: { readonly found: OpenedCertificate; readonly verified: boolean }) {
  const { certificate, problem, use, times } = props.found;
  const notes = [
    ...(use === undefined ? [] : [`For ${use}`]),
    ...(times > 1 ? [`stands here ${times} times`] : []),
    ...(props.verified ? ['its key verified a signature of this message'] : []),
  ];
  return (
    <section className="wb-certificate" aria-label={certificate?.subject ?? 'Unreadable certificate'}>
      <div className="wb-certificate-head">
        {certificate === undefined ? (
          <StatusIndicator type="error">{problem}</StatusIndicator>
        ) : (
          <>
            <ValidityText certificate={certificate} />
            <CopyButton text={certificate.pem} label="Copy the certificate as PEM" />
          </>
        )}
        {notes.length === 0 ? null : <span className="wb-small wb-secondary">{notes.join(' · ')}</span>}
      </div>
      {certificate === undefined ? null : <Facts certificate={certificate} />}
    </section>
  );
}
