import Button from '@cloudscape-design/components/button';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useState } from 'react';
import { call } from '../../../bridge/call.ts';
import { CopyButton } from '../../../kit/CopyButton.tsx';
import { CopyField } from '../../../kit/CopyField.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { environmentOf, type Shell } from '../environment.ts';
import { type RunningLab, useLabAction } from '../queries.ts';

type Endpoints = RunningLab['ready']['endpoints'];

/** The addresses a person is likely to need first; the ready document of the command line has the rest. */
const SHOWN: readonly (readonly [name: keyof Endpoints, label: string])[] = [
  ['entra', 'Entra ID'],
  ['graph', 'Microsoft Graph'],
  ['adfs', 'AD FS'],
  ['myapps', 'My Apps'],
  ['aws', 'All AWS APIs'],
  ['scim', 'SCIM'],
  ['samlAcs', 'Assertion consumer service'],
  ['accessPortal', 'AWS access portal'],
  ['awsConsole', 'AWS console page'],
  ['managedIdentity', 'Managed identities'],
  ['connectProxy', 'Proxy to the real host names'],
];

/** Where everything is, what to trust, and what to put into the environment of a client. */
export function EndpointsTab(props: { readonly lab: RunningLab }) {
  const { ready } = props.lab;
  return (
    <div className="wb-lab-columns">
      <section aria-labelledby="lab-addresses">
        <h2 id="lab-addresses">Addresses</h2>
        <dl className="wb-pairs">
          {SHOWN.map(([name, label]) => {
            const address = ready.endpoints[name];
            return address === undefined ? null : (
              <div key={name} className="wb-lab-pair">
                <dt>{label}</dt>
                <dd>
                  <CopyField value={address} label={`address of ${label}`} mono />
                </dd>
              </div>
            );
          })}
        </dl>
      </section>
      <div>
        <Credentials ready={ready} />
        <Authority caFile={ready.caFile} />
        <Environment ready={ready} />
      </div>
    </div>
  );
}

function Credentials(props: { readonly ready: RunningLab['ready'] }) {
  const { aws, scim, apps } = props.ready;
  return (
    <section aria-labelledby="lab-credentials">
      <h2 id="lab-credentials">Credentials</h2>
      <dl className="wb-pairs">
        <dt>AWS access key</dt>
        <dd>
          <CopyField value={aws.accessKeyId} label="access key id" mono />{' '}
          <span className="wb-secondary">
            secret <CopyButton text={aws.secretAccessKey} label="Copy secret access key" />
          </span>
        </dd>
        {scim === undefined ? null : (
          <>
            <dt>SCIM token</dt>
            <dd>
              <span className="wb-secondary">
                96 characters <CopyButton text={scim.token} label="Copy SCIM token" />
              </span>
            </dd>
          </>
        )}
        {apps.map(({ name, clientId, clientSecret }) => (
          <div key={clientId} className="wb-lab-pair">
            <dt>{name}</dt>
            <dd>
              <CopyField value={clientId} label={`client id of ${name}`} mono />{' '}
              <span className="wb-secondary">
                {clientSecret === undefined ? (
                  'public client'
                ) : (
                  <>
                    secret <CopyButton text={clientSecret} label={`Copy client secret of ${name}`} />
                  </>
                )}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Authority(props: { readonly caFile: string }) {
  const save = useLabAction(() => call('lab.exportCa', {}));
  return (
    <section aria-labelledby="lab-authority">
      <h2 id="lab-authority">Certificate to trust</h2>
      <p className="wb-secondary">
        Every https address has a certificate of the Lab’s own authority, which is new with each start. Trust
        it in one client or browser profile, never in the whole system.
      </p>
      <CopyField value={props.caFile} label="path of the certificate" mono />
      <div className="wb-row">
        <Button loading={save.isPending} onClick={() => save.mutate(undefined)}>
          Export…
        </Button>
      </div>
      {save.error === null ? null : <ErrorPanel error={save.error.wire} />}
    </section>
  );
}

function Environment(props: { readonly ready: RunningLab['ready'] }) {
  const [shell, setShell] = useState<Shell>('posix');
  const [way, setWay] = useState('loopback');
  const text = environmentOf(props.ready, shell, way === 'names');
  return (
    <section aria-labelledby="lab-environment">
      <h2 id="lab-environment">Environment</h2>
      <p className="wb-secondary">
        For the AWS CLI and SDKs, boto3, Terraform, Node and Python in one terminal.
      </p>
      <div className="wb-row">
        <SegmentedControl
          label="Shell"
          selectedId={shell}
          onChange={({ detail }) => setShell(detail.selectedId as Shell)}
          options={[
            { id: 'posix', text: 'bash, zsh' },
            { id: 'powershell', text: 'PowerShell' },
          ]}
        />
        <SegmentedControl
          label="Way in"
          selectedId={way}
          onChange={({ detail }) => setWay(detail.selectedId)}
          options={[
            { id: 'loopback', text: 'By address' },
            { id: 'names', text: 'By real names' },
          ]}
        />
        <CopyButton text={text} label="Copy the environment" />
      </div>
      <pre className="wb-lab-snippet wb-mono">{text}</pre>
    </section>
  );
}
