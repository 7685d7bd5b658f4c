import Button from '@cloudscape-design/components/button';
import { useDeferredValue, useState } from 'react';
import { useCertificates } from '../use-certificates.ts';
import { CertificateCard, ValidityText } from './CertificateCard.tsx';

const SHOWN = 3;

/** The certificates of a key that was given: how long each is still valid, and, opened, all of it. */
export default function KeyCertificates(props: { readonly text: string }) {
  const text = useDeferredValue(props.text);
  const [open, setOpen] = useState(false);
  const { opened } = useCertificates(['key', text], [text]);
  const certificates = opened?.certificates.filter(({ certificate }) => certificate !== undefined) ?? [];
  if (certificates.length === 0) return null;
  const rest = certificates.length - SHOWN + (opened?.more ?? 0);
  return (
    <div className="wb-key-certificates">
      {open
        ? certificates.map((found) => (
            <CertificateCard
              key={`${found.use} ${found.certificate?.sha256}`}
              found={found}
              verified={false}
            />
          ))
        : certificates.slice(0, SHOWN).map(({ certificate, use }) =>
            certificate === undefined ? null : (
              <div key={`${use} ${certificate.sha256}`} className="wb-small">
                <span className="wb-mono">{certificate.subject}</span>{' '}
                <ValidityText certificate={certificate} />
              </div>
            ),
          )}
      {!open && rest > 0 ? (
        <div className="wb-small wb-secondary">and {rest.toLocaleString()} more</div>
      ) : null}
      <Button variant="inline-link" ariaExpanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Close' : certificates.length === 1 ? 'Open the certificate' : 'Open the certificates'}
      </Button>
    </div>
  );
}
