import { readYaml } from '../desired/located-yaml.ts';
import { desiredError } from '../desired/parse-desired.ts';
import { Shape } from '../desired/shape.ts';
import { type AccessAttribute, attributeProblems } from './attributes.ts';

/**
 * Reads a file of attributes for access control, YAML or JSON: `version: 1`, and `attributes` with a source for each key, or
 * `attributes: off`.
 *
 * @returns undefined where they shall be off
 * @throws WorkbenchError ERR_ACCESS_DESIRED with line and column of everything that is wrong
 */
export function parseAttributes(text: string): readonly AccessAttribute[] | undefined {
  const { root, problems } = readYaml(text);
  if (root === undefined) throw desiredError(problems);
  const shape = new Shape();
  const members = shape.members(root, 'A file of attributes', ['version', 'attributes']);
  const version = members.get('version');
  if (version?.value.kind !== 'scalar' || version.value.value !== 1)
    shape.problem(version?.value.place ?? root.place, 'It must say version: 1.');
  const given = members.get('attributes');
  if (given === undefined) shape.problem(root.place, 'It has no attributes.');
  const off = given?.value.kind === 'scalar' && (given.value.value === 'off' || given.value.value === false);
  const entries = given === undefined || off ? [] : (shape.map(given.value, 'attributes')?.entries ?? []);
  const attributes = entries.map(({ key, value }) => ({
    key,
    source: shape.filled(value, `The source of ${key}`) ?? 'x',
  }));
  for (const { at, message } of attributeProblems(attributes))
    shape.problem(entries[at]?.place ?? root.place, message);
  if (shape.problems.length > 0) throw desiredError(shape.problems);
  return off ? undefined : attributes;
}

/** @returns the file that parseAttributes reads back */
export function attributesText(attributes: readonly AccessAttribute[] | undefined): string {
  if (attributes === undefined) return 'version: 1\nattributes: off\n';
  const lines = attributes.map(({ key, source }) => `  ${JSON.stringify(key)}: ${JSON.stringify(source)}\n`);
  return `version: 1\nattributes:${lines.length === 0 ? ' {}\n' : `\n${lines.join('')}`}`;
}
