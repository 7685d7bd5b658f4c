import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';

/**
 * A number in its bounds. What is no such number is told to the parent as undefined, and said below the field.
 *
 * @param props.whole false where fractions are numbers too
 */
export function NumberField(props: {
  readonly label: string;
  readonly description?: string;
  readonly value: number | undefined;
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
  readonly disabled?: boolean;
  readonly onChange: (value: number | undefined) => void;
}) {
  const [text, setText] = useState(String(props.value ?? ''));
  const parse = (entered: string): number | undefined => {
    const number = Number(entered);
    const fits = entered.trim() !== '' && number >= props.least && number <= props.most;
    return fits && (props.whole === false || Number.isInteger(number)) ? number : undefined;
  };
  const wrong = props.disabled !== true && parse(text) === undefined;
  return (
    <FormField
      label={props.label}
      description={props.description}
      errorText={
        wrong
          ? `${props.whole === false ? 'A number' : 'A whole number'} from ${props.least} to ${props.most}`
          : undefined
      }
    >
      <Input
        value={text}
        inputMode="decimal"
        disabled={props.disabled === true}
        onChange={({ detail }) => {
          setText(detail.value);
          props.onChange(parse(detail.value));
        }}
      />
    </FormField>
  );
}
