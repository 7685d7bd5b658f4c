import Autosuggest from '@cloudscape-design/components/autosuggest';
import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import {
  type AccessAttribute,
  attributeProblems,
  MOST_ATTRIBUTES,
} from '../../../../shared/core/access/attributes/attributes.ts';
import { ATTRIBUTE_SOURCES, behind, claimOf } from '../../../../shared/core/access/attributes/sources.ts';
import { CopyButton } from '../../../kit/CopyButton.tsx';
import { IconButton } from '../../../kit/IconButton.tsx';
import type { ToldAttribute } from '../queries.ts';
import { AttributePlan } from './AttributePlan.tsx';

const OFFERED = ATTRIBUTE_SOURCES.map(({ path, scim, entra }) => ({
  value: `\${path:${path}}`,
  label: path,
  description: entra === undefined ? `SCIM ${scim}; Entra needs a mapping` : `SCIM ${scim}, Entra ${entra}`,
}));

/** Adds, changes and removes attributes; nothing is sent before a plan is applied. */
export function AttributeEditor(props: {
  readonly on: boolean;
  readonly attributes: readonly ToldAttribute[];
}) {
  const before = props.attributes.map(({ key, source }) => ({ key, source }));
  const [rows, setRows] = useState<readonly AccessAttribute[]>(before.length === 0 ? [EMPTY] : before);
  const [planned, setPlanned] = useState<readonly AccessAttribute[] | 'off'>();
  const usedBy = new Map(props.attributes.map((one) => [one.key, one.usedBy]));
  const filled = rows.filter(({ key, source }) => key.trim() !== '' || source.trim() !== '');
  const problems = attributeProblems(filled);
  const change = (at: number, more: Partial<AccessAttribute>) => {
    setPlanned(undefined);
    setRows(rows.map((row, number) => (number === at ? { ...row, ...more } : row)));
  };
  const same = props.on && JSON.stringify(filled) === JSON.stringify(before);
  return (
    <div className="wb-access-attributes">
      <ul className="wb-attribute-rows" aria-label="Attributes">
        {rows.map((row, at) => {
          const said = problems.filter((problem) => problem.at === filled.indexOf(row));
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity while their key is being typed
            <li key={at}>
              <Input
                value={row.key}
                ariaLabel={`Key of attribute ${at + 1}`}
                placeholder="CostCenter"
                spellcheck={false}
                invalid={said.length > 0}
                onChange={({ detail }) => change(at, { key: detail.value.slice(0, 200) })}
              />
              <Autosuggest
                value={row.source}
                ariaLabel={`Source of attribute ${at + 1}`}
                clearAriaLabel={`Empty field ${at + 1}`}
                placeholder="An attribute, or text for everybody"
                enteredTextLabel={(value) => `Use: ${value}`}
                options={OFFERED}
                empty="No attribute that AWS lists"
                onChange={({ detail }) => change(at, { source: detail.value.slice(0, 400) })}
              />
              <IconButton
                icon="close"
                label={`Remove attribute ${at + 1}`}
                onClick={() => {
                  setPlanned(undefined);
                  setRows(rows.filter((_, number) => number !== at));
                }}
              />
              <BehindText row={row} usedBy={usedBy.get(row.key) ?? []} />
              {said.map(({ message }) => (
                <p key={message} className="wb-small wb-error">
                  {message}
                </p>
              ))}
            </li>
          );
        })}
      </ul>
      <div className="wb-row">
        <Button disabled={rows.length >= MOST_ATTRIBUTES} onClick={() => setRows([...rows, EMPTY])}>
          Add an attribute
        </Button>
        <Button variant="primary" disabled={same || problems.length > 0} onClick={() => setPlanned(filled)}>
          Plan this change
        </Button>
        {props.on ? <Button onClick={() => setPlanned('off')}>Plan to switch them off</Button> : null}
        <span className="wb-small wb-secondary">
          {same ? 'Nothing was changed.' : 'Nothing is sent before the plan is applied.'}
        </span>
      </div>
      {planned === undefined ? null : <AttributePlan wanted={planned} />}
    </div>
  );
}

const EMPTY: AccessAttribute = { key: '', source: '' };

/** What stands behind a source, and the claim that wins over it. */
function BehindText(props: { readonly row: AccessAttribute; readonly usedBy: readonly string[] }) {
  const { key, source } = props.row;
  if (key.trim() === '' || source.trim() === '') return null;
  const what = behind(source);
  const claim = claimOf(key.trim());
  return (
    <p className="wb-small wb-secondary">
      {what.kind === 'text' ? 'The same for everybody.' : null}
      {what.kind === 'unknown' ? 'AWS lists no such attribute: it may stay empty.' : null}
      {what.kind === 'attribute' ? (
        <>
          SCIM <code>{what.scim}</code>
          {what.entra === undefined ? (
            '; Entra provisions it only with a mapping of your own.'
          ) : (
            <>
              , from Entra’s <code>{what.entra}</code>.
            </>
          )}
        </>
      ) : null}{' '}
      Or the claim <code>{claim}</code> <CopyButton text={claim} label="the claim’s name" />
      {props.usedBy.length === 0
        ? ' No inline policy decides by it.'
        : ` Decides in ${props.usedBy.join(', ')}.`}
    </p>
  );
}
