import type { ApexType } from '../../values/index.ts';
import type { PlatformFieldSignature, PlatformMethodSignature, TypeExpression } from '../../types/index.ts';
import { chooseOverload } from '../symbols/conversions.ts';
import type { TypeSystem } from '../symbols/type-system.ts';
import type { BodyContext } from './body-context.ts';
import type { Typed } from './typed.ts';

export interface PlatformMethod {
  /** Class that declares the method. */
  readonly owner: ApexType;
  readonly name: string;
  readonly isStatic: boolean;
  readonly parameterTypes: readonly ApexType[];
  readonly returnType: ApexType;
  /** As the registry of implementations names them: type variables are `Object`. */
  readonly parameterNames: readonly string[];
}

/** `System.Map<$K, String>` → `Map<Object,String>`. */
export function signatureName(expression: TypeExpression): string {
  if (expression.name.startsWith('$')) {
    return 'Object';
  }
  const name = expression.name.replace(/^System\./, '');
  return expression.args.length === 0 ? name : `${name}<${expression.args.map(signatureName).join(',')}>`;
}

function toMethod(
  types: TypeSystem,
  owner: ApexType,
  method: PlatformMethodSignature,
  bindings: ReadonlyMap<string, ApexType>
): PlatformMethod {
  return {
    owner,
    name: method.name,
    isStatic: method.isStatic,
    parameterTypes: method.parameters.map((parameter) => types.fromExpression(parameter, bindings)),
    returnType: types.fromExpression(method.returnType, bindings),
    parameterNames: method.parameters.map(signatureName)
  };
}

const OBJECT_METHODS = new Set(['tostring', 'equals', 'hashcode', 'clone']);

/** All overloads of a method that a platform type has or inherits. */
export function platformMethods(types: TypeSystem, type: ApexType, name: string): PlatformMethod[] {
  const found: PlatformMethod[] = [];
  const lower = name.toLowerCase();
  const visit = (current: ApexType, depth: number): void => {
    const signature = types.signature(current);
    if (signature !== undefined && depth < 10) {
      const bindings = types.bindings(current, signature);
      for (const method of signature.methods) {
        if (method.name.toLowerCase() === lower) {
          found.push(toMethod(types, current, method, bindings));
        }
      }
    }
    for (const parent of types.supers(current)) {
      if (depth < 10) {
        visit(parent, depth + 1);
      }
    }
  };
  visit(type, 0);
  if (OBJECT_METHODS.has(lower) && type.key !== 'system.object') {
    visit(types.plain('object'), 10 - 1);
  }
  return found;
}

export function choosePlatformMethod(
  types: TypeSystem,
  type: ApexType,
  name: string,
  args: readonly ApexType[],
  isStatic: boolean
): PlatformMethod | undefined {
  return chooseOverload(
    types,
    platformMethods(types, type, name).filter((method) => method.isStatic === isStatic),
    args
  );
}

function findPlatformField(
  types: TypeSystem,
  type: ApexType,
  name: string
): { owner: ApexType; field: PlatformFieldSignature; type: ApexType } | undefined {
  const signature = types.signature(type);
  const field = signature?.fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (signature !== undefined && field !== undefined) {
    return { owner: type, field, type: types.fromExpression(field.type, types.bindings(type, signature)) };
  }
  for (const parent of types.supers(type)) {
    const inherited = findPlatformField(types, parent, name);
    if (inherited !== undefined) {
      return inherited;
    }
  }
  return undefined;
}

/** Constant of a platform enum or static property of a platform class. */
export function platformStatic(cx: BodyContext, type: ApexType, name: string): Typed | undefined {
  const found = findPlatformField(cx.types, type, name);
  if (found?.field.isStatic !== true) {
    return undefined;
  }
  if (cx.types.signature(type)?.kind === 'enum') {
    return { type, code: `${cx.links.enumConstant(type.key, found.field.name)}()`, nonNull: true };
  }
  const link = cx.links.staticProperty(cx.types.baseKey(found.owner), found.field.name);
  return { type: found.type, code: `${link}.get()`, target: { assign: (code) => `${link}.set(${code})` } };
}

/** Property of a platform object, such as `request.requestBody`. */
export function platformMember(cx: BodyContext, receiver: Typed, name: string): Typed | undefined {
  const found = findPlatformField(cx.types, receiver.type, name);
  if (found === undefined || found.field.isStatic) {
    return undefined;
  }
  const link = cx.links.property(cx.types.baseKey(found.owner), found.field.name);
  return {
    type: found.type,
    code: `${link}.get(${receiver.code})`,
    target: {
      assign: (code) => `${link}.set(${receiver.code}, ${code})`,
      once: () => {
        const temporary = cx.scope.temporary();
        return {
          setup: `${temporary} = ${receiver.code}`,
          read: `${link}.get(${temporary})`,
          assign: (code) => `${link}.set(${temporary}, ${code})`
        };
      }
    }
  };
}
