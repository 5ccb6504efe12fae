import {
  type Engine,
  platformClass,
  type PlatformClass,
  type PlatformMethod,
  type PlatformProperty
} from '../engine/index.ts';
import { ApexDatetime, ApexList, ApexMap, PlatformObject } from '../values/index.ts';
import type { ApexValue } from '../values/index.ts';
import type { PlatformTypes, PlatformTypeSignature, TypeExpression } from '../types/index.ts';

/** Namespaces whose classes only hold values. */
const NAMESPACE = /^metadata\.(?!operations$|deploycontainer$)/;
const CLASSES: ReadonlySet<string> = new Set([
  'eventbus.changeeventheader',
  'approval.processresult',
  'visualeditor.designtimepagecontext'
]);

/** Whether the class does nothing but hold what its signature lists. */
export function isPlain(typeKey: string): boolean {
  return NAMESPACE.test(typeKey) || CLASSES.has(typeKey);
}

/** An object of a class that holds values: what was set, by lower-case name, in the order of the class's fields. */
export class PlainObject extends PlatformObject {
  readonly $type: string;
  readonly values = new Map<string, ApexValue>();
  readonly #names: readonly string[];

  constructor(type: string, names: readonly string[]) {
    super();
    this.$type = type;
    this.#names = names;
  }

  $json(): Iterable<readonly [string, ApexValue]> {
    return this.#names.map((name) => [camelCase(name), this.values.get(name.toLowerCase()) ?? null]);
  }
}

function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function typeKey({ name, args }: TypeExpression): string {
  return name.toLowerCase() + (args.length > 0 ? `<${args.map(typeKey).join(',')}>` : '');
}

/** Gives a value that JSON has the type of the field: texts of enums and dates, whole numbers, lists and objects. */
function typed(rt: Engine, value: ApexValue, type: TypeExpression): ApexValue {
  const key = typeKey(type);
  const [element] = type.args;
  if (value instanceof ApexList && element !== undefined) {
    return new ApexList(
      rt.type(key),
      value.items.map((item) => typed(rt, item, element))
    );
  }
  if (value instanceof ApexMap) {
    return key === 'system.object' ? value : rt.invokeStatic(key, 'fromJson', [value]);
  }
  if (key === 'system.long' && typeof value === 'number') {
    return BigInt(value);
  }
  if (typeof value === 'string' && !key.startsWith('system.')) {
    return rt.enumValue(key, value);
  }
  return typeof value === 'string' && key === 'system.datetime' ? new ApexDatetime(Date.parse(value)) : value;
}

/** The fields of the class and of what it extends, those of the base first. */
function fieldsOf(signature: PlatformTypeSignature, types: PlatformTypes): PlatformTypeSignature['fields'] {
  const base = signature.superType === null ? undefined : types.get(signature.superType.name.toLowerCase());
  return [...(base === undefined ? [] : fieldsOf(base, types)), ...signature.fields.filter((field) => !field.isStatic)];
}

/**
 * A class that only holds values, made from its signature: a property and, where the signature has them, getters and setters for each
 * field; JSON reads and writes it. Lists of the namespace Metadata are empty to begin with, as they are on the platform.
 */
export function plainClass(signature: PlatformTypeSignature, types: PlatformTypes): PlatformClass {
  const key = signature.name.toLowerCase();
  const fields = fieldsOf(signature, types);
  const properties: Record<string, PlatformProperty<PlainObject>> = {};
  const methods: Record<string, PlatformMethod> = {};
  const declared = new Set(signature.methods.map((method) => method.name.toLowerCase()));
  const startsEmpty = key.startsWith('metadata.');
  const create = (rt: Engine): PlainObject => {
    const object = new PlainObject(
      key,
      fields.map(({ name }) => name)
    );
    for (const { name, type } of startsEmpty ? fields : []) {
      if (type.name === 'System.List') {
        object.values.set(name.toLowerCase(), new ApexList(rt.type(typeKey(type))));
      }
    }
    return object;
  };
  for (const { name, type } of fields) {
    const at = name.toLowerCase();
    const absent = type.name === 'System.Boolean' && !startsEmpty ? false : null;
    const get = (_rt: Engine, self: PlainObject): ApexValue => self.values.get(at) ?? absent;
    const set = (_rt: Engine, self: PlainObject, value: ApexValue): void => void self.values.set(at, value);
    properties[name] = { get, set: set as (rt: Engine, self: PlainObject, value: never) => void };
    for (const [prefix, member] of [
      ['get', get],
      ['is', get],
      ['set', set]
    ] as const) {
      if (declared.has(prefix + at)) {
        methods[prefix + at] = member as PlatformMethod;
      }
    }
  }
  return platformClass({
    name: signature.name,
    constructors: { 'new/0': create },
    properties: properties as Record<string, PlatformProperty>,
    methods,
    statics: {
      fromJson: (rt, map: ApexMap) => {
        const object = create(rt);
        const byName = new Map(fields.map(({ name, type }) => [name.toLowerCase(), type]));
        for (const [name, value] of map.entries()) {
          const type = byName.get(String(name).toLowerCase());
          if (type !== undefined) {
            object.values.set(String(name).toLowerCase(), typed(rt, value, type));
          }
        }
        return object;
      }
    }
  });
}
