import type { QueryService } from '../protocol/query-service.ts';
import { policyActions } from './policies.ts';
import { roleActions } from './roles.ts';

/** Identity and Access Management: policies, and the roles of Identity Center. */
export const iam: QueryService = {
  name: 'iam',
  signingName: 'iam',
  namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  version: '2010-05-08',
  eventSource: 'iam.amazonaws.com',
  actions: { ...policyActions, ...roleActions },
};
