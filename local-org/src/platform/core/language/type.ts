import { platformClass, type Engine } from '../../../engine/index.ts';
import { ApexList, ApexMap, ApexSet, SObject, TypeValue } from '../../../values/index.ts';
import type { ApexType, ApexValue } from '../../../values/index.ts';
import { isSObjectType, required } from '../support.ts';
import { sObjectTypeOf } from '../sobject-type.ts';

/** Finds a type by the name that Apex code would write, or `undefined`. */
function findType(rt: Engine, name: string): ApexType | undefined {
  const text = name.replace(/\s+/g, '').toLowerCase();
  const array = /^(.+)\[\]$/.exec(text);
  if (array) {
    const element = findType(rt, array[1]!);
    return element && rt.type(`system.list<${element.key}>`);
  }
  const generic = /^(?:system\.)?(list|set|map|iterable|iterator)<(.+)>$/.exec(text);
  if (!generic) {
    return /^[\w.]+$/.test(text) ? findPlain(rt, text) : undefined;
  }
  const args = splitArguments(generic[2]!).map((argument) => findType(rt, argument));
  return args.includes(undefined)
    ? undefined
    : rt.type(`system.${generic[1]}<${args.map((argument) => argument!.key).join(',')}>`);
}

function findPlain(rt: Engine, text: string): ApexType | undefined {
  // The class library has classes of the names of standard platform events; the event is meant. Classes of the project that are named
  // as an object hide it from code, but not from this method.
  const object = rt.org.schema.object(text);
  if (object !== undefined && (object.kind === 'platformEvent' || rt.classInfo(text) !== undefined)) {
    return rt.type(`schema.${text}`);
  }
  for (const key of [text, `system.${text}`, `schema.${text}`, text.replace(/^(?:system|schema)\./, '')]) {
    const info = key.startsWith('schema.') ? rt.org.schema.object(key.slice('schema.'.length)) : rt.classInfo(key);
    if (info) {
      return rt.type(key);
    }
    try {
      return rt.type(key);
    } catch {
      // Not a type of this name; the next candidate may be.
    }
  }
  return undefined;
}

function splitArguments(text: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const char of text) {
    depth += char === '<' ? 1 : char === '>' ? -1 : 0;
    if (char === ',' && depth === 0) {
      parts.push('');
    } else {
      parts[parts.length - 1] += char;
    }
  }
  return parts;
}

function forName(rt: Engine, name: string | null): TypeValue | null {
  // The project's own namespace may stand before the names of its classes.
  const own = `${rt.org.metadata.namespace.toLowerCase()}.`;
  const isOwn = own !== '.' && name?.toLowerCase().startsWith(own) === true;
  const type =
    name === null ? undefined : ((isOwn ? findType(rt, name.slice(own.length)) : undefined) ?? findType(rt, name));
  return type ? new TypeValue(type) : null;
}

function newInstance(rt: Engine, { type }: TypeValue): ApexValue {
  if (type.key.startsWith('system.list<')) {
    return new ApexList(type);
  }
  if (type.key.startsWith('system.set<')) {
    return new ApexSet(type);
  }
  if (type.key.startsWith('system.map<')) {
    return new ApexMap(type);
  }
  const schema = isSObjectType(type) ? rt.org.schema.object(type.name) : undefined;
  return schema ? new SObject(schema.name, schema) : rt.construct(type.key, []);
}

/** Whether a variable of type `to` may hold a value of type `from`. */
export function isAssignable(rt: Engine, to: ApexType, from: ApexType): boolean {
  if (to.key === from.key || to.key === 'system.object') {
    return true;
  }
  if (to.key === 'system.sobject') {
    return isSObjectType(from);
  }
  if (to.args.length > 0 && to.args.length === from.args.length) {
    return baseOf(to) === baseOf(from) && to.args.every((arg, i) => isAssignable(rt, arg, from.args[i]!));
  }
  const info = rt.classInfo(from.key);
  if (!info) {
    return to.key === 'system.exception' && from.key.endsWith('exception');
  }
  return [info.superType, ...info.interfaces].some((key) => key !== null && isAssignable(rt, to, rt.type(key)));
}

function baseOf(type: ApexType): string {
  return type.key.slice(0, type.key.indexOf('<'));
}

export const typeClass = platformClass({
  name: 'System.Type',
  statics: {
    'forName/1': forName,
    'forName/2': (rt, namespace: string | null, name: string | null) =>
      (namespace ? forName(rt, `${namespace}.${name}`) : null) ?? (namespace ? null : forName(rt, name))
  },
  properties: {
    SObjectType: { get: (rt, self: TypeValue) => (isSObjectType(self.type) ? sObjectTypeOf(rt, self.type) : null) }
  },
  methods: {
    equals: (_rt, self: TypeValue, other: ApexValue) => other instanceof TypeValue && self.$equals(other),
    getName: (_rt, self: TypeValue) => self.type.name,
    hashCode: (_rt, self: TypeValue) => self.$hash(),
    isAssignableFrom: (rt, self: TypeValue, other: TypeValue | null) =>
      isAssignable(rt, self.type, required(rt, other).type),
    newInstance,
    toString: (_rt: Engine, self: TypeValue) => self.type.name
  }
});
