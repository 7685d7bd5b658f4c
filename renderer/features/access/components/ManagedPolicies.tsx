import Autosuggest from '@cloudscape-design/components/autosuggest';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { QUOTAS } from '../../../../shared/core/access/quotas.ts';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { CodeViewer } from '../../../kit/CodeViewer.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { IconButton } from '../../../kit/IconButton.tsx';

const isArn = (text: string): boolean => /^arn:[\w-]+:iam::(?:aws|\d{12}):policy\/\S+$/.test(text);

/** AWS-managed policies of a permission set: found by words of their names, looked into, taken off. */
export function ManagedPolicies(props: {
  /** ARNs, one a line. */
  readonly value: string;
  /** ARNs in use in the organization, offered where IAM may not be asked. */
  readonly inUse: readonly string[];
  readonly unread: boolean;
  readonly onChange: (value: string) => void;
}) {
  const { value, inUse, onChange } = props;
  const [text, setText] = useState('');
  const [opened, setOpened] = useState<string>();
  const wanted = useDeferredValue(text.trim().slice(0, 200));
  const search = useQuery({
    queryKey: ['access.policies', wanted],
    queryFn: () => call('access.policies', { text: wanted }),
    placeholderData: (before) => before,
    retry: false,
    staleTime: 600_000,
  });
  const chosen = value
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const found = search.data?.policies;
  const offered =
    found ??
    inUse
      .filter((arn) => arn.toLowerCase().includes(wanted.toLowerCase()))
      .map((arn) => ({ arn, name: nameOf(arn), path: '/' }));
  const add = (arn: string) => {
    if (isArn(arn) && !chosen.includes(arn)) onChange([...chosen, arn].join('\n'));
    setText(isArn(arn) ? '' : arn);
  };
  const full = chosen.length >= QUOTAS.policiesPerSet;
  return (
    <FormField
      stretch
      label="Managed policies"
      description={
        props.unread
          ? 'They could not be read. What is entered replaces them.'
          : `${chosen.length} of at most ${QUOTAS.policiesPerSet}${chosen.length > QUOTAS.policiesPerRoleByDefault ? `; IAM takes ${QUOTAS.policiesPerRoleByDefault} a role unless its quota was raised` : ''}`
      }
    >
      <ul className="wb-access-policies" aria-label="Managed policies">
        {chosen.map((arn) => (
          <li key={arn}>
            <span title={arn}>{nameOf(arn)}</span>
            <Button
              variant="inline-link"
              ariaLabel={`What ${nameOf(arn)} allows`}
              ariaExpanded={opened === arn}
              onClick={() => setOpened(opened === arn ? undefined : arn)}
            >
              {opened === arn ? 'Close' : 'What it allows'}
            </Button>
            <IconButton
              icon="close"
              label={`Take ${nameOf(arn)} off`}
              onClick={() => onChange(chosen.filter((one) => one !== arn).join('\n'))}
            />
          </li>
        ))}
      </ul>
      {opened === undefined ? null : <PolicyDocument arn={opened} />}
      <Autosuggest
        value={text}
        ariaLabel="Add a managed policy"
        clearAriaLabel="Empty the field"
        disabled={full}
        filteringType="manual"
        hideEnteredTextOption={!isArn(text.trim())}
        enteredTextLabel={(entered) => `Use: ${entered}`}
        options={offered
          .filter(({ arn }) => !chosen.includes(arn))
          .map(({ arn, name, path }) => ({
            value: arn,
            label: name,
            ...(path === '/' ? {} : { description: path }),
          }))}
        placeholder={full ? 'No more fit' : 'Words of its name, such as s3 read, or an ARN'}
        statusType={search.isFetching ? 'loading' : 'finished'}
        loadingText="Asking IAM …"
        empty="No AWS-managed policy fits"
        onChange={({ detail }) => setText(detail.value)}
        onSelect={({ detail }) => add(detail.value)}
      />
      {search.error === null ? null : (
        <p className="wb-small wb-secondary" role="status">
          The list of AWS-managed policies is not known ({wireErrorOf(search.error).message}) What is in use
          here is offered; others can be entered by their ARN.
        </p>
      )}
    </FormField>
  );
}

function PolicyDocument(props: { readonly arn: string }) {
  const { arn } = props;
  const ofAws = /^arn:[\w-]+:iam::aws:policy\//.test(arn);
  const { data, error } = useQuery({
    queryKey: ['access.policyDocument', arn],
    queryFn: () => call('access.policyDocument', { arn }),
    enabled: ofAws,
    retry: false,
    staleTime: 600_000,
  });
  if (!ofAws)
    return <p className="wb-small">A policy of an account is different in each account: look there.</p>;
  if (error !== null) return <ErrorPanel error={wireErrorOf(error)} />;
  if (data === undefined) return <p className="wb-small wb-secondary">Reading …</p>;
  return <CodeViewer text={data.text} language="json" label={`Document of ${nameOf(arn)}`} />;
}

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
