import { beforeAll, describe, expect, it } from 'vitest';
import { filesBelow, PRODUCT_FOLDERS } from './product-files.ts';
import { dottedName, nodesOf, type SyntaxNode } from './syntax.ts';

const files = filesBelow(PRODUCT_FOLDERS, /\.tsx?$/).filter(({ path }) => !path.endsWith('.d.ts'));

/** Members that turn text into markup or code. */
const MARKUP =
  /^(?:innerHTML|outerHTML|insertAdjacentHTML|srcdoc|createContextualFragment|setHTMLUnsafe|dangerouslySetInnerHTML)$/;
const WRITES = /(?:^|\.)document\.(?:write|writeln)$/;
const CODE = /(?:^|\.)(?:eval|Function|execScript)$/;
const TIMERS = /(?:^|\.)(?:setTimeout|setInterval|setImmediate)$/;

function isText(value: unknown): boolean {
  const { type, value: literal } = value as { type?: string; value?: unknown };
  return type === 'TemplateLiteral' || (type === 'Literal' && typeof literal === 'string');
}

/** @returns what a node does that no page may, or undefined */
function forbidden(node: SyntaxNode): string | undefined {
  const nameOfKey = (key: unknown) => dottedName(key) ?? (key as { value?: unknown } | undefined)?.value;
  switch (node.type) {
    case 'MemberExpression': {
      const property = dottedName(node)?.split('.').at(-1);
      return property !== undefined && MARKUP.test(property) ? property : undefined;
    }
    case 'Property':
    case 'JSXAttribute': {
      const name = node.type === 'Property' ? nameOfKey(node.key) : (node.name as { name?: unknown }).name;
      return MARKUP.test(String(name)) ? String(name) : undefined;
    }
    case 'CallExpression':
    case 'NewExpression': {
      const name = dottedName(node.callee);
      if (name === undefined) return undefined;
      if (CODE.test(name) || WRITES.test(name)) return name;
      const [first] = node.arguments as unknown[];
      return TIMERS.test(name) && first !== undefined && isText(first) ? `${name} of a text` : undefined;
    }
    default:
      return undefined;
  }
}

const found = (path: string, text: string): string[] =>
  nodesOf(path, text).flatMap((node) => forbidden(node) ?? []);

/** What the rules below ask of a file. */
interface Read {
  readonly path: string;
  readonly forbidden: readonly string[];
  /** Every chain of names in it, such as `shell.openExternal`. */
  readonly names: ReadonlySet<string>;
  /** What it makes with `new`. */
  readonly made: ReadonlySet<string>;
}

/** Reading a file is what takes the time, so each is read once. */
let read: readonly Read[] = [];
beforeAll(() => {
  read = files.map(({ path, text }) => {
    const nodes = nodesOf(path, text);
    const made = nodes.flatMap((node) =>
      node.type === 'NewExpression' ? (dottedName(node.callee) ?? []) : [],
    );
    return {
      path,
      forbidden: nodes.flatMap((node) => forbidden(node) ?? []),
      names: new Set(nodes.flatMap((node) => dottedName(node) ?? [])),
      made: new Set(made),
    };
  });
}, 60_000);

describe('the product turns no text into markup or code', () => {
  it('in any of its files', () => {
    expect(read.length).toBeGreaterThan(150);
    expect(read.flatMap((file) => file.forbidden.map((what) => `${file.path}: ${what}`))).toEqual([]);
  });

  it.each([
    'node.innerHTML = text;',
    "node['outerHTML'] = text;",
    "node.insertAdjacentHTML('beforeend', text);",
    'document.write(text);',
    'window.document.writeln(text);',
    'eval(text);',
    'globalThis.eval(text);',
    'new Function(text);',
    'Function(text)();',
    "setTimeout('run()', 1);",
    'window.setInterval(`run()`, 1);',
    'const view = <div dangerouslySetInnerHTML={{ __html: text }} />;',
    'const properties = { dangerouslySetInnerHTML: { __html: text } };',
    'const frame = <iframe srcdoc={text} />;',
  ])('and a planted one is seen: %s', (text) => {
    expect(found('planted.tsx', text)).toHaveLength(1);
  });
});

describe('one file', () => {
  const users = (name: RegExp): string[] =>
    read.filter(({ names }) => [...names].some((one) => name.test(one))).map(({ path }) => path);

  it('opens links in the system’s browser', () => {
    expect(users(/(?:^|\.)shell\.openExternal$/)).toEqual(['electron/main/security/external-links.ts']);
  });

  it('touches window.workbench', () => {
    expect(users(/^(?:window|globalThis)\.workbench$/)).toEqual(['renderer/bridge/workbench.ts']);
  });

  it('exposes something to the page, and two open windows: the product’s own, and that of a sign-in', () => {
    expect(users(/^contextBridge\.exposeInMainWorld$/)).toEqual(['electron/preload/index.ts']);
    const makers = read.filter(({ made }) =>
      [...made].some((name) => /BrowserWindow|WebContentsView/.test(name)),
    );
    expect(makers.map(({ path }) => path).sort()).toEqual([
      'electron/main/windows/main-window.ts',
      'electron/main/windows/sign-in-window.ts',
    ]);
  });
});

it('silences neither the compiler nor the linter without a reason', () => {
  const silent = files.filter(
    ({ text }) =>
      /@ts-(?:ignore|nocheck)|\bas any\b/.test(text) || /biome-ignore [a-zA-Z/]+\s*(?:\*\/)?$/m.test(text),
  );
  expect(silent.map(({ path }) => path)).toEqual([]);
});
