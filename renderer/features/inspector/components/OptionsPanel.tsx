import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useEffect, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import type { WireError } from '../../../../shared/core/errors/workbench-error.ts';
import { PROFILES, type Profile } from '../../../../shared/core/inspector/options.ts';
import type { FileTaker } from '../../../kit/use-file-picker.tsx';
import { zodResolver } from '../form-resolver.ts';
import { formOfOptions, type OptionsForm, optionsFormSchema, optionsOfForm } from '../options-form.ts';
import type { InspectorSession } from '../session.ts';
import { KeyFields } from './KeyFields.tsx';
import { TextOption } from './TextOption.tsx';

const PROFILE_NAMES: Record<Profile, string> = {
  generic: 'Any relying party',
  entra: 'Microsoft Entra ID',
  'aws-identity-center': 'AWS IAM Identity Center',
};
/** Fields of the inner section, which must open before they can take the focus. */
const MORE_FIELDS: ReadonlySet<string> = new Set([
  'option-at',
  'option-clockSkew',
  'option-recipient',
  'option-inResponseTo',
  'add-decryptKeys',
]);

const PROFILE_OPTIONS = PROFILES.map((value) => ({ value, label: PROFILE_NAMES[value] }));

/**
 * The keys to trust and what to expect; every change is judged at once.
 *
 * @param props.onOpenFile reads a key from a file the reader picks
 */
export function OptionsPanel(props: {
  readonly session: InspectorSession;
  readonly expanded: boolean;
  readonly borrowed: boolean;
  /** Why the workspace does not keep them. */
  readonly unsaved: WireError | undefined;
  readonly onExpand: (expanded: boolean) => void;
  /** The field the reader was sent to; a new object sends again. */
  readonly wanted: { readonly fieldId: string } | undefined;
  readonly onOpenFile: (take: FileTaker) => void;
}) {
  const { session } = props;
  const form = useForm<OptionsForm>({
    mode: 'onChange',
    resolver: zodResolver(optionsFormSchema),
    defaultValues: formOfOptions(session.options),
  });
  const { control } = form;
  const [more, setMore] = useState(false);
  useEffect(() => {
    if (props.wanted !== undefined && MORE_FIELDS.has(props.wanted.fieldId)) setMore(true);
  }, [props.wanted]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const stop = form.subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          const parsed = optionsFormSchema.safeParse(values);
          if (parsed.success) session.setOptions(optionsOfForm(parsed.data));
        }, 200);
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [form, session]);

  const keys = session.options.trust.length;
  return (
    <ExpandableSection
      variant="footer"
      headerText="Keys and expectations"
      headerDescription={keys === 0 ? 'No key yet: nothing can be verified.' : `${keys} trusted`}
      expanded={props.expanded}
      onChange={({ detail }) => props.onExpand(detail.expanded)}
    >
      <div className="wb-options">
        {props.borrowed ? (
          <p className="wb-borrowed wb-small wb-hint">
            These came with what is inspected.{' '}
            <Button variant="inline-link" onClick={() => session.returnToOwnOptions()}>
              Use mine
            </Button>
          </p>
        ) : null}
        {props.unsaved === undefined ? null : (
          <p className="wb-borrowed wb-small wb-hint" role="status">
            Not kept for next time: {props.unsaved.message} {props.unsaved.hint}
          </p>
        )}
        <KeyFields
          control={control}
          name="trust"
          fetchable
          label="Trusted key"
          description="A certificate, public key, JWK, JWKS or metadata: what it is, is found out."
          placeholder="-----BEGIN CERTIFICATE----- …  or  {&quot;keys&quot;: …}"
          onOpenFile={props.onOpenFile}
        />
        <TextOption control={control} name="audience" label="Audience" />
        <TextOption control={control} name="issuer" label="Issuer" />
        <TextOption control={control} name="user" label="User" />
        <FormField label="Judge for">
          <Controller
            control={control}
            name="profile"
            render={({ field }) => (
              <Select
                controlId="option-profile"
                selectedOption={PROFILE_OPTIONS.find((option) => option.value === field.value) ?? null}
                options={PROFILE_OPTIONS}
                onChange={({ detail }) => field.onChange(detail.selectedOption.value)}
              />
            )}
          />
        </FormField>
        <Controller
          control={control}
          name="strict"
          render={({ field }) => (
            <Checkbox checked={field.value} onChange={({ detail }) => field.onChange(detail.checked)}>
              Strict: warnings that matter to a relying party are failures
            </Checkbox>
          )}
        />
        <ExpandableSection
          headerText="Time, SAML and decryption"
          expanded={more}
          onChange={({ detail }) => setMore(detail.expanded)}
        >
          <div className="wb-options">
            <TextOption
              control={control}
              name="at"
              label="As of"
              placeholder="Now, or 2026-11-23T14:00:00Z"
            />
            <TextOption control={control} name="clockSkew" label="Clock skew, in seconds" placeholder="0" />
            <TextOption control={control} name="recipient" label="Recipient" />
            <TextOption control={control} name="inResponseTo" label="In response to" />
            <KeyFields
              control={control}
              name="decryptKeys"
              label="Decryption key"
              description="A private key or JWK. It stays in memory and is never saved."
              placeholder="-----BEGIN PRIVATE KEY----- …"
              onOpenFile={props.onOpenFile}
            />
          </div>
        </ExpandableSection>
      </div>
    </ExpandableSection>
  );
}
