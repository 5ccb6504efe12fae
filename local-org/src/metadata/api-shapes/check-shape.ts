import { ENUM_VALUES } from './enums.ts';
import { shapeOf } from './shapes.ts';
import type { PlacedElement } from './placed-xml.ts';

/** A fault in an element of a metadata file. */
export interface ShapeFault {
  /** As the Metadata API words it. */
  readonly problem: string;
  /** Names from the root to the element. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

const XMLNS = '{http://soap.sforce.com/2006/04/metadata}';

/** What source format moves out of a file, or packaging adds. */
const SUPPLIED_ELSEWHERE: ReadonlySet<string> = new Set(['fullName', 'content', 'label']);

/**
 * Checks an element against a type of the Metadata API: unknown elements, elements of one name that are repeated or scattered, values
 * of a wrong type, required elements that are missing.
 * @param type name of the type, which is the root element's name for a component
 */
export function checkShape(element: PlacedElement, type: string, path = type): ShapeFault[] {
  const properties = shapeOf(type);
  if (!properties) {
    return [fault(element, path, `Error parsing file: the Metadata API has no type ${type}`)];
  }
  const faults: ShapeFault[] = [];
  const seen = new Set<string>();
  let previous = '';
  for (const child of element.children) {
    const where = `${path}/${child.name}`;
    const property = properties.get(child.name);
    if (property === undefined) {
      faults.push(misplaced(child, where, 'invalid', type));
      continue;
    }
    const repeats = typeof property !== 'string';
    if (seen.has(child.name) && (!repeats || child.name !== previous)) {
      faults.push(misplaced(child, where, 'is duplicated', type));
    }
    seen.add(child.name);
    previous = child.name;
    faults.push(...checkValue(child, (repeats ? property[0] : property).replace(/^\?/, ''), where, type));
  }
  for (const [name, property] of properties) {
    const required = typeof property === 'string' && !property.startsWith('?');
    if (required && !SUPPLIED_ELSEWHERE.has(name) && !seen.has(name)) {
      faults.push(fault(element, `${path}/${name}`, `Required field is missing: ${name}`));
    }
  }
  return faults;
}

function checkValue(element: PlacedElement, type: string, path: string, owner: string): ShapeFault[] {
  const { text, children } = element;
  const values = ENUM_VALUES.get(`${owner}.${element.name}`);
  switch (type) {
    case 'string':
      if (children[0]) {
        return [misplaced(children[0], `${path}/${children[0].name}`, 'invalid', 'string')];
      }
      return values && !values.values.has(text)
        ? [fault(element, path, `'${text}' is not a valid value for the enum '${values.name}'`)]
        : [];
    case 'boolean':
      return ['true', 'false', '1', '0'].includes(text)
        ? []
        : [fault(element, path, `Error parsing file: '${text}' is not a valid value for the type xsd:boolean`)];
    case 'number':
      return text !== '' && Number.isFinite(Number(text))
        ? []
        : [fault(element, path, `Error parsing file: For input string: "${text}"`)];
    case 'any':
      return [];
    default:
      return checkShape(element, type, path);
  }
}

function misplaced(element: PlacedElement, path: string, how: string, type: string): ShapeFault {
  return fault(
    element,
    path,
    `Error parsing file: Element ${XMLNS}${element.name} ${how} at this location in type ${type}`
  );
}

function fault({ line, column }: PlacedElement, path: string, problem: string): ShapeFault {
  return { problem, path, line, column };
}
