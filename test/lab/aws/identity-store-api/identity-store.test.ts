import {
  CreateGroupCommand,
  CreateGroupMembershipCommand,
  CreateUserCommand,
  DeleteGroupCommand,
  DeleteGroupMembershipCommand,
  DeleteUserCommand,
  DescribeGroupCommand,
  DescribeGroupMembershipCommand,
  DescribeUserCommand,
  GetGroupIdCommand,
  GetGroupMembershipIdCommand,
  GetUserIdCommand,
  type IdentitystoreClient,
  IsMemberInGroupsCommand,
  ListGroupMembershipsCommand,
  ListGroupMembershipsForMemberCommand,
  ListGroupsCommand,
  ListUsersCommand,
  paginateListUsers,
  UpdateGroupCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-identitystore';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lab } from '../../../../electron/lab/lab.ts';
import { runningLab } from '../../running-lab.ts';
import { awsClients } from '../aws-lab.ts';

const NOBODY = '11111111-2222-4333-8444-555555555555';

let lab: Lab;
let client: IdentitystoreClient;
let IdentityStoreId = '';
beforeAll(async () => {
  lab = await runningLab();
  client = awsClients(lab).identityStore;
  IdentityStoreId = lab.state.aws.identityStore.id;
});
afterAll(() => lab.stop());

async function newUser(UserName: string, more: object = {}): Promise<string> {
  const command = new CreateUserCommand({
    IdentityStoreId,
    UserName,
    DisplayName: UserName,
    Name: { GivenName: 'Given', FamilyName: 'Family' },
    ...more,
  });
  return (await client.send(command)).UserId ?? '';
}

async function newGroup(DisplayName: string): Promise<string> {
  return (await client.send(new CreateGroupCommand({ IdentityStoreId, DisplayName }))).GroupId ?? '';
}

function update(UserId: string, AttributePath: string, AttributeValue?: unknown) {
  const Operations = [{ AttributePath, AttributeValue: AttributeValue as never }];
  return client.send(new UpdateUserCommand({ IdentityStoreId, UserId, Operations }));
}

it('keeps everything a user has', async () => {
  const everything = {
    NickName: 'Ned',
    ProfileUrl: 'https://example.com/ned',
    Emails: [{ Value: 'ned@example.com', Type: 'work', Primary: true }],
    Addresses: [{ StreetAddress: 'Evergreen Terrace 744', Country: 'US', Primary: true }],
    PhoneNumbers: [{ Value: '+1 555 0100', Type: 'home' }],
    UserType: 'Neighbour',
    Title: 'Owner',
    PreferredLanguage: 'en',
    Locale: 'en-US',
    Timezone: 'America/Chicago',
    Website: 'https://example.com',
    Birthdate: '1960-01-01',
    Photos: [{ Value: 'https://example.com/ned.png', Primary: true }],
    Roles: [{ Value: 'owner' }],
    Name: { Formatted: 'Ned F.', GivenName: 'Ned', FamilyName: 'F.', HonorificPrefix: 'Mr' },
  };
  const UserId = await newUser('ned', everything);
  const user = await client.send(new DescribeUserCommand({ IdentityStoreId, UserId }));
  expect(user).toMatchObject({ ...everything, UserName: 'ned', UserStatus: 'ENABLED' });
  expect(user.CreatedAt).toBeInstanceOf(Date);
});

it('changes and removes attributes by path', async () => {
  const UserId = await newUser('maude', { NickName: 'M', Emails: [{ Value: 'maude@example.com' }] });
  await update(UserId, 'name.familyName', 'Flanders');
  await update(UserId, 'nickName');
  await update(UserId, 'emails', [{ value: 'm@example.com', primary: true }]);
  await update(UserId, 'Title', 'Neighbour');
  await update(UserId, 'aws:identitystore:enterprise.department', 'Choir');
  const command = new DescribeUserCommand({
    IdentityStoreId,
    UserId,
    Extensions: ['aws:identitystore:enterprise'],
  });
  const user = await client.send(command);
  expect(user).toMatchObject({
    Name: { GivenName: 'Given', FamilyName: 'Flanders' },
    Emails: [{ Value: 'm@example.com', Primary: true }],
    Title: 'Neighbour',
    Extensions: { 'aws:identitystore:enterprise': { department: 'Choir' } },
  });
  expect(user.NickName).toBeUndefined();
  const byOldMail = new GetUserIdCommand({
    IdentityStoreId,
    AlternateIdentifier: {
      UniqueAttribute: { AttributePath: 'emails.value', AttributeValue: 'maude@example.com' },
    },
  });
  await expect(client.send(byOldMail)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(update(UserId, 'displayName')).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(update(UserId, 'password', 'x')).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(update(UserId, 'title', 'x'.repeat(1025))).rejects.toMatchObject({
    name: 'ValidationException',
  });
});

it('refuses what is there already, with the reason', async () => {
  await newUser('rod', { Emails: [{ Value: 'rod@example.com' }] });
  const reason = { name: 'ConflictException', Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' };
  await expect(newUser('ROD')).rejects.toMatchObject({ ...reason, message: 'Duplicate UserName' });
  await expect(newUser('todd', { Emails: [{ Value: 'Rod@example.com' }] })).rejects.toMatchObject(reason);
  const todd = await newUser('todd');
  await expect(update(todd, 'userName', 'rod')).rejects.toMatchObject(reason);
  await newGroup('Twice');
  await expect(newGroup('Twice')).rejects.toMatchObject({
    ...reason,
    message: 'Duplicate GroupDisplayName',
    RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

it.each([
  [{ DisplayName: undefined }, 'displayname: The attribute displayname is required'],
  [{ Name: { GivenName: 'Only' } }, 'familyname: The attribute familyname is required'],
  [{ Emails: [{ Value: 'a' }, { Value: 'b' }] }, "at 'emails'"],
  [{ UserName: 'x'.repeat(129) }, "at 'userName'"],
  [{ UserName: 'with space' }, "at 'userName'"],
  [{ Title: '' }, "at 'title'"],
])('refuses a user with wrong input, row %#', async (wrong, message) => {
  await expect(newUser('wrong', wrong)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(message),
  });
});

it('creates, describes, renames and deletes a group', async () => {
  const GroupId = await newGroup('Choir');
  await client.send(
    new UpdateGroupCommand({
      IdentityStoreId,
      GroupId,
      Operations: [
        { AttributePath: 'displayName', AttributeValue: 'Choir of Springfield' },
        { AttributePath: 'description', AttributeValue: 'Sings' },
      ],
    }),
  );
  const described = new DescribeGroupCommand({ IdentityStoreId, GroupId });
  expect(await client.send(described)).toMatchObject({
    DisplayName: 'Choir of Springfield',
    Description: 'Sings',
  });
  const id = (AttributeValue: string) =>
    client.send(
      new GetGroupIdCommand({
        IdentityStoreId,
        AlternateIdentifier: { UniqueAttribute: { AttributePath: 'displayName', AttributeValue } },
      }),
    );
  expect((await id('choir of springfield')).GroupId).toBe(GroupId);
  await expect(id('Choir')).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    ResourceType: 'GROUP',
  });
  await client.send(new DeleteGroupCommand({ IdentityStoreId, GroupId }));
  await expect(client.send(described)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'GROUP not found.',
    ResourceId: GroupId,
  });
});

it('knows who is in which group', async () => {
  const GroupId = await newGroup('Members');
  const UserId = await newUser('member');
  const MemberId = { UserId };
  const create = new CreateGroupMembershipCommand({ IdentityStoreId, GroupId, MemberId });
  const { MembershipId } = await client.send(create);
  await expect(client.send(create)).rejects.toMatchObject({
    name: 'ConflictException',
    message: 'Member and Group relationship already exists.',
  });
  const row = { MembershipId, GroupId, MemberId };
  const ofMembership = { IdentityStoreId, MembershipId };
  expect(await client.send(new DescribeGroupMembershipCommand(ofMembership))).toMatchObject(row);
  const get = new GetGroupMembershipIdCommand({ IdentityStoreId, GroupId, MemberId });
  expect((await client.send(get)).MembershipId).toBe(MembershipId);
  const ofGroup = new ListGroupMembershipsCommand({ IdentityStoreId, GroupId });
  expect((await client.send(ofGroup)).GroupMemberships).toMatchObject([row]);
  const ofMember = new ListGroupMembershipsForMemberCommand({ IdentityStoreId, MemberId });
  expect((await client.send(ofMember)).GroupMemberships).toMatchObject([row]);
  const isMember = (GroupIds: string[]) =>
    client.send(new IsMemberInGroupsCommand({ IdentityStoreId, MemberId, GroupIds }));
  expect((await isMember([GroupId, NOBODY])).Results).toMatchObject([
    { GroupId, MembershipExists: true },
    { GroupId: NOBODY, MembershipExists: false },
  ]);
  await expect(isMember(Array.from({ length: 101 }, () => NOBODY))).rejects.toMatchObject({
    name: 'ValidationException',
  });
  await client.send(new DeleteGroupMembershipCommand(ofMembership));
  await expect(client.send(get)).rejects.toMatchObject({ ResourceType: 'GROUP_MEMBERSHIP' });
  await client.send(create);
  await client.send(new DeleteUserCommand({ IdentityStoreId, UserId }));
  expect((await client.send(ofGroup)).GroupMemberships).toEqual([]);
  await expect(client.send(ofMember)).rejects.toMatchObject({ ResourceType: 'USER' });
});

it('finds users by name, mail and external id, with filters and page by page', async () => {
  const [user] = lab.state.aws.identityStore.users.values();
  const [external] = user?.externalIds ?? [];
  const found = async (AlternateIdentifier: object) => {
    const command = new GetUserIdCommand({
      IdentityStoreId,
      AlternateIdentifier: AlternateIdentifier as never,
    });
    return (await client.send(command)).UserId;
  };
  const unique = (AttributePath: string, AttributeValue: string | undefined) =>
    found({ UniqueAttribute: { AttributePath, AttributeValue } });
  expect(await unique('UserName', user?.userName)).toBe(user?.userId);
  expect(await unique('emails.value', user?.emails[0]?.value)).toBe(user?.userId);
  expect(await found({ ExternalId: { Issuer: external?.issuer, Id: external?.id } })).toBe(user?.userId);
  await expect(unique('title', 'x')).rejects.toMatchObject({ name: 'ValidationException' });
  const filtered = new ListUsersCommand({
    IdentityStoreId,
    Filters: [{ AttributePath: 'UserName', AttributeValue: user?.userName }],
  });
  expect((await client.send(filtered)).Users).toHaveLength(1);
  const none = new ListGroupsCommand({
    IdentityStoreId,
    Filters: [{ AttributePath: 'DisplayName', AttributeValue: 'Nobody has this' }],
  });
  expect((await client.send(none)).Groups).toEqual([]);
  const ids: (string | undefined)[] = [];
  for await (const page of paginateListUsers({ client, pageSize: 1 }, { IdentityStoreId }))
    ids.push(...(page.Users ?? []).map(({ UserId }) => UserId));
  expect(ids).toEqual([...lab.state.aws.identityStore.users.keys()]);
});

it('knows no other store', async () => {
  const command = new ListGroupsCommand({ IdentityStoreId: 'd-0000000000' });
  await expect(client.send(command)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    ResourceType: 'IDENTITY_STORE',
  });
});
