import { attribute, pathOf } from '../xml/query.ts';
import type { XmlElement } from '../xml/tree.ts';
import type { Judgement } from './judgement.ts';
import { advisedAssertions, type Survey } from './survey.ts';

const SHOWN = 5;

/** Paths of the first few elements. */
export function listed(
  elements: readonly XmlElement[],
  pathTo: (element: XmlElement) => string = pathOf,
): string {
  const paths = elements.slice(0, SHOWN).map(pathTo).join(', ');
  return elements.length > SHOWN ? `${paths} and ${elements.length - SHOWN} more` : paths;
}

/** Writes what a survey found into the judgement: elements in wrong places, comments in values, assertions in Advice. */
export function checkStructure(judgement: Judgement, found: Survey): void {
  const { fault } = found;
  if (fault === undefined)
    judgement.pass('structure.schema', 'Every element stands where the schema has it.');
  else {
    const more = found.faultCount - 1;
    judgement.fail(
      'structure.schema',
      more === 0 ? fault.message : `${fault.message} There are ${more} more such places.`,
      {},
      fault.element,
    );
  }
  const [stray] = found.strays;
  if (stray === undefined)
    judgement.pass('structure.stray', 'No assertion or message stands where none belongs.');
  else
    judgement.fail(
      'structure.stray',
      `${stray.local} stands where none belongs.`,
      { actual: listed(found.strays) },
      stray,
    );
  const [commented] = found.commented;
  if (commented === undefined) judgement.pass('xml.comments', 'No value holds a comment.');
  else
    judgement.warn(
      'xml.comments',
      'A comment stands inside a value. This tool reads all of the text around it; other readers stop at it.',
      { actual: listed(found.commented) },
      commented,
    );
  const advised = advisedAssertions(found.advice);
  if (advised.length === 0) judgement.pass('structure.advice', 'No assertion stands inside Advice.');
  else {
    const ids = advised
      .slice(0, SHOWN)
      .map((element) => attribute(element, 'ID') ?? attribute(element, 'AssertionID') ?? '?');
    judgement.warn(
      'structure.advice',
      `Advice holds ${advised.length === 1 ? 'an assertion' : `${advised.length} assertions`}. It is shown in the text; nothing is read from it.`,
      { actual: ids.join(', ') },
      advised[0],
    );
  }
}
