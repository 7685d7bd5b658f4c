import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import Textarea from '@cloudscape-design/components/textarea';
import { useQuery } from '@tanstack/react-query';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import type { IdentityField } from '../identity-form.ts';

const FLOWS = [
  { value: 'pkce', label: 'In the browser on this machine' },
  { value: 'device-code', label: 'By a code, on any device' },
];

/** One field of an identity, as its kind of value wants to be entered. */
export function IdentityFieldInput(props: {
  readonly field: IdentityField;
  readonly problem: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { field, value, onChange } = props;
  if (field.kind === 'profile')
    return <ProfileField value={value} problem={props.problem} onChange={onChange} />;
  const label = (
    <>
      {field.label}
      {field.optional === true ? <em className="wb-secondary"> – optional</em> : null}
    </>
  );
  return (
    <FormField label={label} description={field.description} errorText={props.problem}>
      {field.kind === 'flow' ? (
        <RadioGroup value={value} items={FLOWS} onChange={({ detail }) => onChange(detail.value)} />
      ) : field.kind === 'pem' ? (
        <Textarea
          value={value}
          rows={4}
          spellcheck={false}
          placeholder={field.placeholder ?? ''}
          onChange={({ detail }) => onChange(detail.value)}
        />
      ) : (
        <Input
          value={value}
          spellcheck={false}
          autoComplete={false}
          placeholder={field.placeholder ?? ''}
          onChange={({ detail }) => onChange(detail.value)}
        />
      )}
    </FormField>
  );
}

/** A choice among the profiles of this machine, with what is wrong with each that cannot be used. */
function ProfileField(props: {
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  const profiles = useQuery({
    queryKey: ['connections.profiles', {}],
    queryFn: () => call('connections.profiles', {}),
  });
  const options = (profiles.data?.profiles ?? []).map(({ name, kind, region, problem }) => ({
    value: name,
    label: name,
    description: problem ?? `${kind}${region === undefined ? '' : `, ${region}`}`,
  }));
  const chosen = options.find(({ value }) => value === props.value);
  return (
    <FormField
      label="Profile"
      description={`Of ${profiles.data?.files.join(' and ') ?? '~/.aws'}`}
      errorText={profiles.error === null ? props.problem : wireErrorOf(profiles.error).message}
    >
      <Select
        selectedOption={chosen ?? (props.value === '' ? null : { value: props.value, label: props.value })}
        options={options}
        triggerVariant="option"
        filteringType="auto"
        placeholder="Choose a profile"
        empty="There are no profiles on this machine. Choose “Me, by the access portal” instead."
        statusType={profiles.isPending ? 'loading' : 'finished'}
        onChange={({ detail }) => props.onChange(detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
}
