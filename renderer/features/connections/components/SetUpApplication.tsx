import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useState } from 'react';
import { GRAPH_NEEDS, type GraphNeed } from '../../../../shared/core/connections/needs.ts';
import { FIRST_PARTY_CLIENTS, planRegistration } from '../../../../shared/core/connections/registration.ts';
import { call } from '../../../bridge/call.ts';
import { CopyField } from '../../../kit/CopyField.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import type { ShownWorkspace } from '../queries.ts';
import { useRun } from '../use-run.ts';

type Capability = GraphNeed['capability'];

/** From a tenant without a registration to one: done here by a plan, or explained step by step. */
export function SetUpApplication(props: { readonly workspace: ShownWorkspace; readonly onDone: () => void }) {
  const { workspace } = props;
  const registrars = [
    ...workspace.identities
      .filter(({ kind }) => kind.startsWith('entra-'))
      .map(({ id, name }) => ({ value: id, label: name, description: 'An identity of this workspace' })),
    ...FIRST_PARTY_CLIENTS.map(({ clientId, name }) => ({
      value: clientId,
      label: `Me, by Microsoft’s own client “${name}”`,
      description: 'Sign-in logs show Microsoft’s name, and many tenants block it. Use it once, for this.',
    })),
  ];
  const [capabilities, setCapabilities] = useState<readonly Capability[]>(['directory', 'trust']);
  const [registrar, setRegistrar] = useState(registrars[0]?.value ?? '');
  const plan = useRun<{ readonly planId: string; readonly requests: readonly string[] }>();
  const apply = useRun<{ readonly registered?: Registered | undefined }>();
  const firstParty = FIRST_PARTY_CLIENTS.some(({ clientId }) => clientId === registrar);
  if (workspace.entra === undefined) {
    return (
      <div className="wb-form">
        <Alert
          type="info"
          statusIconAriaLabel="Note"
          header="Which tenant?"
          action={<Button onClick={props.onDone}>Back</Button>}
        >
          Enter the tenant under Clouds first: its id or domain is enough.
        </Alert>
      </div>
    );
  }
  const registered = apply.value?.registered;
  if (registered !== undefined) return <Done registered={registered} onDone={props.onDone} />;
  return (
    <div className="wb-form">
      <h2>Set up an application in {workspace.entra.tenant}</h2>
      <p className="wb-secondary">
        Entra lets nobody sign in without one. It is a public client with delegated permissions: with it,
        nobody can do more than they may themselves.
      </p>
      <FormField label="What for?" description="Decides the permissions it asks for">
        {GRAPH_NEEDS.map(({ capability, title, read, write }) => (
          <Checkbox
            key={capability}
            checked={capabilities.includes(capability)}
            description={[...read, ...write].join(', ')}
            onChange={({ detail }) =>
              setCapabilities(
                detail.checked
                  ? [...capabilities, capability]
                  : capabilities.filter((known) => known !== capability),
              )
            }
          >
            {title}
          </Checkbox>
        ))}
      </FormField>
      <FormField label="Register it as">
        <RadioGroup
          value={registrar}
          items={registrars}
          onChange={({ detail }) => {
            setRegistrar(detail.value);
            plan.reset();
          }}
        />
      </FormField>
      {plan.value === undefined ? null : (
        <Alert type="info" statusIconAriaLabel="Plan" header="These requests will be sent">
          <ul className="wb-plain-list wb-mono">
            {plan.value.requests.map((request) => (
              <li key={request}>{request}</li>
            ))}
          </ul>
        </Alert>
      )}
      {plan.error === undefined ? null : <ErrorPanel error={plan.error} />}
      {apply.error === undefined || apply.error.code === 'ERR_PLAN_DECLINED' ? null : (
        <ErrorPanel error={apply.error} />
      )}
      {apply.busy ? (
        <p className="wb-secondary" role="status">
          Once confirmed, a sign-in opens in the browser. Go on there; this goes on by itself.
        </p>
      ) : null}
      <div className="wb-row">
        {plan.value === undefined ? (
          <Button
            variant="primary"
            disabled={capabilities.length === 0}
            loading={plan.busy}
            onClick={() =>
              plan.start((signal) =>
                call(
                  'connections.planRegister',
                  {
                    workspaceId: workspace.id,
                    as: firstParty ? { firstPartyClientId: registrar } : { identityId: registrar },
                    capabilities: [...capabilities],
                  },
                  signal,
                ),
              )
            }
          >
            Show the plan
          </Button>
        ) : (
          <Button
            variant="primary"
            loading={apply.busy}
            onClick={() => {
              const planId = plan.value?.planId ?? '';
              apply.start((signal) => call('connections.apply', { planId }, signal));
            }}
          >
            Register
          </Button>
        )}
        <Button
          variant="link"
          onClick={() => {
            apply.cancel();
            props.onDone();
          }}
        >
          {apply.busy ? 'Cancel' : 'Back'}
        </Button>
      </div>
      <ByHand capabilities={capabilities} />
    </div>
  );
}

interface Registered {
  readonly clientId: string;
  readonly consentLink: string;
  /** The identity that was added for it; none in the Lab, whose workspace shows it by itself. */
  readonly identity?: string | undefined;
}

function Done(props: { readonly registered: Registered; readonly onDone: () => void }) {
  const { clientId, consentLink, identity } = props.registered;
  return (
    <div className="wb-form">
      <Alert type="success" statusIconAriaLabel="Done" header="The application is there">
        <p>
          {identity === undefined
            ? 'The Lab’s workspace lists it among its identities.'
            : `The identity “${identity}” was added for it.`}{' '}
          Its client id is <CopyField value={clientId} label="client id" mono />.
        </p>
        <p>
          Trying it asks you for consent. Where only administrators may consent, send one this link:{' '}
          <CopyField value={consentLink} label="consent link" mono />
        </p>
      </Alert>
      <div>
        <Button variant="primary" onClick={props.onDone}>
          To the identities
        </Button>
      </div>
    </div>
  );
}

function ByHand(props: { readonly capabilities: readonly Capability[] }) {
  const { steps } = planRegistration(props.capabilities);
  return (
    <section aria-labelledby="by-hand">
      <h3 id="by-hand">Or by hand, in the Entra admin center</h3>
      <ol className="wb-steps">
        {steps.map(({ title, text }) => (
          <li key={title}>
            <strong>{title}.</strong> {text}
          </li>
        ))}
      </ol>
    </section>
  );
}
