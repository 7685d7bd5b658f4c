import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { call } from '../../../bridge/call.ts';
import { CodeField } from '../../../kit/CodeField.tsx';

const LOOKS = { error: 'error', warning: 'warning', note: 'info' } as const;
const WORDS = { error: 'Error', warning: 'Warning', note: 'Note' } as const;

/** The inline policy with what is wrong or risky about it, in the gutter and as a list. */
export function InlinePolicy(props: {
  readonly text: string;
  readonly unread: boolean;
  readonly onChange: (text: string) => void;
}) {
  const { text } = props;
  const judged = useDeferredValue(text);
  const [shown, setShown] = useState<{ readonly start: number }>();
  const { data } = useQuery({
    queryKey: ['access.lint', judged],
    queryFn: () => call('access.lint', { policy: judged.slice(0, 200_000) }),
    placeholderData: keepPreviousData,
    enabled: judged.trim() !== '',
    gcTime: 10_000,
  });
  const lint = judged.trim() === '' ? undefined : data;
  const problems = useMemo(
    () =>
      (lint?.findings ?? []).map(({ start, end, severity, message }) => ({
        start,
        end,
        severity: severity === 'note' ? ('info' as const) : severity,
        message,
      })),
    [lint],
  );
  return (
    <section className="wb-access-policy" aria-label="Inline policy">
      <div className="wb-pane-head">
        <h3>Inline policy</h3>
        {lint === undefined ? null : (
          <span className="wb-small wb-secondary">
            {lint.size} of {lint.limit} characters without white space
          </span>
        )}
      </div>
      {props.unread ? (
        <p className="wb-small wb-secondary">It could not be read. What is entered replaces it.</p>
      ) : null}
      <CodeField
        label="Inline policy"
        language="json"
        text={text}
        onChange={props.onChange}
        problems={problems}
        shown={shown}
      />
      {lint === undefined || lint.findings.length === 0 ? null : (
        <ul className="wb-access-list" aria-label="Findings about the policy">
          {lint.findings.slice(0, 50).map(({ id, severity, message, fix, line, column, start }) => (
            <li key={`${id} ${start} ${message}`}>
              <StatusIndicator type={LOOKS[severity]}>{WORDS[severity]}</StatusIndicator>{' '}
              <button type="button" className="wb-cell-button" onClick={() => setShown({ start })}>
                {line}:{column}
              </button>{' '}
              {message} <span className="wb-secondary">{fix}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
