import { anything, required, type Shape, structure } from '../protocol/shape.ts';
import { invalid } from './lookup.ts';
import { attributePath, externalIdPart } from './members.ts';

/** Finds a user or group by something else than its id: exactly one of the two. */
export interface AlternateIdentifier {
  readonly ExternalId?: { readonly Issuer: string; readonly Id: string };
  readonly UniqueAttribute?: { readonly AttributePath: string; readonly AttributeValue: unknown };
}

const union = structure({
  ExternalId: structure({ Issuer: required(externalIdPart), Id: required(externalIdPart) }),
  UniqueAttribute: structure({ AttributePath: required(attributePath), AttributeValue: required(anything) }),
});

export const alternateIdentifier: Shape<AlternateIdentifier> = (value, at, problems) => {
  const read = union(value, at, problems) as AlternateIdentifier;
  if ((read.ExternalId === undefined) === (read.UniqueAttribute === undefined))
    throw invalid('AlternateIdentifier must have exactly one of ExternalId and UniqueAttribute.');
  return read;
};
