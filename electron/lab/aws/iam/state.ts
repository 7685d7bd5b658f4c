/** A policy that belongs to an account: what a customer managed policy reference of a permission set needs there. */
export interface CustomerPolicy {
  /** `arn:aws:iam::<account>:policy/<path><name>` */
  readonly arn: string;
  readonly name: string;
  /** `/` or `/team/` */
  readonly path: string;
  readonly accountId: string;
  readonly policyId: string;
  readonly document: string;
  readonly description?: string;
  readonly createdAt: number;
  readonly tags: Map<string, string>;
}
