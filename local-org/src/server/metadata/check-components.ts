import { XMLValidator } from 'fast-xml-parser';
import {
  LATEST_API_VERSION,
  CHECKED_TYPES,
  checkField,
  checkShape,
  readPlacedXml,
  type PlacedElement,
  type ShapeFault,
  METADATA_TYPES
} from '../../metadata/index.ts';
import { sentPlace, type PackageComponent } from './package-content.ts';

/** What is wrong with a component. */
export interface ComponentProblem {
  readonly component: Pick<PackageComponent, 'type' | 'fullName' | 'fileName'>;
  readonly problem: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

const ROOTS: ReadonlyMap<string, string> = new Map(METADATA_TYPES.map(({ name, rootElement }) => [name, rootElement]));

/** Faults that a component has in itself: XML that is not well-formed or of another type, a missing half. */
export function checkComponent(component: PackageComponent): ComponentProblem[] {
  const problems: ComponentProblem[] = [];
  if ([...component.files.keys()].some((path) => path.split(/[/\\]/).includes('..'))) {
    return [{ component, problem: `Invalid fullName: ${component.fullName}` }];
  }
  for (const [path, content] of component.files) {
    if (path.endsWith('-meta.xml')) {
      problems.push(...checkXml(component, content.toString('utf8')));
    }
  }
  const missing = missingHalf(component);
  if (missing !== undefined) {
    problems.push({ component, problem: missing });
  }
  return problems;
}

function checkXml(component: PackageComponent, text: string): ComponentProblem[] {
  const valid = XMLValidator.validate(text);
  if (valid !== true) {
    const { msg, line, col } = valid.err;
    return [{ component, problem: `Error parsing file: ${msg}`, line, column: col }];
  }
  const root = /<([A-Za-z][\w.]*)[\s>/]/.exec(text.replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->/g, ''))?.[1];
  const wanted = component.type === 'CustomLabel' ? 'CustomLabels' : ROOTS.get(component.type);
  if (wanted === undefined) {
    return [];
  }
  return root === wanted
    ? checkContent(component, wanted, text)
    : [
        { component, problem: `Error parsing file: Element ${root ?? '(none)'} is not the root of a ${component.type}` }
      ];
}

/** Faults against the Metadata API's types. */
function checkContent(component: PackageComponent, type: string, text: string): ComponentProblem[] {
  const element = CHECKED_TYPES.has(type) ? readPlacedXml(text) : undefined;
  if (!element) {
    return [];
  }
  const version = versionFault(element, type);
  const shape = version ? [version] : checkShape(element, type);
  const faults = type === 'CustomField' && shape.length === 0 ? checkField(element) : shape;
  return faults.map(({ problem, line, column }) => ({ component, problem, ...sentPlace(component, line, column) }));
}

/** The version of a component must be one that there is. */
function versionFault(element: PlacedElement, type: string): ShapeFault | undefined {
  const at = element.children.find(({ name }) => name === 'apiVersion');
  if (!at || !(Number(at.text) > LATEST_API_VERSION)) {
    return undefined;
  }
  const problem =
    type === 'Flow' ? `The field apiVersion can't be "${at.text}".` : `Invalid version specified:${at.text}`;
  return { problem, path: `${type}/apiVersion`, line: at.line, column: at.column };
}

function missingHalf({ type, fullName, files }: PackageComponent): string | undefined {
  const has = (ending: string): boolean => [...files.keys()].some((path) => path.endsWith(ending));
  if (type === 'ApexClass' || type === 'ApexTrigger' || type === 'StaticResource') {
    const meta = has('-meta.xml');
    return meta && files.size > 1
      ? undefined
      : `${meta ? 'Source' : 'Metadata'} file is missing for the ${type} ${fullName}`;
  }
  if (type === 'LightningComponentBundle') {
    if (!has(`/${fullName}.js-meta.xml`)) {
      return `Cannot find Lightning Component Bundle ${fullName}: its js-meta.xml is missing`;
    }
    return has(`/${fullName}.js`) || has(`/${fullName}.html`) || has(`/${fullName}.css`)
      ? undefined
      : `No base file for markup://c:${fullName}`;
  }
  return undefined;
}
