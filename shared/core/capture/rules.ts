import type { RuleTable } from '../rules/rule.ts';

const HAR = 'HAR 1.2 specification';

/** What is said of a capture itself, as a message of kind `unknown`. */
export const CAPTURE_RULES = {
  'capture.complete': {
    title: 'The capture ends where it should',
    stage: 'form',
    spec: HAR,
    fix: 'Export it again; what stood before the cut is judged all the same.',
    appliesTo: ['unknown'],
    strict: true,
  },
  'capture.size': {
    title: 'No member of the capture is larger than a message can be',
    stage: 'form',
    spec: HAR,
    fix: 'Cut the message you want to judge out of the capture.',
    appliesTo: ['unknown'],
  },
  'capture.count': {
    title: 'The capture holds no more messages than can be listed',
    stage: 'form',
    spec: HAR,
    fix: 'Record a shorter stretch, or split the capture.',
    appliesTo: ['unknown'],
  },
} as const satisfies RuleTable;
