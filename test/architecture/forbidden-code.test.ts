import { describe, expect, it } from 'vitest';
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

describe('the product turns no text into markup or code', () => {
  it('in any of its files', () => {
    expect(files.length).toBeGreaterThan(150);
    expect(files.flatMap(({ path, text }) => found(path, text).map((what) => `${path}: ${what}`))).toEqual(
      [],
    );
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
    files
      .filter(({ path, text }) => nodesOf(path, text).some((node) => name.test(dottedName(node) ?? '')))
      .map(({ path }) => path);

  it('opens links in the system’s browser', () => {
    expect(users(/(?:^|\.)shell\.openExternal$/)).toEqual(['electron/main/security/external-links.ts']);
  });

  it('touches window.workbench', () => {
    expect(users(/^(?:window|globalThis)\.workbench$/)).toEqual(['renderer/bridge/workbench.ts']);
  });

  it('exposes something to the page, and one opens each kind of window', () => {
    expect(users(/^contextBridge\.exposeInMainWorld$/)).toEqual(['electron/preload/index.ts']);
    const makers = files.filter(({ path, text }) =>
      nodesOf(path, text).some(
        (node) =>
          node.type === 'NewExpression' &&
          /BrowserWindow|WebContentsView/.test(dottedName(node.callee) ?? ''),
      ),
    );
    expect(makers.map(({ path }) => path)).toEqual([
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
