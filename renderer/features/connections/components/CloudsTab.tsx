import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { AZURE_CLOUDS, type AzureCloudId, azureCloud } from '../../../../shared/core/connections/clouds.ts';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { CopyField } from '../../../kit/CopyField.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { problemsOfClouds } from '../check-clouds.ts';
import { type CloudValues, cloudsOf, valuesOf } from '../clouds-form.ts';
import type { ShownWorkspace } from '../queries.ts';

const CLOUD_OPTIONS = AZURE_CLOUDS.map((value) => ({
  value,
  label: azureCloud(value).name,
  description: azureCloud(value).login,
}));

/** Tenant, organization, SCIM endpoint and Azure OpenAI resources of a workspace. */
export function CloudsTab(props: { readonly workspace: ShownWorkspace; readonly readOnly: boolean }) {
  const { workspace } = props;
  const [values, setValues] = useState(() => valuesOf(workspace));
  const [token, setToken] = useState('');
  const [problems, setProblems] = useState<ReturnType<typeof problemsOfClouds>>({});
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(problems).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);
  const save = useMutation({
    mutationFn: () =>
      call('connections.save', {
        workspace: cloudsOf(workspace, values),
        secrets: token === '' ? {} : { scimToken: token },
      }),
    onSuccess: () => setToken(''),
  });
  if (props.readOnly) return <Facts workspace={workspace} />;
  const text = (
    name: keyof CloudValues,
    label: string,
    more: { description?: string; placeholder?: string },
  ) => (
    <FormField label={label} description={more.description} errorText={problems[name]}>
      <Input
        value={String(values[name])}
        spellcheck={false}
        autoComplete={false}
        placeholder={more.placeholder ?? ''}
        onChange={({ detail }) => setValues({ ...values, [name]: detail.value })}
      />
    </FormField>
  );
  return (
    <form
      ref={form}
      className="wb-form"
      onSubmit={(event) => {
        event.preventDefault();
        const found = problemsOfClouds(cloudsOf(workspace, values));
        setProblems(found);
        if (Object.keys(found).length === 0) save.mutate();
      }}
    >
      {text('name', 'Name of the workspace', {})}
      <Checkbox
        checked={values.writable}
        description="Each change is still planned, shown and confirmed"
        onChange={({ detail }) => setValues({ ...values, writable: detail.checked })}
      >
        May change things in these clouds
      </Checkbox>
      <Side title="Microsoft Entra ID">
        <FormField label="Cloud">
          <Select
            selectedOption={CLOUD_OPTIONS.find(({ value }) => value === values.cloud) ?? null}
            options={CLOUD_OPTIONS}
            onChange={({ detail }) =>
              setValues({ ...values, cloud: detail.selectedOption.value as AzureCloudId })
            }
          />
        </FormField>
        {text('tenant', 'Tenant', { description: 'Id or domain', placeholder: 'contoso.com' })}
      </Side>
      <Side title="AWS">
        {text('region', 'Primary Region of Identity Center', {
          description: 'Partition, hosts and console links follow from it',
          placeholder: 'us-east-1',
        })}
      </Side>
      <Side title="SCIM">
        {text('scimBase', 'Endpoint', {
          description: 'From Identity Center: Settings, Identity source, Manage provisioning',
          placeholder: 'https://scim.us-east-1.amazonaws.com/…/scim/v2/',
        })}
        <FormField
          label="Access token"
          description="Kept in the keystore; empty leaves the one that is there"
        >
          <Input
            type="password"
            value={token}
            autoComplete={false}
            onChange={({ detail }) => setToken(detail.value)}
          />
        </FormField>
        {text('scimExpires', 'Token expires', { placeholder: '2027-11-25' })}
      </Side>
      <Side title="Azure OpenAI and API Management">
        <FormField label="Endpoints" description="One a line: name, then address" errorText={problems.openai}>
          <textarea
            className="wb-lines"
            rows={3}
            spellCheck={false}
            aria-label="Endpoints"
            aria-invalid={problems.openai !== undefined}
            placeholder="chat  https://contoso.openai.azure.com"
            value={values.openai}
            onChange={(event) => setValues({ ...values, openai: event.target.value })}
          />
        </FormField>
      </Side>
      {save.error === null ? null : <ErrorPanel error={wireErrorOf(save.error)} />}
      <div className="wb-row">
        <Button variant="primary" formAction="submit" loading={save.isPending}>
          Save
        </Button>
        {save.isSuccess ? <StatusIndicator type="success">Saved</StatusIndicator> : null}
      </div>
    </form>
  );
}

function Side(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="wb-side">
      <legend>{props.title}</legend>
      {props.children}
    </fieldset>
  );
}

function Facts(props: { readonly workspace: ShownWorkspace }) {
  const { entra, aws, scim } = props.workspace;
  const rows: [string, string | undefined][] = [
    ['Tenant', entra?.tenant],
    ['Sign-in', entra?.endpoints?.login],
    ['Graph', entra?.endpoints?.graph],
    ['AWS Region', aws?.region],
    ['AWS endpoint', aws?.endpoint],
    ['Instance', aws?.instanceArn],
    ['SCIM endpoint', scim?.baseAddress],
  ];
  return (
    <dl className="wb-pairs">
      {rows.map(([label, value]) =>
        value === undefined ? null : (
          <div key={label} className="wb-claim">
            <dt>{label}</dt>
            <dd>
              <CopyField value={value} label={label} mono />
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}
