import { booleanOf, childrenOf, textOf, type XmlElement } from './xml.ts';
import type { MetadataComponent } from './project-metadata.ts';

/** An element of a flow's canvas, with the XML that says what it does. */
export interface FlowElement {
  /** `decisions`, `recordLookups` … */
  readonly kind: string;
  readonly name: string;
  readonly data: XmlElement;
}

/** A variable, by the type names of flows: `String`, `Number`, `SObject`, `Apex` … */
export interface FlowVariable {
  readonly name: string;
  readonly dataType: string;
  readonly objectType: string | null;
  readonly apexClass: string | null;
  readonly isCollection: boolean;
  readonly isInput: boolean;
  readonly isOutput: boolean;
  readonly scale: number;
  /** The default value. */
  readonly value: XmlElement | null;
}

export interface FlowDefinition {
  readonly name: string;
  readonly label: string;
  readonly apiVersion: number;
  readonly description: string | null;
  readonly processType: string;
  readonly status: string;
  /** `DefaultMode`, `SystemModeWithSharing` or `SystemModeWithoutSharing`. */
  readonly runInMode: string;
  readonly start: XmlElement;
  readonly firstElement: string | null;
  readonly triggerOrder: number | null;
  /** All by lower-case name. */
  readonly elements: ReadonlyMap<string, FlowElement>;
  readonly variables: ReadonlyMap<string, FlowVariable>;
  readonly constants: ReadonlyMap<string, XmlElement>;
  readonly formulas: ReadonlyMap<string, XmlElement>;
  readonly textTemplates: ReadonlyMap<string, XmlElement>;
}

/** Children of a flow that are no elements of its canvas. */
const RESOURCES: ReadonlySet<string> = new Set([
  'variables',
  'constants',
  'formulas',
  'textTemplates',
  'choices',
  'dynamicChoiceSets',
  'stages',
  'start',
  'processMetadataValues'
]);

function named(data: XmlElement, kind: string): Map<string, XmlElement> {
  return new Map(childrenOf(data, kind).map((item) => [(textOf(item, 'name') ?? '').toLowerCase(), item]));
}

function variableOf(data: XmlElement): FlowVariable {
  return {
    name: textOf(data, 'name') ?? '',
    dataType: textOf(data, 'dataType') ?? 'String',
    objectType: textOf(data, 'objectType') ?? null,
    apexClass: textOf(data, 'apexClass') ?? null,
    isCollection: booleanOf(data, 'isCollection'),
    isInput: booleanOf(data, 'isInput'),
    isOutput: booleanOf(data, 'isOutput'),
    scale: Number(textOf(data, 'scale') ?? 0),
    value: childrenOf(data, 'value')[0] ?? null
  };
}

function elementsOf(data: XmlElement): Map<string, FlowElement> {
  const elements = new Map<string, FlowElement>();
  for (const kind of Object.keys(data).filter((key) => !RESOURCES.has(key))) {
    for (const item of childrenOf(data, kind)) {
      const name = textOf(item, 'name');
      if (name !== undefined) {
        elements.set(name.toLowerCase(), { kind, name, data: item });
      }
    }
  }
  return elements;
}

/** Name of the element that a connector leads to. */
export function targetOf(data: XmlElement | undefined, connector: string): string | null {
  return textOf(childrenOf(data, connector)[0], 'targetReference') ?? null;
}

/** Reads a flow from its metadata. */
export function flowDefinition({ fullName, data }: MetadataComponent): FlowDefinition {
  const start = childrenOf(data, 'start')[0] ?? {};
  const order = textOf(data, 'triggerOrder');
  return {
    name: fullName,
    label: textOf(data, 'label') ?? fullName,
    apiVersion: Number(textOf(data, 'apiVersion') ?? 0),
    description: textOf(data, 'description') ?? null,
    processType: textOf(data, 'processType') ?? 'Flow',
    status: textOf(data, 'status') ?? 'Draft',
    runInMode: textOf(data, 'runInMode') ?? 'DefaultMode',
    start,
    // flows of before API 49.0 name their first element
    firstElement: textOf(data, 'startElementReference') ?? targetOf(start, 'connector'),
    triggerOrder: order === undefined ? null : Number(order),
    elements: elementsOf(data),
    variables: new Map(
      childrenOf(data, 'variables').map((item) => [(textOf(item, 'name') ?? '').toLowerCase(), variableOf(item)])
    ),
    constants: named(data, 'constants'),
    formulas: named(data, 'formulas'),
    textTemplates: named(data, 'textTemplates')
  };
}
