import type { ClassInfo, FieldInfo, MethodInfo } from '../../engine/index.ts';
import { hasAnnotation, type ClassSymbol, type FieldSymbol, type MethodSymbol } from '../symbols/symbols.ts';
import type { TypeSystem } from '../symbols/type-system.ts';
import { effectiveSharing } from './body-context.ts';
import { backingJsName, fieldJsName } from './fields.ts';

function describeMethod(method: MethodSymbol): MethodInfo {
  return {
    name: method.name,
    isStatic: method.isStatic,
    isAbstract: method.isAbstract,
    isOverride: method.modifiers.has('override'),
    isVirtual: method.modifiers.has('virtual') || method.modifiers.has('override') || method.isAbstract,
    isTestMethod:
      method.isStatic && (method.modifiers.has('testmethod') || hasAnnotation(method.annotations, 'istest')),
    access: method.access,
    annotations: method.annotations,
    parameters: method.parameters.map((parameter) => ({ name: parameter.name, type: parameter.type.key })),
    returnType: method.returnType.key,
    line: method.line,
    jsName: method.jsName
  };
}

function describeField(types: TypeSystem, field: FieldSymbol): FieldInfo {
  const hasCode = field.hasGetter || field.hasSetter;
  return {
    name: field.name,
    type: field.type.key,
    isStatic: field.isStatic,
    isProperty: field.property !== null,
    isTransient: field.isTransient,
    isStored: !hasCode,
    access: field.access,
    annotations: field.annotations,
    jsName: hasCode && field.isStatic ? backingJsName(types, field) : fieldJsName(types, field),
    storedName: hasCode ? backingJsName(types, field) : fieldJsName(types, field)
  };
}

export function describeClass(types: TypeSystem, symbol: ClassSymbol, lines: readonly number[]): ClassInfo {
  return {
    key: symbol.key,
    name: symbol.name,
    kind: symbol.kind,
    apiVersion: symbol.apiVersion,
    sharing: effectiveSharing(types, symbol),
    access: symbol.access,
    isAbstract: symbol.modifiers.has('abstract'),
    isVirtual: symbol.modifiers.has('virtual') || symbol.modifiers.has('abstract'),
    isTest: symbol.isTest,
    outer: symbol.outer?.key ?? null,
    superType: symbol.superType?.key ?? null,
    interfaces: symbol.interfaces.map((type) => type.key),
    annotations: symbol.annotations,
    methods: [...symbol.methods.values()].flat().map(describeMethod),
    constructors: symbol.constructors.map(describeMethod),
    fields: [...symbol.fields.values()].map((field) => describeField(types, field)),
    enumConstants: symbol.constants,
    file: symbol.file,
    lines
  };
}
