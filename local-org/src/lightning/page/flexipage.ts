import { nodes, textOf, texts, type XmlNode } from '../metadata-source.ts';

/** One condition of a component's visibility. */
export interface VisibilityCriterion {
  /** `{!Record.Field__c}`, `{!$Permission.CustomPermission.Name}`, `{!$Client.formFactor}`… */
  readonly left: string;
  readonly operator: string;
  readonly right: string;
}

export interface VisibilityRule {
  readonly criteria: readonly VisibilityCriterion[];
  /** `1 AND (2 OR 3)`; all conditions must hold without it. */
  readonly booleanFilter?: string;
}

export interface FlexiComponent {
  readonly kind: 'component';
  readonly name: string;
  readonly identifier: string;
  readonly properties: Readonly<Record<string, string | readonly string[]>>;
  readonly visibility?: VisibilityRule;
}

export interface FlexiField {
  readonly kind: 'field';
  /** Path from the record: `Name`, `Account.Name`. */
  readonly path: string;
  readonly visibility?: VisibilityRule;
}

export interface FlexiRegion {
  readonly name: string;
  readonly isFacet: boolean;
  readonly items: readonly (FlexiComponent | FlexiField)[];
}

export interface FlexiPage {
  readonly label: string;
  readonly type: string;
  readonly objectName: string | undefined;
  readonly template: string;
  readonly regions: ReadonlyMap<string, FlexiRegion>;
}

/** Reads a FlexiPage's XML, in the old shape (`componentInstances`) and the new (`itemInstances`). */
export function readFlexiPage(xml: XmlNode): FlexiPage {
  const regions = new Map<string, FlexiRegion>();
  for (const region of nodes(xml.flexiPageRegions)) {
    const name = textOf(region.name) ?? '';
    const items = [
      ...nodes(region.componentInstances).map(readComponent),
      ...nodes(region.itemInstances).flatMap((item) => [
        ...nodes(item.componentInstance).map(readComponent),
        ...nodes(item.fieldInstance).map(readField)
      ])
    ];
    regions.set(name, { name, isFacet: textOf(region.type) === 'Facet', items });
  }
  const template = nodes(xml.template)[0];
  return {
    label: textOf(xml.masterLabel) ?? '',
    type: textOf(xml.type) ?? 'RecordPage',
    objectName: textOf(xml.sobjectType),
    template: textOf(template?.name) ?? textOf(xml.pageTemplate) ?? '',
    regions
  };
}

function readComponent(xml: XmlNode): FlexiComponent {
  const properties: Record<string, string | readonly string[]> = {};
  for (const property of nodes(xml.componentInstanceProperties)) {
    const name = textOf(property.name);
    if (!name) continue;
    const list = nodes(property.valueList)[0];
    properties[name] = list
      ? nodes(list.valueListItems).flatMap((item) => texts(item.value))
      : (textOf(property.value) ?? '');
  }
  const name = textOf(xml.componentName) ?? '';
  const rule = readRule(xml.visibilityRule);
  return {
    kind: 'component',
    name,
    identifier: textOf(xml.identifier) ?? name,
    properties,
    ...(rule ? { visibility: rule } : {})
  };
}

function readField(xml: XmlNode): FlexiField {
  const rule = readRule(xml.visibilityRule);
  return {
    kind: 'field',
    path: (textOf(xml.fieldItem) ?? '').replace(/^Record\./, ''),
    ...(rule ? { visibility: rule } : {})
  };
}

function readRule(value: unknown): VisibilityRule | undefined {
  const rule = nodes(value)[0];
  if (!rule) return undefined;
  const criteria = nodes(rule.criteria).map((criterion) => ({
    left: textOf(criterion.leftValue) ?? '',
    operator: textOf(criterion.operator) ?? 'EQUAL',
    right: textOf(criterion.rightValue) ?? ''
  }));
  const booleanFilter = textOf(rule.booleanFilter);
  return { criteria, ...(booleanFilter ? { booleanFilter } : {}) };
}
