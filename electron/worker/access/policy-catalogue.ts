import type { ChannelOutput } from '../../../shared/contract/whole.ts';
import type { AwsManagedPolicy } from '../../../shared/core/access/model.ts';
import { searchPolicies } from '../../../shared/core/access/policy/search-policies.ts';
import {
  readManagedPolicies,
  readPolicyDocument,
} from '../../../shared/flows/access/read/managed-policies.ts';
import type { DeskContext } from './access-desk.ts';
import type { AccessSessions, SessionFacts } from './access-sessions.ts';

/** Policies of one answer. */
const MOST = 40;

/** The policies that AWS keeps, as each session sees them; they are listed once a session. */
export class PolicyCatalogue {
  readonly #sessions: AccessSessions;
  readonly #lists = new Map<
    string,
    { readonly policies: readonly AwsManagedPolicy[]; readonly readAt: number }
  >();
  readonly #documents = new Map<string, string>();

  constructor(sessions: AccessSessions) {
    this.#sessions = sessions;
  }

  /** @throws WorkbenchError ERR_AWS_ACCESS_DENIED and as readManagedPolicies; then the search is not known, not empty */
  async search(
    { facts, text }: { readonly facts: SessionFacts; readonly text: string },
    { signal }: DeskContext,
  ): Promise<ChannelOutput<'access.policies'>> {
    const { ports, calls } = this.#sessions.of(facts);
    let list = this.#lists.get(facts.id);
    if (list === undefined) {
      list = { policies: await readManagedPolicies(ports, calls, signal), readAt: ports.clock.now() };
      this.#lists.set(facts.id, list);
    }
    const found = searchPolicies(list.policies, text);
    return {
      total: found.length,
      policies: found.slice(0, MOST).map(({ arn, name, path }) => ({ arn, name, path })),
      readAt: new Date(list.readAt).toISOString(),
    };
  }

  async document(
    { facts, arn }: { readonly facts: SessionFacts; readonly arn: string },
    { signal }: DeskContext,
  ): Promise<ChannelOutput<'access.policyDocument'>> {
    const key = `${facts.id} ${arn}`;
    const known = this.#documents.get(key);
    if (known !== undefined) return { text: known };
    const { ports, calls } = this.#sessions.of(facts);
    const text = await readPolicyDocument(ports, calls, arn, signal);
    this.#documents.set(key, text);
    return { text };
  }
}
