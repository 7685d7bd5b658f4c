import { expect, it } from 'vitest';
import { credentialsError } from '../../../electron/adapters/aws-credentials/aws-error.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

const refused = (name: string, message = 'whatever AWS says'): Error =>
  Object.assign(new Error(message), { name });

it.each([
  ['SignatureDoesNotMatch', 'the secret access key is wrong'],
  ['InvalidClientTokenId', 'AWS does not know this access key'],
  ['ExpiredToken', 'the session has expired'],
  ['RequestExpired', 'the clocks differ'],
  ['ForbiddenException', 'no such role'],
  ['AccessDenied', 'may not be assumed'],
])('says what %s means, with its code and a next step', (name, cause) => {
  const error = credentialsError(refused(name), 'Prod') as WorkbenchError;
  expect(error).toMatchObject({ code: 'ERR_AWS_CREDENTIALS', details: { identity: 'Prod', reason: name } });
  expect(error.message).toContain(cause);
  expect(error.message).toContain(`(${name})`);
  expect(error.hint).not.toBe('');
});

it('hands on what AWS says of a code that it does not know, and what is its own', () => {
  const error = credentialsError(refused('SomethingNew', 'a new reason'), 'Prod') as WorkbenchError;
  expect(error.message).toBe('Prod: a new reason (SomethingNew).');
  const own = new WorkbenchError('ERR_CANCELLED', 'aws', {});
  expect(credentialsError(own, 'Prod')).toBe(own);
  expect(credentialsError('text', 'Prod')).toBe('text');
});
