import type { QueryService } from '../protocol/query-service.ts';

/** The Security Token Service, as far as finding out who one is. */
export const sts: QueryService = {
  name: 'sts',
  signingName: 'sts',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  version: '2011-06-15',
  eventSource: 'sts.amazonaws.com',
  actions: {
    // Whoever has credentials may ask this, whatever policies say.
    GetCallerIdentity: {
      writes: false,
      run: ({ caller }) => ({ Arn: caller.arn, UserId: caller.userId, Account: caller.accountId }),
    },
  },
};
