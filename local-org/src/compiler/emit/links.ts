import { quote } from './typed.ts';

/**
 * What a unit takes from the program when it is loaded: operators, types, classes, platform members and constants. Each becomes one
 * `const` in the unit's preamble; `$` is the linker.
 */
export class Links {
  readonly #names = new Map<string, string>();
  readonly #operators = new Set<string>();
  readonly #lines: string[] = [];

  /** An operator of `operators` by name; answers `$name`. */
  op(name: string): string {
    this.#operators.add(name);
    return `$${name}`;
  }

  type(key: string): string {
    return this.#link('t', `$.type(${quote(key)})`);
  }

  /** A holder whose `c` is the JavaScript class. */
  classRef(key: string): string {
    return this.#link('c', `$.classRef(${quote(key)})`);
  }

  /** A function that answers the static state of a class, initialising the class first. */
  statics(key: string): string {
    return this.#link('s', `$.staticState(${quote(key)})`);
  }

  instanceMethod(typeKey: string, name: string, parameterTypes: readonly string[]): string {
    return this.#link('m', `$.instanceMethod(${quote(typeKey)}, ${quote(name)}, ${JSON.stringify(parameterTypes)})`);
  }

  /** Like `instanceMethod`, but the receiver's run-time type decides. */
  virtualMethod(typeKey: string, name: string, parameterTypes: readonly string[]): string {
    return this.#link('v', `$.virtualMethod(${quote(typeKey)}, ${quote(name)}, ${JSON.stringify(parameterTypes)})`);
  }

  staticMethod(typeKey: string, name: string, parameterTypes: readonly string[]): string {
    return this.#link('f', `$.staticMethod(${quote(typeKey)}, ${quote(name)}, ${JSON.stringify(parameterTypes)})`);
  }

  /** A static method whose first argument describes the caller. */
  callerMethod(typeKey: string, name: string, parameterTypes: readonly string[]): string {
    return this.#link('f', `$.callerMethod(${quote(typeKey)}, ${quote(name)}, ${JSON.stringify(parameterTypes)})`);
  }

  constructorOf(typeKey: string, parameterTypes: readonly string[]): string {
    return this.#link('n', `$.constructorOf(${quote(typeKey)}, ${JSON.stringify(parameterTypes)})`);
  }

  property(typeKey: string, name: string): string {
    return this.#link('p', `$.property(${quote(typeKey)}, ${quote(name)})`);
  }

  staticProperty(typeKey: string, name: string): string {
    return this.#link('g', `$.staticProperty(${quote(typeKey)}, ${quote(name)})`);
  }

  /** A function that answers a constant of an enum. */
  enumConstant(typeKey: string, name: string): string {
    return this.#link('e', `$.enumConstant(${quote(typeKey)}, ${quote(name)})`);
  }

  decimal(text: string): string {
    return this.#link('d', `$.decimal(${quote(text)})`);
  }

  double(text: string): string {
    return this.#link('d', `$.double(${quote(text)})`);
  }

  query(kind: 'soql' | 'sosl', text: string): string {
    return this.#link('q', `$.${kind}Text(${quote(text)})`);
  }

  /** Anything else that is computed once per unit. */
  other(code: string): string {
    return this.#link('x', code);
  }

  preamble(): string[] {
    const operators = [...this.#operators].sort().map((name) => `${name}: $${name}`);
    return [...(operators.length > 0 ? [`const { ${operators.join(', ')} } = $.ops;`] : []), ...this.#lines];
  }

  #link(prefix: string, code: string): string {
    let name = this.#names.get(code);
    if (name === undefined) {
      name = `$${prefix}${this.#names.size}`;
      this.#names.set(code, name);
      this.#lines.push(`const ${name} = ${code};`);
    }
    return name;
  }
}
