/**
 * A type as a signature names it, before it is interned: a qualified Apex name (`System.List`), a type variable (`$T`),
 * `void` or `null`, with type arguments.
 */
export interface TypeExpression {
  readonly name: string;
  readonly args: readonly TypeExpression[];
}

export function typeExpression(name: string, args: readonly TypeExpression[] = []): TypeExpression {
  return { name, args };
}

/** Reads `Map<Id, List<Account>>` or `String[]`, with names taken as they are. */
export function parseTypeExpression(text: string): TypeExpression {
  let at = 0;
  const read = (): TypeExpression => {
    const start = at;
    while (at < text.length && !'<>,['.includes(text[at] ?? '')) {
      at++;
    }
    const name = text.slice(start, at).trim();
    const args: TypeExpression[] = [];
    if (text[at] === '<') {
      do {
        at++;
        args.push(read());
      } while (text[at] === ',');
      at++;
    }
    let type = typeExpression(name, args);
    while (text[at] === '[') {
      at += 2;
      type = typeExpression('System.List', [type]);
    }
    return type;
  };
  return read();
}

/** Replaces type variables (`$T`) by the arguments of the type they belong to. */
export function substitute(type: TypeExpression, bindings: ReadonlyMap<string, TypeExpression>): TypeExpression {
  const bound = bindings.get(type.name);
  if (bound !== undefined) {
    return bound;
  }
  return type.args.length === 0
    ? type
    : typeExpression(
        type.name,
        type.args.map((arg) => substitute(arg, bindings))
      );
}
