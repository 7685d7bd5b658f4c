import type { Seed } from './seed.ts';

/** The default cast: a company with AD FS, a partner whose people come as guests, and an AWS organization of two accounts. */
export const JOGCLOUD: Seed = {
  name: 'jogcloud',
  tenants: [
    {
      displayName: 'JOG Cloud',
      domain: 'jogcloud.com',
      federated: true,
      federatedIdpMfaBehavior: 'acceptIfMfaDoneByFederatedIdp',
      groups: [
        { name: 'System Operators', description: 'Run the servers' },
        { name: 'Security Admins', description: 'Guard the cloud' },
        { name: 'B2B Security Admins', description: 'Guests of the managed security service' },
      ],
      users: [
        {
          userName: 'bart.simpson@jogcloud.com',
          displayName: 'Bart Simpson',
          givenName: 'Bart',
          surname: 'Simpson',
          groups: ['System Operators'],
          password: 'Skateboard-10',
          jobTitle: 'System operator',
          department: 'Operations',
        },
        {
          userName: 'homer.simpson@jogcloud.com',
          displayName: 'Homer Simpson',
          givenName: 'Homer',
          surname: 'Simpson',
          groups: ['Security Admins'],
          password: 'Doughnut-7G',
          certificate: true,
          jobTitle: 'Security administrator',
          department: 'Security',
        },
        {
          userName: 'lisa.simpson@jogcloud.onmicrosoft.com',
          displayName: 'Lisa Simpson',
          givenName: 'Lisa',
          surname: 'Simpson',
          password: 'Saxophone-8',
          roles: ['Cloud Application Administrator', 'Conditional Access Administrator'],
          jobTitle: 'Identity administrator',
          department: 'Identity',
        },
        {
          userName: 'lenny.leonard@partner.example',
          displayName: 'Lenny Leonard',
          givenName: 'Lenny',
          surname: 'Leonard',
          groups: ['B2B Security Admins'],
          guest: true,
        },
      ],
      apps: [
        {
          name: 'Lab Console',
          kind: 'confidential',
          redirectUris: ['http://localhost:3000/signed-in', 'http://localhost'],
          alsoIn: ['partner.example'],
          consented: [
            'Graph/User.Read',
            '+Graph/User.Read.All',
            'Orders API/Orders.Read',
            '+Orders API/Orders.Process.All',
          ],
        },
        {
          name: 'Lab Command Line',
          kind: 'public',
          redirectUris: ['http://localhost'],
          alsoIn: ['partner.example'],
          consented: ['Graph/User.Read', 'Orders API/Orders.Read'],
        },
        { name: 'Unconsented Client', kind: 'public', redirectUris: ['http://localhost'] },
        {
          name: 'Orders API',
          kind: 'api',
          identifierUri: 'api://orders',
          scopes: ['Orders.Read', 'Orders.Write'],
          roles: ['Orders.Process.All'],
          tokenVersion: 2,
          alsoIn: ['partner.example'],
        },
        {
          name: 'Lab Administration',
          kind: 'confidential',
          consented: [
            '+Graph/User.ReadWrite.All',
            '+Graph/User.Invite.All',
            '+Graph/Group.ReadWrite.All',
            '+Graph/Application.ReadWrite.All',
            '+Graph/AppRoleAssignment.ReadWrite.All',
            '+Graph/DelegatedPermissionGrant.ReadWrite.All',
            '+Graph/Policy.Read.All',
            '+Graph/Policy.ReadWrite.ApplicationConfiguration',
            '+Graph/Policy.ReadWrite.ConditionalAccess',
            '+Graph/Policy.ReadWrite.CrossTenantAccess',
            '+Graph/Domain.ReadWrite.All',
            '+Graph/Synchronization.ReadWrite.All',
            '+Graph/AuditLog.Read.All',
          ],
        },
      ],
      managedIdentities: [
        { name: 'lab-machine', kind: 'system', consented: ['+Graph/User.Read.All'] },
        { name: 'lab-identity', kind: 'user', consented: ['+Orders API/Orders.Process.All'] },
      ],
      conditionalAccess: [{ name: 'MFA for Security Admins', groups: ['Security Admins'], requires: 'mfa' }],
      trusts: [{ domain: 'partner.example', mfa: true }],
    },
    {
      displayName: 'Partner',
      domain: 'partner.example',
      groups: [{ name: 'Consultants' }],
      users: [
        {
          userName: 'lenny.leonard@partner.example',
          displayName: 'Lenny Leonard',
          givenName: 'Lenny',
          surname: 'Leonard',
          groups: ['Consultants'],
          password: 'Powerplant-6',
        },
      ],
    },
  ],
  adfs: { host: 'sts.jogcloud.com', certificateFor: ['Security Admins'] },
  aws: {
    region: 'us-east-1',
    managementAccount: { name: 'management', email: 'aws@jogcloud.com' },
    accounts: [
      { name: 'account1', email: 'aws+account1@jogcloud.com' },
      { name: 'account2', email: 'aws+account2@jogcloud.com' },
    ],
    permissionSets: [
      {
        name: 'Billing',
        description: 'Bills and budgets',
        managedPolicies: ['arn:aws:iam::aws:policy/job-function/Billing'],
      },
      {
        name: 'SecurityAudit',
        description: 'Read the configuration of everything',
        managedPolicies: ['arn:aws:iam::aws:policy/SecurityAudit'],
      },
      {
        name: 'AdministratorAccess',
        description: 'Everything',
        managedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      },
      {
        name: 'NetworkAdministrator',
        description: 'Networks',
        managedPolicies: ['arn:aws:iam::aws:policy/job-function/NetworkAdministrator'],
      },
      {
        name: 'SystemsAdmin',
        description: 'Servers, their metrics and load balancers',
        inlinePolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['ec2:*', 'cloudwatch:*', 'elasticloadbalancing:*'],
              Resource: '*',
            },
          ],
        },
      },
    ],
    assignments: [
      {
        group: 'B2B Security Admins',
        permissionSet: 'AdministratorAccess',
        accounts: ['account1', 'account2'],
      },
      { group: 'Security Admins', permissionSet: 'AdministratorAccess', accounts: ['account1', 'account2'] },
      { group: 'System Operators', permissionSet: 'SystemsAdmin', accounts: ['account1', 'account2'] },
    ],
    application: 'AWS IAM Identity Center',
    applications: [
      {
        name: 'Wiki',
        description: 'How things are done here',
        groups: ['System Operators', 'Security Admins'],
      },
      {
        name: 'Orders Analytics',
        description: 'Figures of the Orders API, seen as whoever asks',
        provider: 'custom',
        account: 'account1',
        url: 'https://analytics.jogcloud.com/',
        groups: ['Security Admins'],
        scopes: ['redshift:connect'],
        trusts: [{ issuer: 'JOGCloudEntra', audiences: ['Orders API'] }],
      },
    ],
    trustedTokenIssuers: [{ name: 'JOGCloudEntra', issuer: 'jogcloud.com' }],
  },
};
