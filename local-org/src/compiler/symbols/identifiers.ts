/** Words that the Apex Developer Guide reserves: no variable, parameter, field or property may have such a name. */
const RESERVED = new Set(
  (
    'abstract activate and any array as asc autonomous begin bigdecimal blob boolean break bulk by byte case cast catch char class ' +
    'collect commit const continue currency date datetime decimal default delete desc do double else end enum exception exit export ' +
    'extends false final finally float for from global goto group having hint if implements import in inner insert instanceof int ' +
    'integer interface into join like limit list long loop map merge new not null nulls number object of on or outer override package ' +
    'parallel pragma private protected public retrieve return rollback select set short sobject sort static string super switch ' +
    'synchronized system testmethod then throw time transaction trigger true try undelete update upsert using virtual void webservice ' +
    'when where while'
  ).split(' ')
);

/** Why a name may not be used for a variable; undefined if it may. */
export function identifierProblem(name: string): string | undefined {
  if (RESERVED.has(name.toLowerCase())) {
    return `Identifier name is reserved: ${name}`;
  }
  if (name.length > 255) {
    return `Identifier name is too long: ${name}`;
  }
  if (name.includes('__') || name.startsWith('_') || name.endsWith('_')) {
    return `Invalid identifier: ${name}. Apex identifiers must start with an ASCII letter, and contain neither consecutive nor trailing underscores.`;
  }
  return undefined;
}

/** Names that no class, interface or enum may have, beside what nobody may be called. */
const RESERVED_TYPES = new Set(['inner']);

/** Why a type may not have a name; undefined if it may. */
export function typeNameProblem(name: string): string | undefined {
  if (RESERVED_TYPES.has(name.toLowerCase())) {
    return `Identifier type is reserved: ${name}`;
  }
  return name.length > 255 ? `Identifier name is too long: ${name}` : undefined;
}
