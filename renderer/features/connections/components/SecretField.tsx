import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Textarea from '@cloudscape-design/components/textarea';
import type { SecretInput } from '../identity-form.ts';

/** A secret on its way in. One that is there already is told of, never shown; an empty field leaves it as it is. */
export function SecretField(props: {
  readonly secret: SecretInput;
  readonly problem: string | undefined;
  readonly present: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { secret, value, onChange } = props;
  const placeholder = props.present ? 'Kept. Enter another to replace it' : '';
  return (
    <FormField
      label={
        <>
          {secret.label}
          {secret.optional === true ? <em className="wb-secondary"> – optional</em> : null}
        </>
      }
      description={secret.description}
      errorText={props.problem}
    >
      {secret.long === true ? (
        <Textarea
          value={value}
          rows={4}
          spellcheck={false}
          placeholder={props.present ? placeholder : '-----BEGIN PRIVATE KEY-----'}
          onChange={({ detail }) => onChange(detail.value)}
        />
      ) : (
        <Input
          type="password"
          value={value}
          spellcheck={false}
          autoComplete={false}
          placeholder={placeholder}
          onChange={({ detail }) => onChange(detail.value)}
        />
      )}
    </FormField>
  );
}
