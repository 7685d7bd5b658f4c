import { CopyField } from '../../../kit/CopyField.tsx';
import type { ToldIssuer } from '../application-queries.ts';

/** Whose tokens Identity Center exchanges for its own, and how it finds the user behind one. */
export function IssuerList(props: { readonly issuers: readonly ToldIssuer[] }) {
  return (
    <section aria-labelledby="wb-token-issuers" className="wb-access-issuers">
      <h2 id="wb-token-issuers">Trusted token issuers</h2>
      {props.issuers.length === 0 ? (
        <p className="wb-secondary">
          There are none: no application may exchange tokens of another identity provider.
        </p>
      ) : (
        <ul className="wb-issuer-list">
          {props.issuers.map((issuer) => (
            <li key={issuer.arn}>
              <h3>{issuer.name}</h3>
              <Settings issuer={issuer} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Settings({ issuer }: { readonly issuer: ToldIssuer }) {
  const { issuerUrl, claim, attribute, entra, usedBy } = issuer;
  return (
    <dl className="wb-pairs">
      <dt>Issuer</dt>
      <dd>
        {issuerUrl === undefined ? (
          'could not be read'
        ) : (
          <>
            <CopyField value={issuerUrl} label="issuer" mono />
            {entra === undefined ? null : (
              <div className="wb-small wb-secondary">Entra, tokens of version {entra.version}.0</div>
            )}
          </>
        )}
      </dd>
      <dt>Finds people</dt>
      <dd>
        {claim === undefined ? (
          'could not be read'
        ) : (
          <>
            the claim <code>{claim}</code> of a token must be <code>{attribute}</code> of a user
          </>
        )}
      </dd>
      <dt>Used by</dt>
      <dd>
        {usedBy.length === 0 ? 'no application' : null}
        {usedBy.map(({ application, audiences }) => (
          <div key={`${application} ${audiences.join(' ')}`}>
            {application}
            <span className="wb-secondary">
              , for tokens with the audience <code>{audiences.join(', ')}</code>
            </span>
          </div>
        ))}
      </dd>
    </dl>
  );
}
