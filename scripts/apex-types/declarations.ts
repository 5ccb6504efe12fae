import type { ApexClass, ApexField, ApexMethod, ApexTypeName } from './parse-apex.ts';

const PRIMITIVES: ReadonlyMap<string, string> = new Map([
  ['string', 'string'],
  ['id', 'string'],
  ['date', 'string'],
  ['datetime', 'string'],
  ['time', 'string'],
  ['blob', 'string'],
  ['integer', 'number'],
  ['long', 'number'],
  ['double', 'number'],
  ['decimal', 'number'],
  ['boolean', 'boolean'],
  ['object', 'unknown']
]);

/** What a component may see of the Apex, by class name. */
export type ApexClasses = ReadonlyMap<string, ApexClass>;

/** Knows which class a name means, as seen from a class. */
class Resolver {
  readonly #classes: ApexClasses;
  readonly #home: ApexClass;

  constructor(classes: ApexClasses, home: ApexClass) {
    this.#classes = classes;
    this.#home = home;
  }

  /** TypeScript of an Apex type. Throws for a type that cannot cross to a component. */
  type(type: ApexTypeName): string {
    const key = type.name.toLowerCase();
    if (key === 'list' || key === 'set') {
      return `readonly ${this.#element(type.args[0]!)}[]`;
    }
    if (key === 'map') {
      return `Readonly<Record<string, ${this.type(type.args[1]!)}>>`;
    }
    return PRIMITIVES.get(key) ?? this.#userType(type.name);
  }

  #element(type: ApexTypeName): string {
    const text = this.type(type);
    return text.startsWith('readonly') ? `(${text})` : text;
  }

  #userType(name: string): string {
    const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
    const [first, second] = name.split('.') as [string, string | undefined];
    const innerHere = this.#home.inner.find((item) => same(item.name, first));
    if (!second && innerHere) {
      return innerHere.name;
    }
    const outer = [...this.#classes.values()].find((item) => same(item.name, first));
    const target = second ? outer?.inner.find((item) => same(item.name, second)) : outer;
    if (!outer || !target) {
      throw new Error(`${this.#home.name}: a component cannot receive the type ${name}`);
    }
    return outer === this.#home ? target.name : `import('apex/${outer.name}').${target.name}`;
  }
}

function comment(doc: string): string {
  return doc ? `/** ${doc} */\n` : '';
}

function fieldLine(resolver: Resolver, field: ApexField): string {
  const type = resolver.type(field.type);
  const text = field.isInitialised ? `${field.name}: ${type}` : `${field.name}?: ${type} | null`;
  return `${comment(field.doc)}${text};`;
}

function interfaceText(resolver: Resolver, type: ApexClass): string {
  const lines = type.fields.map((field) => fieldLine(resolver, field));
  return `${comment(type.doc)}export interface ${type.name} {\n${lines.join('\n')}\n}`;
}

function methodModule(resolver: Resolver, owner: string, method: ApexMethod): string {
  const parameters = method.parameters.map(({ name, type }) => `${name}: ${resolver.type(type)} | null | undefined`);
  const result = method.returnType ? resolver.type(method.returnType) : 'void';
  const kind = method.isCacheable ? 'CacheableApexMethod' : 'ApexMethod';
  return `declare module '@salesforce/apex/${owner}.${method.name}' {
import type { ${kind} } from 'apex-types';
${comment(method.doc)}const method: ${kind}<{ ${parameters.join('; ')} }, ${result}>;
export default method;
}`;
}

/**
 * The declarations for one Apex class.
 * @returns null when nothing of it is visible to a component
 */
export function declarationsOf(type: ApexClass, classes: ApexClasses): string | null {
  const resolver = new Resolver(classes, type);
  const shapes = [type, ...type.inner].filter((item) => item.fields.length > 0);
  const modules = type.methods.map((method) => methodModule(resolver, type.name, method));
  if (shapes.length > 0) {
    const interfaces = shapes.map((item) => interfaceText(resolver, item));
    modules.unshift(`declare module 'apex/${type.name}' {\n${interfaces.join('\n\n')}\n}`);
  }
  return modules.length > 0 ? modules.join('\n\n') : null;
}
