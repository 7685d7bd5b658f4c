import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { useFilePicker } from '../../../kit/use-file-picker.tsx';
import type { ShownWorkspace } from '../queries.ts';

type Network = ShownWorkspace['network'];

const WAYS = [
  {
    value: 'system',
    label: 'As the system',
    description: 'The desktop’s settings and PAC here; HTTPS_PROXY and NO_PROXY in the terminal',
  },
  { value: 'none', label: 'Directly' },
  { value: 'explicit', label: 'Through this proxy' },
];

/** How the requests of a workspace get out. */
export function NetworkTab(props: { readonly workspace: ShownWorkspace; readonly readOnly: boolean }) {
  const { workspace } = props;
  const [network, setNetwork] = useState<Network>(workspace.network);
  const [password, setPassword] = useState('');
  const { picker, pick } = useFilePicker();
  const save = useMutation({
    mutationFn: () => {
      const { identities: _, ...rest } = workspace;
      return call('connections.save', {
        workspace: { ...rest, network },
        secrets: password === '' ? {} : { proxyPassword: password },
      });
    },
    onSuccess: () => setPassword(''),
  });
  if (props.readOnly) {
    return (
      <p className="wb-secondary">
        The Lab is on this machine: no proxy, and its own certificate authority is trusted in this workspace
        only.
      </p>
    );
  }
  const addAuthority = async (file: File) => {
    const pem = await file.text();
    setNetwork({ ...network, extraCa: [...network.extraCa, { name: file.name, pem }] });
  };
  return (
    <form
      className="wb-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {picker}
      <FormField label="Proxy">
        <RadioGroup
          value={network.proxy}
          items={WAYS}
          onChange={({ detail }) => setNetwork({ ...network, proxy: detail.value as Network['proxy'] })}
        />
      </FormField>
      {network.proxy === 'explicit' ? (
        <>
          <FormField label="Address of the proxy" description="Without user name and password">
            <Input
              value={network.proxyUrl ?? ''}
              placeholder="http://proxy.example:3128"
              onChange={({ detail }) => setNetwork({ ...network, proxyUrl: detail.value })}
            />
          </FormField>
          <FormField label="User name at the proxy">
            <Input
              value={network.proxyUser ?? ''}
              autoComplete={false}
              onChange={({ detail }) => setNetwork({ ...network, proxyUser: detail.value })}
            />
          </FormField>
          <FormField
            label="Password at the proxy"
            description="Kept in the keystore; empty leaves it as it is"
          >
            <Input
              type="password"
              value={password}
              autoComplete={false}
              onChange={({ detail }) => setPassword(detail.value)}
            />
          </FormField>
        </>
      ) : null}
      <FormField
        label="Certificate authorities"
        description="Trusted besides the usual ones, in this workspace: what a proxy that opens TLS needs"
      >
        <ul className="wb-plain-list">
          {network.extraCa.map(({ name }, index) => (
            <li key={`${name} ${index.toString()}`}>
              {name}{' '}
              <Button
                variant="inline-icon"
                iconName="remove"
                formAction="none"
                ariaLabel={`Remove ${name}`}
                onClick={() =>
                  setNetwork({ ...network, extraCa: network.extraCa.filter((_, other) => other !== index) })
                }
              />
            </li>
          ))}
        </ul>
        <Button
          formAction="none"
          iconName="folder-open"
          onClick={() => pick((file) => void addAuthority(file))}
        >
          Add a certificate…
        </Button>
      </FormField>
      <FormField label="Timeout" description="Seconds without an answer">
        <Input
          type="number"
          value={String(network.timeout)}
          onChange={({ detail }) => setNetwork({ ...network, timeout: Number(detail.value) })}
        />
      </FormField>
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
