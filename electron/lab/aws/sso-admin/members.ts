import { integer, list, oneOf, required, structure, text } from '../protocol/shape.ts';

// Members that many operations of sso-admin have, with the constraints of its model.

export const PARTITION = 'arn:aws(-[a-z]{1,5}){0,3}:sso::';
const INSTANCE = `${PARTITION}:instance/(sso)?ins-[a-zA-Z0-9-.]{16}`;
const PERMISSION_SET = `${PARTITION}:permissionSet/(sso)?ins-[a-zA-Z0-9-.]{16}/ps-[a-zA-Z0-9-./]{16}`;
const TAG_TEXT = '([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)';

export const instanceArn = text({ min: 10, max: 1224, pattern: INSTANCE });
const permissionSetArn = text({ min: 10, max: 1224, pattern: PERMISSION_SET });
export const applicationArn = text({
  min: 10,
  max: 1224,
  pattern: `${PARTITION}\\d{12}:application/(sso)?ins-[a-zA-Z0-9-.]{16}/apl-[a-zA-Z0-9]{16}`,
});
export const applicationProviderArn = text({
  min: 10,
  max: 1224,
  pattern: `${PARTITION}aws:applicationProvider/[a-zA-Z0-9-/]+`,
});
export const accountId = text({ min: 12, max: 12, pattern: '\\d{12}' });
export const principalType = oneOf(['USER', 'GROUP']);
export const principalId = text({
  min: 1,
  max: 47,
  pattern: '([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}',
});
export const requestId = text({
  min: 36,
  max: 36,
  pattern: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
});
export const status = oneOf(['IN_PROGRESS', 'FAILED', 'SUCCEEDED']);
export const provisioningStatus = oneOf([
  'LATEST_PERMISSION_SET_PROVISIONED',
  'LATEST_PERMISSION_SET_NOT_PROVISIONED',
]);
export const managedPolicyArn = text({
  min: 20,
  max: 2048,
  pattern: 'arn:aws(-[a-z]{1,5}){0,3}:iam::aws:policy((/[A-Za-z0-9.,+@=_-]+)*)/([A-Za-z0-9.,+=@_-]+)',
});
export const customerManagedPolicy = structure({
  Name: required(text({ min: 1, max: 128, pattern: '[\\w+=,.@-]+' })),
  Path: text({ min: 1, max: 512, pattern: '((/[A-Za-z0-9.,+@=_-]+)*)/' }),
});

export const tagKey = text({ min: 1, max: 128, pattern: TAG_TEXT });
const tag = structure({
  Key: required(tagKey),
  Value: required(text({ min: 0, max: 256, pattern: TAG_TEXT })),
});
export const tags = list(tag, 0, 75);

export const regionName = text({ min: 1, max: 32, pattern: '([a-z]+-){2,3}\\d' });

/** MaxResults and NextToken. */
export const paging = {
  MaxResults: integer(1, 100),
  NextToken: text({ min: 0, max: 2048, pattern: '[-a-zA-Z0-9+=/_]*' }),
};
export const ofApplication = { ApplicationArn: required(applicationArn) };
export const ofInstance = { InstanceArn: required(instanceArn) };
export const ofPermissionSet = { ...ofInstance, PermissionSetArn: required(permissionSetArn) };
