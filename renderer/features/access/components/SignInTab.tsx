import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ChannelInput } from '../../../../shared/contract/whole.ts';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { useSignInLookUp } from '../sign-in-look-up.ts';
import { WaitingFor } from './WorkPanel.tsx';

type Answer = 'unknown' | 'yes' | 'no';
type Facts = ChannelInput<'access.verdict'>;

const ANSWERS = [
  { value: 'unknown', label: 'Not known' },
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];
const QUESTIONS = [
  ['exists', 'Entra has this user'],
  ['enabled', 'The user is enabled in Entra'],
  ['assignmentRequired', 'The application asks for an assignment'],
  ['assigned', 'Assigned, directly or by a group (nested ones do not count)'],
  ['active', 'Provisioned as active'],
] as const;
type Question = (typeof QUESTIONS)[number][0];
type ProvisioningState = NonNullable<NonNullable<Facts['scim']>['state']>;
const PROVISIONING: Readonly<Record<ProvisioningState | 'unknown', string>> = {
  unknown: 'Not known',
  provisioned: 'Provisioned',
  'in-progress': 'In progress',
  skipped: 'Skipped',
  failed: 'Failed',
  quarantined: 'In quarantine',
  'not-configured': 'Not configured',
};
const STATES = Object.entries(PROVISIONING).map(([value, label]) => ({ value, label }));
const LOOKS = { yes: 'success', no: 'error', unknown: 'pending' } as const;
const WORDS = { yes: 'Yes', no: 'No', unknown: 'Not known' } as const;

/** Whether somebody will get in, and as what, before anybody signs in. What nobody looked up stays unknown. */
export function SignInTab(props: {
  readonly readId: string;
  /** Who Entra can be asked as. */
  readonly entraIdentities: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
}) {
  const [userName, setUserName] = useState('');
  const [form, setForm] = useState<Form>(EMPTY);
  const [asked, setAsked] = useState<string>();
  const judge = useMutation({
    mutationFn: (facts: Facts) => call('access.verdict', facts),
  });
  const options = props.entraIdentities.map(({ id, name, kind }) => ({
    value: id,
    label: name,
    description: kind,
  }));
  const identity = options.find(({ value }) => value === asked) ?? options[0];
  const lookUp = useSignInLookUp();
  const lookItUp = () => {
    const name = userName.trim();
    judge.reset();
    lookUp.start(
      { userName: name, identityId: identity?.value ?? '' },
      ({ application: _application, notes: _notes, ...facts }) => {
        setForm(formOf(facts));
        judge.mutate({ userName: name, ...facts });
      },
    );
  };
  const askAbout = (name: string) => {
    setUserName(name);
    judge.reset();
    // What was looked up, or is being looked up, is of somebody else.
    if (lookUp.data !== undefined) setForm(EMPTY);
    lookUp.giveUp();
  };
  return (
    <form
      key={props.readId}
      className="wb-access-signin"
      onSubmit={(event) => {
        event.preventDefault();
        if (userName.trim() !== '') judge.mutate(factsOf(userName.trim(), form));
      }}
    >
      <h2>Will they get in, and as what?</h2>
      <div className="wb-access-columns">
        <FormField label="User name in AWS" description="As provisioned, most often the user principal name">
          <Input
            value={userName}
            spellcheck={false}
            placeholder="kim.larsen@example.com"
            onChange={({ detail }) => askAbout(detail.value)}
          />
        </FormField>
        <FormField label="NameID that Entra sends" description="Empty where it is not known">
          <Input
            value={form.nameId.value}
            spellcheck={false}
            onChange={({ detail }) => setForm({ ...form, nameId: { value: detail.value } })}
          />
        </FormField>
        {QUESTIONS.map(([id, label]) => (
          <FormField key={id} label={label}>
            <Select
              selectedOption={ANSWERS.find(({ value }) => value === (form.answers[id] ?? 'unknown')) ?? null}
              options={ANSWERS}
              onChange={({ detail }) =>
                setForm({
                  ...form,
                  answers: { ...form.answers, [id]: detail.selectedOption.value as Answer },
                })
              }
            />
          </FormField>
        ))}
        <FormField label="What provisioning last said">
          <Select
            selectedOption={
              STATES.find(({ value }) => value === (form.provisioning.state ?? 'unknown')) ?? null
            }
            options={STATES}
            onChange={({ detail }) =>
              setForm({ ...form, provisioning: stateOf(detail.selectedOption.value) })
            }
          />
        </FormField>
      </div>
      <div className="wb-row">
        <Button
          variant="primary"
          formAction="submit"
          disabled={userName.trim() === ''}
          loading={judge.isPending}
        >
          Judge
        </Button>
        {identity === undefined ? (
          <span className="wb-small wb-secondary">
            With an identity of Entra in the workspace, all of this is looked up.
          </span>
        ) : (
          <>
            <Button
              disabled={userName.trim() === ''}
              loading={lookUp.busy}
              formAction="none"
              onClick={lookItUp}
            >
              Look it up in Entra
            </Button>
            <div className="wb-access-lookup">
              <Select
                selectedOption={identity}
                options={options}
                ariaLabel="Ask Entra as"
                onChange={({ detail }) => setAsked(detail.selectedOption.value)}
              />
            </div>
            {lookUp.busy ? (
              <Button formAction="none" onClick={lookUp.giveUp}>
                Cancel
              </Button>
            ) : null}
          </>
        )}
      </div>
      <WaitingFor progress={lookUp.progress} />
      {lookUp.error === null ? null : <ErrorPanel error={wireErrorOf(lookUp.error)} />}
      {lookUp.data === undefined ? null : <LookedUp {...lookUp.data} />}
      {judge.error === null ? null : <ErrorPanel error={wireErrorOf(judge.error)} />}
      {judge.data === undefined ? null : <Verdict verdict={judge.data} />}
    </form>
  );
}

