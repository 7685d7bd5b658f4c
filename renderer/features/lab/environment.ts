import type { RunningLab } from './queries.ts';

export type Shell = 'posix' | 'powershell';

/**
 * Writes what unmodified clients read from their environment.
 *
 * @param byRealName true for clients that go through the CONNECT proxy to the real host names
 */
export function environmentOf(ready: RunningLab['ready'], shell: Shell, byRealName: boolean): string {
  const { aws, caFile, endpoints } = ready;
  const variables: readonly (readonly [name: string, value: string])[] = [
    ['AWS_ACCESS_KEY_ID', aws.accessKeyId],
    ['AWS_SECRET_ACCESS_KEY', aws.secretAccessKey],
    ['AWS_REGION', aws.region],
    ...(byRealName
      ? ([['HTTPS_PROXY', endpoints.connectProxy]] as const)
      : ([['AWS_ENDPOINT_URL', endpoints.aws ?? '']] as const)),
    ['AWS_CA_BUNDLE', caFile],
    ['NODE_EXTRA_CA_CERTS', caFile],
    ['REQUESTS_CA_BUNDLE', caFile],
  ];
  return variables.map(([name, value]) => assignment(shell, name, value)).join('\n');
}

function assignment(shell: Shell, name: string, value: string): string {
  return shell === 'posix'
    ? `export ${name}='${value.replaceAll("'", "'\\''")}'`
    : `$env:${name} = '${value.replaceAll("'", "''")}'`;
}
