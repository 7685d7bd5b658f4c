import type { MessageView, TextRange } from '../inspector/report.ts';
import { CheckList, type CheckValues } from '../rules/check-list.ts';
import type { XmlDocument, XmlElement } from '../xml/tree.ts';
import { SAML_RULES, type SamlRuleId } from './rules.ts';

interface ViewDraft {
  readonly title: string;
  readonly text: string;
  readonly signed: TextRange[];
  readonly places: (TextRange & { checkId: string })[];
}

interface KnownTree {
  readonly view: ViewDraft;
  /** The element of the view's own document that an element of this tree was made from. */
  readonly originalOf: (element: XmlElement) => XmlElement;
}

function rootOf(element: XmlElement): XmlElement {
  let at = element;
  while (at.parent !== undefined) at = at.parent;
  return at;
}

/** The verdict of one message in the making: its checks, and where in its text each of them found what it speaks of. */
export class Judgement {
  readonly checks: CheckList<SamlRuleId>;
  readonly #views: ViewDraft[] = [];
  readonly #trees = new Map<XmlElement, KnownTree>();
  readonly #notAsked: string[] = [];
  readonly #said = new Set<string>();

  constructor(options: { readonly strict: boolean }) {
    this.checks = new CheckList(SAML_RULES, options);
  }

  /** Makes a document part of what is shown, so that checks can point into it. */
  show(title: string, document: Pick<XmlDocument, 'root' | 'text'>): void {
    const view: ViewDraft = { title, text: document.text, signed: [], places: [] };
    this.#views.push(view);
    this.#trees.set(document.root, { view, originalOf: (element) => element });
  }

  /** A text without a tree: a document that was refused. */
  showText(title: string, text: string, place: TextRange & { checkId: string }): void {
    this.#views.push({ title, text, signed: [], places: [place] });
  }

  /**
   * Makes known that a tree was read from signed bytes of a document already shown.
   *
   * @param origin the element the whole tree stands for
   */
  derive(root: XmlElement, origin: XmlElement, originalOf: (element: XmlElement) => XmlElement): void {
    const known = this.#trees.get(rootOf(origin));
    if (known === undefined) return;
    this.#trees.set(root, {
      view: known.view,
      originalOf: (element) => known.originalOf(originalOf(element)),
    });
  }

  /** Marks an element as covered by a trusted signature. */
  markSigned(element: XmlElement): void {
    const known = this.#trees.get(rootOf(element));
    if (known === undefined) return;
    const { start, end } = known.originalOf(element);
    known.view.signed.push({ start, end });
  }

  pass(id: SamlRuleId, message: string, values?: CheckValues): void {
    this.checks.pass(id, message, values);
  }

  /** @param at the element that is wrong */
  fail(id: SamlRuleId, message: string, values?: CheckValues, at?: XmlElement): void {
    this.checks.fail(id, message, values);
    this.#mark(id, at);
  }

  /** @param at the element that deserves a look */
  warn(id: SamlRuleId, message: string, values?: CheckValues, at?: XmlElement): void {
    this.checks.warn(id, message, values);
    this.#mark(id, at);
  }

  notChecked(id: SamlRuleId, message: string, values?: CheckValues): void {
    this.checks.notChecked(id, message, values);
  }

  /** A comparison nobody asked for, which the summary and `notChecked` name. */
  notAsked(id: SamlRuleId, message: string, actual: string | undefined): void {
    this.#notAsked.push(id);
    this.checks.notChecked(id, message, actual === undefined ? {} : { actual });
  }

  /** True the first time only: for what would be said once a signature and is worth saying once a message. */
  first(what: string): boolean {
    if (this.#said.has(what)) return false;
    this.#said.add(what);
    return true;
  }

  get questionsNotAsked(): readonly string[] {
    return this.#notAsked;
  }

  views(): MessageView[] {
    return this.#views.map((view) => ({ ...view, language: 'xml' as const }));
  }

  #mark(checkId: string, at: XmlElement | undefined): void {
    if (at === undefined) return;
    const known = this.#trees.get(rootOf(at));
    if (known === undefined) return;
    const original = known.originalOf(at);
    // The start tag alone: marking an element whole would colour everything below it.
    const end = original.children.some((node) => node.kind === 'element')
      ? original.startTagEnd
      : original.end;
    known.view.places.push({ start: original.start, end, checkId });
  }
}
