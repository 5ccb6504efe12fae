/** What the project asks of its fields beyond what a deployment does. */
import { childText, type Element } from './xml.ts';

/**
 * @param element the root of a *.field-meta.xml file
 * @returns one sentence per fault
 */
export function checkField(element: Element): string[] {
  return ['label', 'description', 'inlineHelpText']
    .filter((name) => !childText(element, name))
    .map((name) => `${name} is missing`);
}
