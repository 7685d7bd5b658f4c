import { flag, integer, list, required, structure, text } from '../protocol/shape.ts';

// Members that many operations of the Identity Store have, with the constraints of its model.

const UUID = '[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}';
const PRINTABLE = '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+';

const identityStoreId = text({ min: 1, max: 36, pattern: `d-[0-9a-f]{10}|${UUID}` });
export const resourceId = text({ min: 1, max: 47, pattern: `([0-9a-f]{10}-|)${UUID}` });
export const sensitiveText = text({
  min: 1,
  max: 1024,
  pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r \u00a0\u3000]+',
});
export const userName = text({ min: 1, max: 128, pattern: PRINTABLE });
export const groupDisplayName = text({
  min: 1,
  max: 1024,
  pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r \u00a0]+',
});
export const attributePath = text({
  min: 1,
  max: 255,
  pattern: '(?:\\p{L}+:\\p{L}+:\\p{L}+(?:\\.\\p{L}+){0,3}|\\p{L}+(?:\\.\\p{L}+){0,2})',
});
export const externalIdPart = text({ min: 1, max: 256, pattern: PRINTABLE });
export const extensionName = text({ min: 1, max: 50, pattern: 'aws:identitystore:[a-z]{1,20}' });
export const memberId = structure({ UserId: resourceId });

export const ofStore = { IdentityStoreId: required(identityStoreId) };

/** MaxResults and NextToken. */
export const paging = {
  MaxResults: integer(1, 100),
  NextToken: text({ min: 1, max: 65_535, pattern: '[-a-zA-Z0-9+=/:_]*' }),
};

export const filters = list(
  structure({ AttributePath: required(attributePath), AttributeValue: required(sensitiveText) }),
  0,
  1,
);

export const name = structure({
  Formatted: sensitiveText,
  FamilyName: sensitiveText,
  GivenName: sensitiveText,
  MiddleName: sensitiveText,
  HonorificPrefix: sensitiveText,
  HonorificSuffix: sensitiveText,
});
const multiValue = structure({ Value: sensitiveText, Type: sensitiveText, Primary: flag });
export const multiValues = list(multiValue, 1, 1);
export const addresses = list(
  structure({
    StreetAddress: sensitiveText,
    Locality: sensitiveText,
    Region: sensitiveText,
    PostalCode: sensitiveText,
    Country: sensitiveText,
    Formatted: sensitiveText,
    Type: sensitiveText,
    Primary: flag,
  }),
  1,
  1,
);
export const photos = list(
  structure({
    Value: required(sensitiveText),
    Type: sensitiveText,
    Display: sensitiveText,
    Primary: flag,
  }),
  1,
  3,
);
