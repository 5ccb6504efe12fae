/**
 * Checks metadata files against the Metadata API's own types, as jsforce carries them from the WSDL: unknown elements, missing required
 * ones, wrong value types, repeated or scattered elements. A real deployment rejects each of these.
 */
import { createRequire } from 'node:module';
import type { Element } from './xml.ts';

type Property = string | readonly [string];

interface Shape {
  readonly type: string;
  readonly props: Readonly<Record<string, Property>>;
  readonly extends?: string;
}

const require = createRequire(import.meta.url);
const { ApiSchemas } = require('jsforce/lib/api/metadata/schema.js') as { ApiSchemas: Readonly<Record<string, Shape>> };

/** Elements that the decomposed source format moves out of a file, or that the packaging step adds. */
const SUPPLIED_ELSEWHERE: ReadonlySet<string> = new Set(['fullName', 'content', 'label']);

/** What the Metadata API Developer Guide documents but the WSDL copy in jsforce does not have. */
const NEWER: Readonly<Record<string, Shape>> = {
  // the WSDL calls it text; it is a tree of its own
  LightningComponentBundle: { type: 'LightningComponentBundle', props: { targetConfigs: '?any' } },
  FlexiPageRegion: { type: 'FlexiPageRegion', props: { itemInstances: ['ItemInstance'] } },
  ItemInstance: {
    type: 'ItemInstance',
    props: { componentInstance: '?ComponentInstance', fieldInstance: '?FieldInstance' }
  },
  ComponentInstance: { type: 'ComponentInstance', props: { identifier: '?string' } },
  FieldInstance: {
    type: 'FieldInstance',
    props: { fieldInstanceProperties: ['ComponentInstanceProperty'], fieldItem: 'string', identifier: '?string' }
  },
  CustomPermission: { type: 'CustomPermission', props: { isLicensed: 'boolean' } },
  CustomApplication: { type: 'CustomApplication', props: { isNavTabPersistenceDisabled: '?boolean' } },
  PlatformEventSubscriberConfig: {
    type: 'PlatformEventSubscriberConfig',
    props: {
      batchSize: '?number',
      isProtected: '?boolean',
      masterLabel: 'string',
      numPartitions: '?number',
      partitionKey: '?string',
      platformEventConsumer: 'string',
      user: '?string'
    },
    extends: 'Metadata'
  }
};

function propertiesOf(type: string): Record<string, Property> {
  const shape = ApiSchemas[type] ?? NEWER[type];
  const inherited = shape.extends ? propertiesOf(shape.extends) : {};
  return { ...inherited, ...shape.props, ...NEWER[type]?.props };
}

/** @returns one sentence per fault, each with the path of the element */
export function checkShape(element: Element, type: string, path = type): string[] {
  if (!(type in ApiSchemas) && !(type in NEWER)) {
    return [`${path}: the Metadata API has no type ${type}`];
  }
  const properties = propertiesOf(type);
  const faults: string[] = [];
  const closed = new Set<string>();
  let previous = '';
  element.children.forEach((child) => {
    const where = `${path}/${child.name}`;
    const property = properties[child.name];
    if (property === undefined) {
      faults.push(`${where}: unknown element of ${type}`);
      return;
    }
    const repeats = typeof property !== 'string';
    if (child.name === previous && !repeats) {
      faults.push(`${where}: may stand only once`);
    } else if (child.name !== previous && closed.has(child.name)) {
      faults.push(`${where}: elements of one name must stand together`);
    }
    if (previous && child.name !== previous) {
      closed.add(previous);
    }
    previous = child.name;
    faults.push(...checkValue(child, (repeats ? property[0] : property).replace(/^\?/, ''), where));
  });
  for (const [name, property] of Object.entries(properties)) {
    const required = typeof property === 'string' && !property.startsWith('?');
    if (required && !SUPPLIED_ELSEWHERE.has(name) && !element.children.some((child) => child.name === name)) {
      faults.push(`${path}: ${name} is missing`);
    }
  }
  return faults;
}

function checkValue(element: Element, type: string, path: string): string[] {
  switch (type) {
    case 'string':
      return element.children.length > 0 ? [`${path}: text expected`] : [];
    case 'boolean':
      return element.text === 'true' || element.text === 'false'
        ? []
        : [`${path}: true or false expected, not "${element.text}"`];
    case 'number':
      return element.text !== '' && Number.isFinite(Number(element.text))
        ? []
        : [`${path}: a number expected, not "${element.text}"`];
    case 'any':
      return [];
    default:
      return checkShape(element, type, path);
  }
}
