import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import type { Control } from 'react-hook-form';
import { Controller } from 'react-hook-form';
import type { OptionsForm } from '../options-form.ts';

export type TextOptionName =
  | 'audience'
  | 'issuer'
  | 'recipient'
  | 'user'
  | 'inResponseTo'
  | 'at'
  | 'clockSkew';

/** One line of the expectations. */
export function TextOption(props: {
  readonly control: Control<OptionsForm>;
  readonly name: TextOptionName;
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
}) {
  return (
    <Controller
      control={props.control}
      name={props.name}
      render={({ field, fieldState }) => (
        <FormField
          label={props.label}
          {...(props.description === undefined ? {} : { description: props.description })}
          errorText={fieldState.error?.message}
        >
          <Input
            controlId={`option-${props.name}`}
            value={field.value}
            placeholder={props.placeholder ?? 'Not checked'}
            spellcheck={false}
            autoComplete={false}
            onChange={({ detail }) => field.onChange(detail.value)}
            onBlur={field.onBlur}
          />
        </FormField>
      )}
    />
  );
}
