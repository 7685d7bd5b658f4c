/** Template ids of directory roles, the same in every tenant: what `wids` lists. */
const TEMPLATES: ReadonlyMap<string, string> = new Map([
  ['Global Administrator', '62e90394-69f5-4237-9190-012177145e10'],
  ['Privileged Role Administrator', 'e8611ab8-c189-46e8-94f1-60213ab1f814'],
  ['Cloud Application Administrator', '158c047a-c907-4556-b7ef-446551a6b5f7'],
  ['Application Administrator', '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3'],
  ['Conditional Access Administrator', 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9'],
  ['User Administrator', 'fe930be7-5e62-47db-91af-98c3a49a38b1'],
]);

export function isDirectoryRole(name: string): boolean {
  return TEMPLATES.has(name);
}

/** @throws RangeError for a role the Lab does not know */
export function roleTemplate(name: string): string {
  const id = TEMPLATES.get(name);
  if (id === undefined) throw new RangeError(`the Lab knows no directory role ${name}`);
  return id;
}
