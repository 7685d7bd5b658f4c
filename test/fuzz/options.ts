/** Reads `--name N` from a run's arguments. */
export function numberOption(args: readonly string[], name: string, otherwise: number): number {
  const at = args.indexOf(name);
  const given = at < 0 ? Number.NaN : Number(args[at + 1]);
  return Number.isSafeInteger(given) ? given : otherwise;
}
