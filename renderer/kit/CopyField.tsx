import { CopyButton } from './CopyButton.tsx';

/**
 * A value with its copy button.
 *
 * @param props.label what the value is, for the button's name
 * @param props.mono true for identifiers, keys and other machine text
 */
export function CopyField(props: {
  readonly value: string;
  readonly label: string;
  readonly mono?: boolean;
}) {
  return (
    <span className="wb-copy-field">
      <span className={props.mono === true ? 'wb-mono' : undefined}>{props.value}</span>
      <CopyButton text={props.value} label={`Copy ${props.label}`} />
    </span>
  );
}
