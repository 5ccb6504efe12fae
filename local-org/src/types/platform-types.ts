import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { existsSync } from 'node:fs';
import {
  ACC_ABSTRACT,
  ACC_ENUM,
  ACC_FINAL,
  ACC_INTERFACE,
  ACC_STATIC,
  ACC_SYNTHETIC,
  parseClassFile,
  type ClassFile
} from './class-file.ts';
import { JarFile } from './jar-file.ts';
import { apexName, SignatureReader, stripCollision } from './java-signature.ts';
import { applyOverlay, overlayTypes } from './overlay.ts';
import { SObjectSignatures } from './sobject-signatures.ts';
import type { TypeExpression } from './type-expression.ts';

export interface PlatformMethodSignature {
  readonly name: string;
  readonly isStatic: boolean;
  readonly parameters: readonly TypeExpression[];
  readonly returnType: TypeExpression;
}

export interface PlatformFieldSignature {
  readonly name: string;
  readonly isStatic: boolean;
  readonly type: TypeExpression;
}

/** Declaration of a platform class, interface or enum. */
export interface PlatformTypeSignature {
  /** `System.List` */
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  /** Names of the type variables with their mark: `$T`. */
  readonly typeParameters: readonly string[];
  readonly superType: TypeExpression | null;
  readonly interfaces: readonly TypeExpression[];
  readonly methods: readonly PlatformMethodSignature[];
  readonly constructors: readonly (readonly TypeExpression[])[];
  readonly fields: readonly PlatformFieldSignature[];
  readonly isAbstract: boolean;
}

const JAR_FOLDER = 'dist/java-lib';
const VERSION = '65.0.0';

function jarPath(name: string): string {
  // The package does not export its package.json, so the folder is found from its entry point.
  let folder = dirname(createRequire(import.meta.url).resolve('@salesforce/code-analyzer-pmd-engine'));
  while (!existsSync(join(folder, JAR_FOLDER)) && dirname(folder) !== folder) {
    folder = dirname(folder);
  }
  return join(folder, JAR_FOLDER, `${name}-${VERSION}.jar`);
}

function isNoise(name: string): boolean {
  return name.startsWith('lambda$') || name === '<clinit>' || name === '$values';
}

function toSignature(name: string, file: ClassFile): PlatformTypeSignature {
  const isEnum = (file.flags & ACC_ENUM) !== 0;
  const methods: PlatformMethodSignature[] = [];
  const constructors: TypeExpression[][] = [];
  for (const method of file.methods) {
    if (isNoise(method.name) || (method.flags & ACC_SYNTHETIC) !== 0 || (isEnum && method.name !== 'toString$')) {
      continue;
    }
    const reader = new SignatureReader(method.signature);
    reader.typeParameters();
    const parameters = reader.parameters();
    if (method.name === '<init>') {
      constructors.push(parameters);
    } else {
      const isStatic = (method.flags & ACC_STATIC) !== 0;
      methods.push({ name: stripCollision(method.name), isStatic, parameters, returnType: reader.type() });
    }
  }
  const own = new SignatureReader(file.signature ?? '');
  const typeParameters = file.signature === null ? [] : own.typeParameters().map((parameter) => `$${parameter}`);
  const supers: TypeExpression[] = [];
  if (file.signature === null) {
    for (const parent of [file.superName, ...file.interfaces]) {
      supers.push(new SignatureReader(`L${parent ?? 'java/lang/Object'};`).type());
    }
  } else {
    while (!own.done) {
      supers.push(own.type());
    }
  }
  const hasSuper = file.superName !== null && apexName(file.superName) !== undefined;
  return {
    name,
    kind: isEnum ? 'enum' : (file.flags & ACC_INTERFACE) !== 0 ? 'interface' : 'class',
    typeParameters,
    superType: hasSuper ? (supers[0] ?? null) : null,
    interfaces: supers.slice(1),
    methods,
    constructors: isEnum ? [] : constructors,
    fields: file.fields
      .filter(
        (field) =>
          (field.flags & ACC_SYNTHETIC) === 0 &&
          (!isEnum || (field.flags & ACC_FINAL) !== 0) &&
          field.name !== '$VALUES'
      )
      .map((field) => ({
        name: stripCollision(field.name),
        isStatic: (field.flags & ACC_STATIC) !== 0,
        type: new SignatureReader(field.signature).type()
      })),
    isAbstract: (file.flags & ACC_ABSTRACT) !== 0
  };
}

/**
 * The declarations of the Apex class library and of the standard objects, from the signature jars of Salesforce's code analyzer
 * (API 65.0) plus an overlay for what they lack. Classes are read one by one when asked for, so loading takes a few milliseconds.
 */
export class PlatformTypes {
  static #shared: PlatformTypes | undefined;

  readonly sobjects: SObjectSignatures;
  readonly #jar: JarFile;
  /** Lower-case qualified name → qualified name and jar entry. */
  readonly #entries = new Map<string, { name: string; entry: string | null }>();
  readonly #cache = new Map<string, PlatformTypeSignature>();
  readonly #namespaces = new Set<string>();

  private constructor() {
    this.#jar = new JarFile(jarPath('standard-types'));
    this.sobjects = new SObjectSignatures(new JarFile(jarPath('sobject-types')));
    for (const entry of this.#jar.names()) {
      const name = entry.endsWith('.class') ? apexName(entry.slice(0, -'.class'.length)) : undefined;
      if (name !== undefined && !name.startsWith('Internal.') && !name.startsWith('SObjectStubs.')) {
        this.#add(name, entry);
      }
    }
    for (const name of overlayTypes()) {
      if (!this.#entries.has(name.toLowerCase())) {
        this.#add(name, null);
      }
    }
  }

  /** The types of the installed jars; the instance is shared, since it never changes. */
  static load(): PlatformTypes {
    return (PlatformTypes.#shared ??= new PlatformTypes());
  }

  /** `key`: lower-case qualified name without type arguments, `system.string`. */
  has(key: string): boolean {
    return this.#entries.has(key);
  }

  get(key: string): PlatformTypeSignature | undefined {
    const known = this.#cache.get(key);
    const found = this.#entries.get(key);
    if (known !== undefined || found === undefined) {
      return known;
    }
    const bytes = found.entry === null ? undefined : this.#jar.read(found.entry);
    const declared = bytes === undefined ? null : toSignature(found.name, parseClassFile(bytes));
    const signature = applyOverlay(found.name, declared);
    this.#cache.set(key, signature);
    return signature;
  }

  /** Qualified name with its case, `System.String`. */
  nameOf(key: string): string | undefined {
    return this.#entries.get(key)?.name;
  }

  isNamespace(name: string): boolean {
    return this.#namespaces.has(name.toLowerCase());
  }

  keys(): Iterable<string> {
    return this.#entries.keys();
  }

  #add(name: string, entry: string | null): void {
    this.#entries.set(name.toLowerCase(), { name, entry });
    this.#namespaces.add(name.slice(0, name.indexOf('.')).toLowerCase());
  }
}
