import type { Position } from '../parse/ast.ts';
import { hasAnnotation, mangle, type Access, type ClassSymbol, type FieldSymbol } from '../symbols/symbols.ts';
import type { TypeSystem } from '../symbols/type-system.ts';
import type { BodyContext } from './body-context.ts';
import type { Typed } from './typed.ts';

/** A field or property by name, in the class or what it inherits from. */
export function findField(types: TypeSystem, symbol: ClassSymbol, name: string): FieldSymbol | undefined {
  for (let current: ClassSymbol | undefined = symbol, depth = 0; current !== undefined && depth < 50; depth++) {
    const field = current.fields.get(name.toLowerCase());
    if (field !== undefined) {
      return field;
    }
    current = current.superType === null ? undefined : types.classes.get(current.superType.key);
  }
  return undefined;
}

/** JavaScript name of the stored value. A field that hides one of a super class gets a name of its own. */
export function fieldJsName(types: TypeSystem, field: FieldSymbol): string {
  const name = field.name.toLowerCase();
  if (field.isStatic) {
    return `s_${name}`;
  }
  const parent = field.owner.superType === null ? undefined : types.classes.get(field.owner.superType.key);
  const hides = parent !== undefined && findField(types, parent, name)?.isStatic === false;
  return hides ? `f_${name}$${mangle(field.owner.key)}` : `f_${name}`;
}

/** Where a property with code keeps its value: its accessors use the property's own name for it. */
export function backingJsName(types: TypeSystem, field: FieldSymbol): string {
  return field.isStatic ? fieldJsName(types, field) : fieldJsName(types, field).replace(/^f_/, 'p_');
}

interface Member {
  readonly owner: ClassSymbol;
  readonly access: Access;
  readonly testVisible: boolean;
}

function topLevel(symbol: ClassSymbol): ClassSymbol {
  let top = symbol;
  while (top.outer !== null) {
    top = top.outer;
  }
  return top;
}

/** Whether the code being compiled may use a member. */
export function isVisible(cx: BodyContext, member: Member): boolean {
  if (member.access === 'public' || member.access === 'global' || member.owner.kind === 'interface') {
    return true;
  }
  const top = cx.top();
  if (top !== null && topLevel(member.owner) === top) {
    return true;
  }
  if (cx.symbol?.isTest === true && (member.testVisible || hasAnnotation(member.owner.annotations, 'testvisible'))) {
    return true;
  }
  if (member.access !== 'protected') {
    return false;
  }
  for (let symbol = cx.symbol; symbol !== null; symbol = symbol.outer) {
    if (cx.types.inherits(symbol.type, member.owner.key)) {
      return true;
    }
  }
  return false;
}

/** `{ get; private set; }`: the setter may be narrower than the property. */
function isSetterVisible(cx: BodyContext, { owner, testVisible, property }: FieldSymbol): boolean {
  const access = property?.setter?.modifiers.find((word) => word === 'private' || word === 'protected');
  return access === undefined || isVisible(cx, { owner, testVisible, access: access as Access });
}

const FINAL = 'Final members can only be assigned in their declaration, init blocks, or constructors';

/** Reads a field or property; `receiver` is null for a static one. */
export function fieldAccess(cx: BodyContext, field: FieldSymbol, receiver: string | null, at: Position): Typed {
  if (!isVisible(cx, field)) {
    cx.fail(at, 'not-visible', `Variable is not visible: ${field.owner.name}.${field.name}`);
  }
  const inAccessor = cx.scope.accessorOf === field.name.toLowerCase() && cx.symbol === field.owner;
  const usesStored = inAccessor && (field.isStatic || receiver === 'this');
  const assignable =
    (field.property === null || field.property.setter !== null || usesStored || cx.scope.isConstructor) &&
    isSetterVisible(cx, field);
  // Constructors and initialisers set final fields, also those of a super class.
  const mayInitialize = cx.scope.isConstructor || cx.scope.returnType === null;
  const inherits = cx.symbol !== null && cx.types.inherits(cx.symbol.type, field.owner.key);
  const isFinalHere = field.isFinal && !(mayInitialize && inherits);
  const unreadable = field.property !== null && field.property.getter === null && !usesStored;
  const limits = {
    ...(isFinalHere && { unwritable: `${FINAL}: ${field.name}` }),
    ...(!assignable && { unwritable: `A value cannot be stored to ${field.name} in type ${field.owner.name}` }),
    ...(unreadable && { unreadable: `A value cannot be read from ${field.name} in type ${field.owner.name}` })
  };
  if (field.isStatic) {
    return { type: field.type, ...limits, ...staticAccess(cx, field, usesStored) };
  }
  const name = usesStored ? backingJsName(cx.types, field) : fieldJsName(cx.types, field);
  const owner = receiver ?? 'this';
  const code = `${owner}.${name}`;
  return {
    type: field.type,
    ...limits,
    code,
    target: {
      assign: (value) => `(${code} = ${value})`,
      ...(/^[\w$]+$/.test(owner) ? {} : { once: () => onceOn(cx, owner, (temporary) => `${temporary}.${name}`) })
    }
  };
}

function staticAccess(cx: BodyContext, field: FieldSymbol, usesStored: boolean): Pick<Typed, 'code' | 'target'> {
  const state = `${cx.links.statics(field.owner.key)}().${fieldJsName(cx.types, field)}`;
  const holder = `${cx.links.classRef(field.owner.key)}.c`;
  const name = field.name.toLowerCase();
  return {
    code: field.hasGetter && !usesStored ? `${holder}.g_${name}()` : state,
    target: {
      assign: (value) => {
        if (!field.hasSetter || usesStored) {
          return `(${state} = ${value})`;
        }
        const temporary = cx.scope.temporary();
        return `(${temporary} = ${value}, ${holder}.t_${name}(${temporary}), ${temporary})`;
      }
    }
  };
}

/** Evaluates a receiver once into a temporary. */
export function onceOn(
  cx: BodyContext,
  receiver: string,
  member: (temporary: string) => string
): { setup: string; read: string; assign(value: string): string } {
  const temporary = cx.scope.temporary();
  const code = member(temporary);
  return { setup: `${temporary} = ${receiver}`, read: code, assign: (value) => `(${code} = ${value})` };
}
