import type { Tenant } from '../../entra/directory.ts';

/** How one kind of object is shown. */
export interface ResourceType<T> {
  /** `user`, for messages. */
  readonly name: string;
  /** `users`, for @odata.context. */
  readonly set: string;
  /** Every property, those without a value as null. */
  readonly show: (one: T, tenant: Tenant) => Readonly<Record<string, unknown>>;
  /** What is answered without `$select`; everything where absent. */
  readonly byDefault?: readonly string[];
  /** Objects carry what they carry: no property is unknown. */
  readonly open?: true;
  /** Properties that are answered only where `$select` names them. */
  readonly onDemand?: Readonly<Record<string, (one: T, tenant: Tenant) => unknown>>;
  /** Relations that `$expand` may name. */
  readonly expands?: Readonly<Record<string, (one: T, tenant: Tenant) => unknown>>;
}
