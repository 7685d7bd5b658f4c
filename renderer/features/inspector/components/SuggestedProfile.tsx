import Button from '@cloudscape-design/components/button';
import type { Profile } from '../../../../shared/core/inspector/options.ts';
import type { InspectedMessage } from '../../../../shared/core/inspector/report.ts';
import { suggestProfile } from '../../../../shared/core/inspector/suggest-profile.ts';

/**
 * Offers to judge a message by the rules of the party it speaks of, where nobody has asked for any party's.
 *
 * @param props.profile whose rules it was judged by
 * @param props.onProfile judges by others from now on
 */
export function SuggestedProfile(props: {
  readonly message: InspectedMessage;
  readonly profile: Profile;
  readonly onProfile: (profile: Profile) => void;
}) {
  const suggested = props.profile === 'generic' ? suggestProfile(props.message) : undefined;
  if (suggested === undefined) return null;
  return (
    <p className="wb-not-checked wb-small">
      <span className="wb-secondary">{suggested.because}</span>
      <Button variant="inline-link" onClick={() => props.onProfile(suggested.profile)}>
        Judge it by their rules too
      </Button>
    </p>
  );
}
