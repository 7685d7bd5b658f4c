import type { AwsIdentity } from '../../shared/core/connections/identity.ts';
import type { SignInPrompts } from '../../shared/ports/entra-sign-in.ts';
import { type LiveAccess, liveAccess } from './access-ports.ts';
import type { Connection } from './connection.ts';

/** Whether and how somebody can be asked to sign in. */
export interface Asking {
  readonly interactive: boolean;
  readonly prompts: SignInPrompts;
  readonly signal: AbortSignal;
}

/** The flows of access by a workspace: its Region, endpoint and network, and the credentials of one of its identities. */
export function workspaceAccess(
  { workspace, credentials, awsRequestHandler }: Connection,
  identity: AwsIdentity,
  { interactive, prompts, signal }: Asking,
): LiveAccess {
  const { region, endpoint } = workspace.aws ?? {};
  return liveAccess({
    requestHandler: awsRequestHandler,
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    credentials: async () => {
      const wanted = { interactive, ...(endpoint === undefined ? {} : { endpoint }) };
      const { keys } = await credentials.resolve(identity, wanted, prompts, signal);
      const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = keys;
      return {
        accessKeyId,
        secretAccessKey,
        ...(sessionToken === undefined ? {} : { sessionToken }),
        ...(expiresAt === undefined ? {} : { expiration: new Date(expiresAt) }),
      };
    },
  });
}
