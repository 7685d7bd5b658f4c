import { expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

it('fedbench lab tour shows a valid token and what the Lab holds, and leaves no Lab behind', {
  timeout: 30_000,
}, async () => {
  const { exit, out, err } = await runCli(['lab', 'tour']);
  expect([exit, err]).toEqual([0, '']);
  expect(out).toContain('jwt: VALID');
  expect(out).toContain('AdministratorAccess, sessions of PT1H');
  expect(out).toContain('bart.simpson@jogcloud.com, in Entra');
  const [, aws = ''] = /AWS at (\S+),/.exec(out) ?? [];
  await expect(fetch(aws)).rejects.toThrow();
});
