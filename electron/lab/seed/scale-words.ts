/** Words that generated people, groups, accounts and permission sets are named with. */
export const GIVEN_NAMES: readonly string[] =
  'Ada Alan Amina Anders Anna Arjun Barbara Ben Carla Chen Clara Daniel Dara Edgar Elena Emil Fatima Felix Grace Hana Henry Ida Igor Ines Ivan Jana Joao Jonas Julia Kai Kenji Lara Leila Linus Lucia Malik Maria Mateo Mei Mina Nadia Noah Nora Olga Omar Paula Pedro Priya Quinn Rafael Rosa Samir Sara Sofia Stefan Tariq Theo Uma Vera Victor Wanda Xenia Yara Yusuf Zoe'.split(
    ' ',
  );

export const SURNAMES: readonly string[] =
  'Adler Almeida Andersen Bauer Becker Bennett Bianchi Carvalho Castillo Cohen Costa Dahl Diaz Dubois Eriksen Fischer Fontaine Garcia Greco Haddad Hansen Hoffmann Horvat Ibrahim Ito Jansen Jensen Kaya Keller Khan Kim Kovacs Kumar Larsen Laurent Lehmann Li Lindqvist Lopez Martin Meyer Moreau Nakamura Nguyen Nilsson Novak Okafor Olsen Park Patel Pereira Petrov Popescu Ricci Rossi Sato Schmidt Silva Singh Sokolov Suzuki Tanaka Varga Vogel Wagner Weber Wolf Yamada Yilmaz Zhang'.split(
    ' ',
  );

export const DEPARTMENTS: readonly string[] =
  'Claims Compliance Data Engineering Finance Infrastructure Legal Logistics Marketing Mobile Operations Payments Platform Research Retail Risk Sales Security Support Treasury'.split(
    ' ',
  );

export const TITLES: readonly string[] = [
  'Analyst',
  'Engineer',
  'Manager',
  'Administrator',
  'Auditor',
  'Architect',
];

export const STAGES: readonly string[] = ['dev', 'test', 'staging', 'prod', 'sandbox'];

export const DUTIES: readonly string[] = [
  'Admins',
  'Developers',
  'Operators',
  'Readers',
  'Auditors',
  'On-call',
];

/** AWS-managed policies that exist, by the part behind `arn:aws:iam::aws:policy/`. */
export const MANAGED_POLICIES: readonly string[] = [
  'ReadOnlyAccess',
  'SecurityAudit',
  'PowerUserAccess',
  'AmazonEC2FullAccess',
  'AmazonS3ReadOnlyAccess',
  'AmazonRDSReadOnlyAccess',
  'CloudWatchReadOnlyAccess',
  'AWSCloudTrail_ReadOnlyAccess',
  'job-function/ViewOnlyAccess',
  'job-function/SystemAdministrator',
  'job-function/DatabaseAdministrator',
  'job-function/SupportUser',
];

/** Services that inline policies speak of. */
export const AWS_SERVICES: readonly string[] = [
  'ec2',
  's3',
  'rds',
  'dynamodb',
  'lambda',
  'sqs',
  'sns',
  'logs',
  'ecs',
  'kms',
];
