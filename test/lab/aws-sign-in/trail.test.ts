import { afterAll, beforeAll, expect, it } from 'vitest';
import { lookupEvents } from '../../../electron/lab/aws/trail/lookup-events.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { runningLab } from '../running-lab.ts';
import { LabProvider } from './lab-provider.ts';
import { acsOf } from './sign-in.ts';

let lab: Lab;
let provider: LabProvider;
beforeAll(async () => {
  lab = await runningLab();
  provider = new LabProvider(lab);
  for (const name of ['a', 'b', 'c'])
    await new Browser(lab).post(acsOf(lab), provider.form(`${name}@x.example`));
});
afterAll(async () => {
  provider.close();
  await lab.stop();
});

const look = (input: Parameters<typeof lookupEvents>[2]) =>
  lookupEvents(lab.ground, lab.state.aws.organization.managementAccountId, input);

it('gives the newest first, page by page', () => {
  const all = look({}).Events;
  expect(all).toHaveLength(3);
  const first = look({ MaxResults: 2 });
  const second = look({
    MaxResults: 2,
    ...(first.NextToken === undefined ? {} : { NextToken: first.NextToken }),
  });
  expect([...first.Events, ...second.Events]).toEqual(all);
  expect(second.NextToken).toBeUndefined();
  expect(JSON.parse(all[0]?.CloudTrailEvent ?? '')).toMatchObject({
    eventName: 'ExternalIdPDirectoryLogin',
    eventSource: 'signin.amazonaws.com',
    errorMessage: 'User is not provisioned',
    recipientAccountId: lab.state.aws.organization.managementAccountId,
  });
});

it('filters by one attribute and by time', () => {
  const [newest] = look({}).Events;
  const by = (AttributeKey: string, AttributeValue: string) =>
    look({ LookupAttributes: [{ AttributeKey, AttributeValue }] }).Events.length;
  expect(by('EventName', 'ExternalIdPDirectoryLogin')).toBe(3);
  expect(by('EventName', 'Other')).toBe(0);
  expect(by('EventId', newest?.EventId ?? '')).toBe(1);
  expect(look({ EndTime: (newest?.EventTime ?? 0) - 3600 }).Events).toEqual([]);
  expect(() => by('__proto__', 'x')).toThrow(/attribute/);
  expect(() => look({ StartTime: 2, EndTime: 1 })).toThrow(/start time/);
  expect(() => look({ StartTime: 'tomorrow' })).toThrow(/time/);
  expect(() => look({ NextToken: 'x' })).toThrow(/token/);
  expect(() => look({ MaxResults: 51 })).toThrow(/MaxResults/);
});

it('shows an account only what its own principals did', () => {
  const [account] = [...lab.state.aws.organization.accounts.keys()].filter(
    (id) => id !== lab.state.aws.organization.managementAccountId,
  );
  expect(lookupEvents(lab.ground, account ?? '', {}).Events).toEqual([]);
});
