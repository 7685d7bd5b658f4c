import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import type { IdentityKind } from '../../../../shared/core/connections/identity.ts';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { problemsOf } from '../check-identity.ts';
import { identityOf, initialValues, KIND_FORMS } from '../identity-form.ts';
import { kindText } from '../kinds.ts';
import type { ShownIdentity, ShownWorkspace } from '../queries.ts';
import { IdentityFieldInput } from './IdentityFieldInput.tsx';
import { type Pfx, PfxField } from './PfxField.tsx';
import { SecretField } from './SecretField.tsx';

/** The form of one identity. What was typed stays where saving fails; a secret is sent once and never comes back. */
export function IdentityEditor(props: {
  readonly workspace: ShownWorkspace;
  readonly kind: IdentityKind;
  readonly identity: ShownIdentity | undefined;
  /** Secrets that are there already. */
  readonly present: readonly string[];
  readonly onDone: () => void;
  readonly onSetUp: () => void;
}) {
  const { workspace, kind, identity } = props;
  const { fields, secrets } = KIND_FORMS[kind];
  const text = kindText(kind);
  const [id] = useState(() => identity?.id ?? crypto.randomUUID());
  const [name, setName] = useState(identity?.name ?? text.label);
  const [values, setValues] = useState(() => initialValues(kind, workspace, identity));
  const [entered, setEntered] = useState<Readonly<Record<string, string>>>({});
  const [pfx, setPfx] = useState<Pfx>();
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const heading = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(problems).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);
  const made = () =>
    identityOf(kind, id, name, pfx === undefined ? values : { ...values, certificatePem: PFX_MARK });
  const save = useMutation({
    mutationFn: () =>
      call('connections.saveIdentity', {
        workspaceId: workspace.id,
        identity: made(),
        secrets: Object.fromEntries(Object.entries(entered).filter(([, value]) => value !== '')),
        ...(pfx === undefined ? {} : { pfx }),
      }),
    onSuccess: props.onDone,
  });
  const needsClient = fields.some((field) => field.name === 'clientId') && kind.startsWith('entra-');
  const shown = pfx === undefined ? fields : fields.filter((field) => field.name !== 'certificatePem');
  return (
    <form
      ref={form}
      className="wb-form"
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        const found = problemsOf(
          made(),
          (pfx === undefined ? secrets : []).filter(
            ({ field, optional }) =>
              optional !== true && !props.present.includes(field) && (entered[field] ?? '') === '',
          ),
        );
        setProblems(found);
        if (Object.keys(found).length === 0) save.mutate();
      }}
    >
      <h2 id={heading}>
        {identity === undefined ? 'Add' : 'Change'}: {text.label}
      </h2>
      <p className="wb-secondary">{text.description}.</p>
      <FormField label="Name" description="How the other pages call it" errorText={problems.name}>
        <Input value={name} autoFocus onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      {shown.map((field) => (
        <IdentityFieldInput
          key={field.name}
          field={field}
          problem={problems[field.name]}
          value={values[field.name] ?? ''}
          onChange={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      {kind === 'entra-certificate' ? <PfxField pfx={pfx} onChange={setPfx} /> : null}
      {(pfx === undefined ? secrets : []).map((secret) => (
        <SecretField
          key={secret.field}
          secret={secret}
          problem={problems[secret.field]}
          present={props.present.includes(secret.field)}
          value={entered[secret.field] ?? ''}
          onChange={(value) => setEntered({ ...entered, [secret.field]: value })}
        />
      ))}
      {save.error === null ? null : <ErrorPanel error={wireErrorOf(save.error)} />}
      <div className="wb-row">
        <Button variant="primary" formAction="submit" loading={save.isPending}>
          Save
        </Button>
        <Button variant="link" formAction="none" onClick={props.onDone}>
          Cancel
        </Button>
        {needsClient ? (
          <Button variant="inline-link" formAction="none" onClick={props.onSetUp}>
            No application yet? Set one up…
          </Button>
        ) : null}
      </div>
    </form>
  );
}

/** Stands for the certificate that main takes out of the PFX file. */
const PFX_MARK = '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----';
