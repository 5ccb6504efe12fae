import { readFileSync } from 'node:fs';
import type { PlatformFieldSignature, PlatformMethodSignature, PlatformTypeSignature } from './platform-types.ts';
import { parseTypeExpression, typeExpression, type TypeExpression } from './type-expression.ts';

/**
 * Reads `overlay.txt`: what the signature jars lack or are too old for. A type starts with `class|interface|enum Name[<T>]
 * [extends X] [implements Y, Z]`; its members follow, indented: `[static] Type name(Type, Type)`, `[static] Type name` or `new(Type)`;
 * an enum lists its constants.
 */
interface OverlayType {
  readonly name: string;
  readonly kind: PlatformTypeSignature['kind'];
  readonly typeParameters: string[];
  readonly superType: TypeExpression | null;
  readonly interfaces: TypeExpression[];
  readonly methods: PlatformMethodSignature[];
  readonly constructors: TypeExpression[][];
  readonly fields: PlatformFieldSignature[];
}

const HEAD = /^(class|interface|enum)\s+([\w.]+)(?:<([\w, ]+)>)?(?:\s+extends\s+(\S+))?(?:\s+implements\s+(.+))?$/;
const MEMBER = /^(static\s+)?(?:(\S.*?)\s+)?(\w+)\s*(?:\((.*)\))?$/;

function splitTopLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const c = text[i];
    depth += c === '<' ? 1 : c === '>' ? -1 : 0;
    if (i === text.length || (c === ',' && depth === 0)) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  return parts.filter((part) => part !== '');
}

function parseOverlay(text: string): Map<string, OverlayType> {
  const types = new Map<string, OverlayType>();
  let current: OverlayType | undefined;
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) {
      continue;
    }
    if (!/^\s/.test(line)) {
      const head = HEAD.exec(line.trim());
      if (head === null) {
        throw new Error(`overlay.txt: ${line}`);
      }
      const [, kind, name = '', parameters = '', superType, interfaces = ''] = head;
      current = {
        name,
        kind: kind === 'interface' || kind === 'enum' ? kind : 'class',
        typeParameters: splitTopLevel(parameters).map((parameter) => `$${parameter}`),
        superType: superType === undefined ? null : parseTypeExpression(superType),
        interfaces: splitTopLevel(interfaces).map(parseTypeExpression),
        methods: [],
        constructors: [],
        fields: []
      };
      types.set(name.toLowerCase(), current);
    } else if (current !== undefined) {
      addMember(current, line.trim());
    }
  }
  return types;
}

function addMember(type: OverlayType, line: string): void {
  if (type.kind === 'enum') {
    for (const name of line.split(/[\s,]+/).filter(Boolean)) {
      type.fields.push({ name, isStatic: true, type: typeExpression(type.name) });
    }
    return;
  }
  const [, isStatic, typeText, name = '', parameters] = MEMBER.exec(line) ?? [];
  const resolved = parseTypeExpression(typeText ?? 'void');
  if (parameters === undefined) {
    type.fields.push({ name, isStatic: isStatic !== undefined, type: resolved });
    return;
  }
  const types = splitTopLevel(parameters).map(parseTypeExpression);
  if (name === 'new') {
    type.constructors.push(types);
  } else {
    type.methods.push({ name, isStatic: isStatic !== undefined, parameters: types, returnType: resolved });
  }
}

let overlay: Map<string, OverlayType> | undefined;

function loadOverlay(): Map<string, OverlayType> {
  return (overlay ??= parseOverlay(readFileSync(new URL('./overlay.txt', import.meta.url), 'utf8')));
}

/** Qualified names of the types that the overlay declares or extends. */
export function overlayTypes(): string[] {
  return [...loadOverlay().values()].map((type) => type.name);
}

function sameParameters(a: readonly TypeExpression[], b: readonly TypeExpression[]): boolean {
  return JSON.stringify(a).toLowerCase() === JSON.stringify(b).toLowerCase();
}

/** Adds the overlay's members to what the jar declares; a method with the same parameters is replaced. */
export function applyOverlay(name: string, declared: PlatformTypeSignature | null): PlatformTypeSignature {
  const extra = loadOverlay().get(name.toLowerCase());
  if (declared === null) {
    if (extra === undefined) {
      throw new Error(`No signature of ${name}`);
    }
    return { ...extra, isAbstract: extra.kind === 'interface' };
  }
  if (extra === undefined) {
    return declared;
  }
  const replaced = (method: PlatformMethodSignature): boolean =>
    extra.methods.some(
      (other) =>
        other.name.toLowerCase() === method.name.toLowerCase() && sameParameters(other.parameters, method.parameters)
    );
  return {
    ...declared,
    typeParameters: extra.typeParameters.length > 0 ? extra.typeParameters : declared.typeParameters,
    superType: extra.superType ?? declared.superType,
    interfaces: [...declared.interfaces, ...extra.interfaces],
    methods: [...declared.methods.filter((method) => !replaced(method)), ...extra.methods],
    constructors: [...declared.constructors, ...extra.constructors],
    fields: [
      ...declared.fields.filter(
        (field) => !extra.fields.some((other) => other.name.toLowerCase() === field.name.toLowerCase())
      ),
      ...extra.fields
    ]
  };
}
