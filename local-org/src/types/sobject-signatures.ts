import { ACC_STATIC, parseClassFile } from './class-file.ts';
import { JarFile } from './jar-file.ts';
import { SignatureReader, stripCollision } from './java-signature.ts';
import { table } from '../common/index.ts';

/** A field of a standard object as the compiler knows it; the jar has neither lengths nor picklist values. */
export interface SObjectFieldSignature {
  readonly name: string;
  /**
   * `field`: `type` is the Apex type (`Id`, `String`, `Boolean`, `Integer`, `Long`, `Decimal`, `Double`, `Date`, `Datetime`, `Time`, `Blob`,
   * `Address`, `Location`). `parent`: `type` is the parent object (`SObject` if it may be of several types). `children`: `type` is the
   * child object.
   */
  readonly kind: 'field' | 'parent' | 'children';
  readonly type: string;
}

export interface SObjectSignature {
  readonly name: string;
  readonly fields: readonly SObjectFieldSignature[];
}

const FOLDER = 'com/nawforce/runforce/SObjects/';
const NOT_FIELDS = new Set(['fields', 'rowcause']);
const COMPOUND = new Set(['Address', 'Location']);

/** What the jar has as plain text although the Object Reference lists a relationship: lower-case object → relationship → its target. */
const RELATIONSHIPS: Readonly<Record<string, Readonly<Record<string, string>>>> = table({
  flowdefinitionview: table({ TriggerObjectOrEvent: 'EntityDefinition' })
});

/** The fields with the relationships that the jar lacks. */
function completed(object: string, fields: readonly SObjectFieldSignature[]): readonly SObjectFieldSignature[] {
  const names = new Set(fields.map(({ name }) => name));
  // The compound types share their names with objects, which the jar lacks: beside the id of such a record stands the record.
  const told = fields.map((field): SObjectFieldSignature =>
    COMPOUND.has(field.type) && names.has(`${field.name}Id`)
      ? { name: field.name, kind: 'parent', type: 'SObject' }
      : field
  );
  return Object.entries(RELATIONSHIPS[object.toLowerCase()] ?? {}).reduce<readonly SObjectFieldSignature[]>(
    (known, [name, type]) => [
      ...known.map((field) => (field.name === `${name}Id` ? { ...field, type: 'Id' } : field)),
      { name, kind: 'parent', type }
    ],
    told
  );
}

function fieldSignature(name: string, signature: string): SObjectFieldSignature {
  const type = new SignatureReader(signature).type();
  const simple = (qualified: string): string => qualified.slice(qualified.indexOf('.') + 1);
  const element = type.args[0];
  if (type.name === 'System.List' && element !== undefined) {
    if (element.name.startsWith('System.') && element.name !== 'System.SObject') {
      return { name, kind: 'field', type: 'Object' };
    }
    return { name, kind: 'children', type: simple(element.name) };
  }
  const isParent =
    (type.name.startsWith('Schema.') || type.name === 'System.SObject') && !COMPOUND.has(simple(type.name));
  return { name, kind: isParent ? 'parent' : 'field', type: simple(type.name) };
}

/** Field signatures of the standard objects, read from the jar when asked for. */
export class SObjectSignatures {
  readonly #jar: JarFile;
  readonly #entries = new Map<string, string>();
  readonly #cache = new Map<string, SObjectSignature>();

  constructor(jar: JarFile) {
    this.#jar = jar;
    for (const entry of jar.names()) {
      if (entry.startsWith(FOLDER) && entry.endsWith('.class') && !entry.includes('$')) {
        const name = entry.slice(FOLDER.length, -'.class'.length);
        if (!COMPOUND.has(name)) {
          this.#entries.set(name.toLowerCase(), entry);
        }
      }
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** API names of all standard objects in the jar, some 4,500. */
  *names(): Iterable<string> {
    for (const entry of this.#entries.values()) {
      yield entry.slice(FOLDER.length, -'.class'.length);
    }
  }

  /** The object's fields in declaration order; `name` in any case. */
  get(name: string): SObjectSignature | undefined {
    const key = name.toLowerCase();
    const known = this.#cache.get(key);
    const entry = this.#entries.get(key);
    if (known !== undefined || entry === undefined) {
      return known;
    }
    const bytes = this.#jar.read(entry);
    if (bytes === undefined) {
      return undefined;
    }
    const object = entry.slice(FOLDER.length, -'.class'.length);
    const fields = parseClassFile(bytes)
      .fields.filter((field) => (field.flags & ACC_STATIC) === 0 && !NOT_FIELDS.has(field.name.toLowerCase()))
      .map((field) => fieldSignature(stripCollision(field.name), field.signature));
    const signature: SObjectSignature = { name: object, fields: completed(object, fields) };
    this.#cache.set(key, signature);
    return signature;
  }
}
