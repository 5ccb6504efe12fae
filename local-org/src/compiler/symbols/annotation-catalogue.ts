import { table } from '../../common/index.ts';

/** Where an annotation may stand and which properties it takes, by its lower-case name. `boolean` properties take `true` or `false`. */
export interface AnnotationRule {
  /** The name as messages print it. */
  readonly name: string;
  readonly targets: ReadonlySet<AnnotationTarget>;
  readonly properties: Readonly<Record<string, 'text' | 'boolean'>>;
}

export type AnnotationTarget = 'class' | 'interface' | 'enum' | 'method' | 'field' | 'property' | 'constructor';

/** What messages call several of a target. */
export const PLURALS: Readonly<Record<AnnotationTarget, string>> = table({
  class: 'classes',
  interface: 'interfaces',
  enum: 'enums',
  method: 'methods',
  field: 'fields',
  property: 'properties',
  constructor: 'constructors'
});

const EVERYWHERE = Object.keys(PLURALS).join(' ');

const RULES: readonly (readonly [name: string, targets: string, properties?: AnnotationRule['properties']])[] = [
  ['AuraEnabled', 'method field property', { cacheable: 'boolean', continuation: 'boolean', scope: 'text' }],
  ['Deprecated', EVERYWHERE],
  ['Future', 'method', { callout: 'boolean', limits: 'text' }],
  ['HttpDelete', 'method'],
  ['HttpGet', 'method'],
  ['HttpPatch', 'method'],
  ['HttpPost', 'method'],
  ['HttpPut', 'method'],
  [
    'InvocableMethod',
    'method',
    {
      callout: 'boolean',
      capabilitytype: 'text',
      category: 'text',
      configurationeditor: 'text',
      description: 'text',
      iconname: 'text',
      label: 'text'
    }
  ],
  [
    'InvocableVariable',
    'field',
    { defaultvalue: 'text', description: 'text', label: 'text', placeholdertext: 'text', required: 'boolean' }
  ],
  [
    'IsTest',
    'class method',
    { critical: 'boolean', isparallel: 'boolean', oninstall: 'boolean', seealldata: 'boolean', testfor: 'text' }
  ],
  ['JsonAccess', 'class', { deserializable: 'text', serializable: 'text' }],
  ['NamespaceAccessible', EVERYWHERE],
  ['ReadOnly', 'method', { usereplica: 'text' }],
  ['RemoteAction', 'method'],
  ['RestResource', 'class', { urlmapping: 'text' }],
  ['SuppressWarnings', EVERYWHERE, { value: 'text' }],
  ['TestSetup', 'method'],
  ['TestVisible', EVERYWHERE]
];

export const ANNOTATIONS: ReadonlyMap<string, AnnotationRule> = new Map(
  RULES.map(([name, targets, properties = {}]) => [
    name.toLowerCase(),
    { name, targets: new Set(targets.split(' ') as AnnotationTarget[]), properties }
  ])
);
