import Button from '@cloudscape-design/components/button';

/** The field that answers each thing nobody asked to check; what is not here has no field. */
const FIELDS: Readonly<Record<string, string>> = {
  signature: 'add-trust',
  key: 'add-trust',
  audience: 'option-audience',
  issuer: 'option-issuer',
  recipient: 'option-recipient',
  user: 'option-user',
  inResponseTo: 'option-inResponseTo',
  'in-response-to': 'option-inResponseTo',
  decryption: 'add-decryptKeys',
  profile: 'option-profile',
};

/**
 * What the verdict does not say, each with the way to ask for it.
 *
 * @param props.onCheck opens the expectations and puts the cursor in a field
 */
export function NotChecked(props: {
  readonly names: readonly string[];
  readonly onCheck: (fieldId: string) => void;
}) {
  if (props.names.length === 0) return null;
  return (
    <p className="wb-not-checked wb-small">
      <span className="wb-secondary">Not checked:</span>
      {props.names.map((name) => {
        const field = FIELDS[name];
        return (
          <span key={name}>
            {name}
            {field === undefined ? null : (
              <>
                {' '}
                <Button
                  variant="inline-link"
                  ariaLabel={`${name}: check it now`}
                  onClick={() => props.onCheck(field)}
                >
                  check it now
                </Button>
              </>
            )}
          </span>
        );
      })}
    </p>
  );
}
