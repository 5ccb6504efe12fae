import { typeExpression, type TypeExpression } from './type-expression.ts';
import { table } from '../common/index.ts';

const ROOT = 'com/nawforce/runforce/';

/** Apex names of the helper types that the signature jars use for what has no Java counterpart. */
const INTERNAL: Readonly<Record<string, string>> = table({
  object$: 'System.Object',
  any$: 'System.Object',
  null$: 'null',
  interface$: 'System.Object',
  sobjecttype$: 'Schema.SObjectType',
  describesobjectresult$: 'Schema.DescribeSObjectResult'
});

/** `toString$` → `toString`: a name that would clash with Java's ends in `$`. */
export function stripCollision(name: string): string {
  return name.length > 1 && name.endsWith('$') ? name.slice(0, -1) : name;
}

/** `com/nawforce/runforce/Schema/Location$Foo` → `Schema.Location.Foo`; undefined for a class that is not Apex's. */
export function apexName(javaName: string): string | undefined {
  if (!javaName.startsWith(ROOT)) {
    return undefined;
  }
  const [namespace = '', ...rest] = javaName.slice(ROOT.length).split('/');
  const name = rest.join('.').replace(/\$(?=.)/g, '.');
  return `${namespace}.${namespace === 'Internal' ? name : stripCollision(name)}`;
}

function toExpression(javaName: string, args: TypeExpression[]): TypeExpression {
  const name = apexName(javaName);
  if (name === undefined) {
    return typeExpression(javaName === 'java/lang/String' ? 'System.String' : 'System.Object');
  }
  if (name.startsWith('Internal.')) {
    const internal = name.slice('Internal.'.length);
    if (internal === 'RecordSet$') {
      return typeExpression('System.List', args);
    }
    return typeExpression(INTERNAL[internal.toLowerCase()] ?? `Internal.${internal}`);
  }
  if (name === 'SObjects.Address' || name === 'SObjects.Location') {
    return typeExpression(`System.${name.slice('SObjects.'.length)}`);
  }
  return name.startsWith('SObjects.') || name.startsWith('SObjectStubs.')
    ? typeExpression(`Schema.${name.slice(name.indexOf('.') + 1)}`)
    : typeExpression(name, args);
}

const PRIMITIVES: Readonly<Record<string, string>> = table({
  V: 'void',
  Z: 'System.Boolean',
  I: 'System.Integer',
  J: 'System.Long',
  D: 'System.Double'
});

/** Reads types out of a Java generic signature, from left to right. */
export class SignatureReader {
  #at: number;
  readonly #text: string;

  constructor(text: string, at = 0) {
    this.#text = text;
    this.#at = at;
  }

  /** Skips `<T:Ljava/lang/Object;>` of a generic declaration and answers the names of the type parameters. */
  typeParameters(): string[] {
    const names: string[] = [];
    if (this.#text[this.#at] !== '<') {
      return names;
    }
    this.#at++;
    while (this.#text[this.#at] !== '>') {
      const colon = this.#text.indexOf(':', this.#at);
      names.push(this.#text.slice(this.#at, colon));
      this.#at = colon;
      while (this.#text[this.#at] === ':') {
        this.#at++;
        if (this.#text[this.#at] !== ':') {
          this.type();
        }
      }
    }
    this.#at++;
    return names;
  }

  parameters(): TypeExpression[] {
    const types: TypeExpression[] = [];
    this.#at++;
    while (this.#text[this.#at] !== ')') {
      types.push(this.type());
    }
    this.#at++;
    return types;
  }

  /** True when everything has been read. */
  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  type(): TypeExpression {
    const code = this.#text[this.#at++] ?? '';
    if (code === '[') {
      return typeExpression('System.List', [this.type()]);
    }
    if (code === 'T') {
      const end = this.#text.indexOf(';', this.#at);
      const name = this.#text.slice(this.#at, end);
      this.#at = end + 1;
      return typeExpression(`$${name}`);
    }
    if (code !== 'L') {
      return typeExpression(PRIMITIVES[code] ?? 'System.Object');
    }
    const start = this.#at;
    while (!';<'.includes(this.#text[this.#at] ?? ';')) {
      this.#at++;
    }
    let name = this.#text.slice(start, this.#at);
    const args = this.#text[this.#at] === '<' ? this.#typeArguments() : [];
    while (this.#text[this.#at] === '.') {
      const from = this.#at + 1;
      while (!';<'.includes(this.#text[this.#at] ?? ';')) {
        this.#at++;
      }
      name += `$${this.#text.slice(from, this.#at)}`;
    }
    this.#at++;
    return toExpression(name, args);
  }

  #typeArguments(): TypeExpression[] {
    const args: TypeExpression[] = [];
    this.#at++;
    while (this.#text[this.#at] !== '>') {
      if (this.#text[this.#at] === '*') {
        this.#at++;
        args.push(typeExpression('System.Object'));
        continue;
      }
      if ('+-'.includes(this.#text[this.#at] ?? '')) {
        this.#at++;
      }
      args.push(this.type());
    }
    this.#at++;
    return args;
  }
}
