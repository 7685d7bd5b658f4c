import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChannelInput } from '../../../../shared/contract/whole.ts';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';

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
  ['assigned', 'The user is assigned, directly or through a group without nesting'],
  ['active', 'Provisioned as active'],
] as const;
type Question = (typeof QUESTIONS)[number][0];
const LOOKS = { yes: 'success', no: 'error', unknown: 'pending' } as const;
const WORDS = { yes: 'Yes', no: 'No', unknown: 'Not known' } as const;

/** Whether somebody will get in, and as what, before anybody signs in. What nobody looked up stays unknown. */
export function SignInTab(props: { readonly readId: string }) {
  const [userName, setUserName] = useState('');
  const [nameId, setNameId] = useState('');
  const [answers, setAnswers] = useState<Readonly<Partial<Record<Question, Answer>>>>({});
  const judge = useMutation({
    mutationFn: () => call('access.verdict', factsOf(userName.trim(), nameId.trim(), answers)),
  });
  return (
    <form
      key={props.readId}
      className="wb-access-signin"
      onSubmit={(event) => {
        event.preventDefault();
        if (userName.trim() !== '') judge.mutate();
      }}
    >
      <h2>Will they get in, and as what?</h2>
      <div className="wb-access-columns">
        <FormField label="User name in AWS" description="As provisioned, most often the user principal name">
          <Input
            value={userName}
            spellcheck={false}
            placeholder="kim.larsen@example.com"
            onChange={({ detail }) => setUserName(detail.value)}
          />
        </FormField>
        <FormField label="NameID that Entra sends" description="Empty where it is not known">
          <Input value={nameId} spellcheck={false} onChange={({ detail }) => setNameId(detail.value)} />
        </FormField>
        {QUESTIONS.map(([id, label]) => (
          <FormField key={id} label={label}>
            <Select
              selectedOption={ANSWERS.find(({ value }) => value === (answers[id] ?? 'unknown')) ?? null}
              options={ANSWERS}
              onChange={({ detail }) =>
                setAnswers({ ...answers, [id]: detail.selectedOption.value as Answer })
              }
            />
          </FormField>
        ))}
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
      </div>
      {judge.error === null ? null : <ErrorPanel error={wireErrorOf(judge.error)} />}
      {judge.data === undefined ? null : <Verdict verdict={judge.data} />}
    </form>
  );
}

function factsOf(
  userName: string,
  nameId: string,
  answers: Readonly<Partial<Record<Question, Answer>>>,
): Facts {
  const known = (question: Question) => {
    const answer = answers[question] ?? 'unknown';
    return answer === 'unknown' ? {} : { [question]: answer === 'yes' };
  };
  return {
    userName,
    entra: {
      ...known('exists'),
      ...known('enabled'),
      ...known('assignmentRequired'),
      ...known('assigned'),
    },
    scim: known('active'),
    ...(nameId === '' ? {} : { nameId: { value: nameId } }),
  };
}

function Verdict(props: { readonly verdict: Awaited<ReturnType<typeof call<'access.verdict'>>> }) {
  const { verdict, summary, steps, roles } = props.verdict;
  return (
    <section aria-label="Verdict" className="wb-access-plan">
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
