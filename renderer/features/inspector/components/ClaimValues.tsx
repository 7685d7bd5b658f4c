import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import type { ClaimReport } from '../../../../shared/core/inspector/report.ts';
import { CopyField } from '../../../kit/CopyField.tsx';
import { InstantText } from '../../../kit/InstantText.tsx';
import { instantOfClaim } from '../../../kit/instants.ts';

const FIRST = 5;
const LONGEST = 2000;

const shorten = (value: string): string => (value.length > LONGEST ? `${value.slice(0, LONGEST)} …` : value);

/** The values of a claim; dates for people, long lists folded. */
export function ClaimValues(props: { readonly claim: ClaimReport }) {
  const { claim } = props;
  const [all, setAll] = useState(false);
  const shown = all ? claim.values : claim.values.slice(0, FIRST);
  return (
    <div className="wb-claim-values">
      {shown.map((value, index) => {
        const instant = instantOfClaim(claim.name, value);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: values may repeat and never move
          <div key={index}>
            {value.length > LONGEST ? (
              <span className="wb-mono">{shorten(value)}</span>
            ) : (
              <CopyField value={value} label={claim.friendlyName ?? claim.name} mono />
            )}
            {instant === undefined ? null : (
              <div>
                <InstantText instant={instant} />
              </div>
            )}
          </div>
        );
      })}
      {claim.values.length > FIRST ? (
        <Button variant="inline-link" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${claim.values.length} values`}
        </Button>
      ) : null}
    </div>
  );
}
