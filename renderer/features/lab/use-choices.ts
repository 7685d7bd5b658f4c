import { useState } from 'react';
import type { LabChoices } from '../../../shared/contract/lab.ts';
import type { Scale } from '../../../shared/core/lab/scale.ts';
import { DEFAULT_CHOICES } from './choices.ts';

/** What stands in the fields: a number that is none yet is undefined. */
interface Entered {
  readonly seed: LabChoices['seed'];
  readonly scale: Scale | undefined;
  readonly faults: LabChoices['faults'];
  readonly limited: boolean;
  readonly httpsPort: number | undefined;
  readonly httpPort: number | undefined;
  readonly settle: number | undefined;
  readonly randomSeed: number | undefined;
}

export interface Choosing {
  readonly entered: Entered;
  change(part: Partial<Entered>): void;
  /** Undefined while a field holds what is no number. */
  readonly choices: LabChoices | undefined;
}

/** The choices of the next start. */
export function useChoices(): Choosing {
  const { httpsPort, httpPort, settle, randomSeed } = DEFAULT_CHOICES;
  const [entered, setEntered] = useState<Entered>({
    seed: 'jogcloud',
    scale: undefined,
    faults: [],
    limited: true,
    ...{ httpsPort, httpPort, settle, randomSeed },
  });
  return {
    entered,
    change: (part) => setEntered((before) => ({ ...before, ...part })),
    choices: choicesOf(entered),
  };
}

function choicesOf(entered: Entered): LabChoices | undefined {
  const { seed, faults, limited, scale, httpsPort, httpPort, settle, randomSeed } = entered;
  if (httpsPort === undefined || httpPort === undefined) return undefined;
  if (settle === undefined || randomSeed === undefined) return undefined;
  const { rateLimit, ...rest } = DEFAULT_CHOICES;
  return {
    ...rest,
    ...{ seed, faults, httpsPort, httpPort, settle, randomSeed },
    ...(limited && rateLimit !== undefined ? { rateLimit } : {}),
    ...(scale === undefined ? {} : { scale }),
  };
}