/** Which application decides, and what could not be looked up or is taken for granted. */
function LookedUp(props: { readonly application?: string; readonly notes: readonly string[] }) {
  const { application, notes } = props;
  return (
    <div role="status" className="wb-small wb-secondary">
      {application === undefined ? null : <p>Looked up for the enterprise application {application}.</p>}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

/** What the form holds; what is said beside a value goes when the value is changed by hand. */
interface Form {
  readonly answers: Readonly<Partial<Record<Question, Answer>>>;
  readonly nameId: NonNullable<Facts['nameId']>;
  readonly provisioning: { readonly state?: ProvisioningState; readonly detail?: string };
}
const EMPTY: Form = { answers: {}, nameId: { value: '' }, provisioning: {} };

const stateOf = (chosen: string | undefined): Form['provisioning'] =>
  chosen === undefined || chosen === 'unknown' ? {} : { state: chosen as ProvisioningState };

/** What was looked up, as the form shows it. */
function formOf({ entra, scim, nameId }: Omit<Facts, 'userName'>): Form {
  const { active, ...provisioning } = scim ?? {};
  const known = { ...entra, ...(active === undefined ? {} : { active }) };
  const answers = Object.entries(known).flatMap(([question, answer]) =>
    answer === undefined ? [] : [[question, answer ? 'yes' : 'no']],
  );
  return { answers: Object.fromEntries(answers), nameId: nameId ?? EMPTY.nameId, provisioning };
}

function factsOf(userName: string, { answers, nameId, provisioning }: Form): Facts {
  const known = (question: Question) => {
    const answer = answers[question] ?? 'unknown';
    return answer === 'unknown' ? {} : { [question]: answer === 'yes' };
  };
  const value = nameId.value.trim();
  return {
    userName,
    entra: {
      ...known('exists'),
      ...known('enabled'),
      ...known('assignmentRequired'),
      ...known('assigned'),
    },
    scim: { ...known('active'), ...provisioning },
    ...(value === '' ? {} : { nameId: { ...nameId, value } }),
  };
}

function Verdict(props: { readonly verdict: Awaited<ReturnType<typeof call<'access.verdict'>>> }) {
  const { verdict, summary, steps, roles } = props.verdict;
  const section = useRef<HTMLElement>(null);
  // The form fills a small window; the answer must not stand unseen below it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new verdict is shown
  useEffect(() => section.current?.scrollIntoView({ block: 'nearest' }), [props.verdict]);
  return (
    <section ref={section} aria-label="Verdict" className="wb-access-plan">
      <h2>
        <StatusIndicator type={LOOKS[verdict]}>{summary}</StatusIndicator>
      </h2>
      <ol className="wb-access-list">
        {steps.map(({ id, status, message, fix }) => (
          <li key={id}>
            <StatusIndicator type={LOOKS[status]}>{WORDS[status]}</StatusIndicator> {message}{' '}
            <span className="wb-secondary">{fix}</span>
          </li>
        ))}
      </ol>
      {roles.length === 0 ? null : (
        <>
          <h3>As what</h3>
          <ul className="wb-access-list">
            {roles.slice(0, 100).map((role) => (
              <li key={`${role.accountId} ${role.permissionSetArn}`}>
                {role.permissionSet} in {role.accountName}{' '}
                <span className="wb-secondary">
                  {role.through.map((way) => (way === 'direct' ? 'directly' : `through ${way}`)).join(', ')}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
