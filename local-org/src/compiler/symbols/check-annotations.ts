import type { ApexType } from '../../values/index.ts';
import type { Annotation, Position } from '../parse/ast.ts';
import { ANNOTATIONS, PLURALS, type AnnotationTarget } from './annotation-catalogue.ts';
import type { Fail } from './check-modifiers.ts';
import { hasAnnotation, type ClassSymbol, type FieldSymbol, type MethodSymbol } from './symbols.ts';
import type { TypeSystem } from './type-system.ts';
import { own } from '../../common/index.ts';

const HTTP_METHODS = ['HttpDelete', 'HttpGet', 'HttpPatch', 'HttpPost', 'HttpPut'];
/** At most one method of a class may carry each of these. */
const ONCE_PER_TYPE = [...HTTP_METHODS, 'InvocableMethod', 'TestSetup'];
/** Before this version any class may hold test methods. */
const TESTS_IN_TEST_CLASSES = 28;
/** From this version on, methods with AuraEnabled have names of their own. */
const NO_AURA_OVERLOADS = 55;
const JSON_ACCESS = new Set(['always', 'never', 'samenamespace', 'samepackage']);
const BESIDE_INVOCABLE = new Set(['deprecated', 'invocablemethod', 'suppresswarnings', 'testvisible']);

const CODE = 'invalid-annotation';

/** Checks that annotations exist, stand where they may and have the properties they take. */
export function checkAnnotations(
  node: Position & { readonly annotations: readonly Annotation[] },
  target: AnnotationTarget,
  fail: Fail
): void {
  const names = new Set<string>();
  for (const annotation of node.annotations) {
    const key = annotation.name.toLowerCase();
    const rule = ANNOTATIONS.get(key);
    if (names.has(key)) {
      fail(node, 'duplicate-annotation', `Duplicate annotation: ${annotation.name}`);
    }
    names.add(key);
    if (rule === undefined) {
      fail(node, CODE, `Annotation does not exist: ${annotation.name}`);
      continue;
    }
    if (!rule.targets.has(target)) {
      fail(node, CODE, `${rule.name} is not allowed on ${PLURALS[target]}`);
    }
    for (const [property, value] of Object.entries(annotation.args)) {
      const kind = own(rule.properties, property);
      if (kind === undefined) {
        fail(node, CODE, `No such property, ${property}, defined on this annotation: ${rule.name}`);
      } else if (kind === 'boolean' && !/^(true|false)$/i.test(value)) {
        fail(node, CODE, `Invalid value for property ${property} expected type Boolean`);
      }
    }
  }
}

function argumentOf(annotations: readonly Annotation[], name: string, property: string): string | undefined {
  const found = annotations.find((annotation) => annotation.name.toLowerCase() === name);
  return found && own(found.args, property);
}

/** What the annotations of a class ask of it. */
export function checkClassAnnotations(symbol: ClassSymbol, fail: Fail): void {
  const { node } = symbol;
  const has = (name: string): boolean => hasAnnotation(node.annotations, name);
  if (has('istest') && (symbol.outer !== null || /exception$/i.test(symbol.simpleName))) {
    fail(node, CODE, 'Only top-level non-exception class types can be marked as tests');
  }
  if (has('restresource')) {
    checkRestResource(symbol, fail);
  }
  if (has('jsonaccess')) {
    const values = ['serializable', 'deserializable'].map((p) => argumentOf(node.annotations, 'jsonaccess', p));
    if (values.every((value) => value === undefined)) {
      fail(node, CODE, 'At least one JSON serialization control parameter must be specified');
    }
    for (const [i, value] of values.entries()) {
      if (value !== undefined && !JSON_ACCESS.has(value.toLowerCase())) {
        const property = ['serializable', 'deserializable'][i];
        fail(node, CODE, `Annotation property, ${property} on JsonAccess, unknown value: ${value}`);
      }
    }
  }
  const methods = [...symbol.methods.values()].flat();
  for (const name of ONCE_PER_TYPE) {
    const second = methods.filter((method) => hasAnnotation(method.annotations, name.toLowerCase()))[1];
    if (second !== undefined) {
      fail(second, CODE, `Only one method per type can be defined with: ${name}`);
    }
  }
  const overloaded = [...symbol.methods.values()]
    .map((overloads) => overloads.filter((method) => hasAnnotation(method.annotations, 'auraenabled')))
    .find((overloads) => overloads.length > 1);
  const [, overload] = overloaded ?? [];
  if (overload !== undefined && symbol.apiVersion >= NO_AURA_OVERLOADS) {
    fail(overload, CODE, `Overload of AuraEnabled method: ${overload.name} overload is not permitted`);
  }
}

function checkRestResource({ node, outer, access }: ClassSymbol, fail: Fail): void {
  const url = argumentOf(node.annotations, 'restresource', 'urlmapping');
  if (outer !== null) {
    fail(node, CODE, 'RestResource can only be used on a top level type');
  } else if (access !== 'global') {
    fail(node, CODE, 'RestResource classes must be declared as global');
  }
  if (url === undefined) {
    fail(node, CODE, 'Required property is missing: urlMapping');
  } else if (url === '') {
    fail(node, CODE, 'Rest Resource url cannot be empty');
  } else if (url.length > 255) {
    fail(node, CODE, 'Rest Resource url cannot be longer than 255 characters');
  } else if (!url.startsWith('/')) {
    fail(node, CODE, "Rest Resource url must begin with a forward slash, '/'");
  } else if (/[^/]\*/.test(url)) {
    fail(node, CODE, "Rest Resource url wildcard, '*', must be preceded by a forward slash, '/'");
  } else if (/\*[^/]/.test(url)) {
    const message =
      "Rest Resource url wildcard, '*', must be followed by a forward slash, '/', or be the last character";
    fail(node, CODE, message);
  }
}

/** What the annotations of a method ask of it and of its class. */
export function checkMethodAnnotations(types: TypeSystem, method: MethodSymbol, fail: Fail): void {
  const has = (name: string): boolean => hasAnnotation(method.annotations, name);
  const isTestMethod = method.modifiers.has('testmethod');
  if (has('istest') || has('testsetup') || isTestMethod) {
    checkTestMethod(method, fail);
  }
  if (has('future')) {
    mustBeStatic(method, 'Future', fail);
    mustReturn(method, 'Future', (type) => type.key === 'void', fail);
    mustTake(method, 'Future', (type) => isPlainData(types, type, 1), fail);
  }
  if (has('invocablemethod')) {
    checkInvocable(types, method, fail);
  }
  if (has('auraenabled')) {
    checkAuraEnabled(method, fail);
  }
  if (has('remoteaction')) {
    mustBeStatic(method, 'RemoteAction', fail);
    mustBeVisible(method, 'RemoteAction', fail);
  }
  for (const name of HTTP_METHODS) {
    if (has(name.toLowerCase())) {
      checkHttp(method, name, fail);
    }
  }
  if (method.modifiers.has('webservice')) {
    mustBeStatic(method, 'WebService', fail);
    const isFit = (type: ApexType): boolean => !/^system\.(map|set)</.test(type.key);
    mustReturn(method, 'WebService', isFit, fail);
    mustTake(method, 'WebService', isFit, fail);
  }
}

function mustBeStatic(method: MethodSymbol, name: string, fail: Fail): void {
  if (!method.isStatic) {
    fail(method, CODE, `${name} methods must be declared as static`);
  }
}

function mustBeVisible(member: MethodSymbol | FieldSymbol, name: string, fail: Fail): void {
  if (member.access !== 'public' && member.access !== 'global') {
    const kind = 'parameters' in member ? 'methods' : 'fields';
    fail(member, CODE, `${name} ${kind} require at least one of the following global, public`);
  }
}

function mustReturn(method: MethodSymbol, name: string, fits: (type: ApexType) => boolean, fail: Fail): void {
  const { returnType } = method;
  if (returnType.key !== 'any' && !fits(returnType)) {
    fail(method, CODE, `${name} methods do not support return type of ${returnType.name}`);
  }
}

function mustTake(method: MethodSymbol, name: string, fits: (type: ApexType) => boolean, fail: Fail): void {
  const unfit = method.parameters.find(({ type }) => type.key !== 'any' && !fits(type));
  if (unfit !== undefined) {
    fail(method, CODE, `${name} methods do not support parameter type of ${unfit.type.name}`);
  }
}

/** Primitive values and collections of them: what a future method may be given. */
function isPlainData(types: TypeSystem, type: ApexType, depth: number): boolean {
  if (type.args.length > 0) {
    return depth > 0 && type.args.every((arg) => arg.key === 'any' || isPlainData(types, arg, depth - 1));
  }
  return /^system\.(string|integer|long|double|decimal|boolean|id|date|datetime|time|blob)$/.test(type.key);
}

function checkTestMethod(method: MethodSymbol, fail: Fail): void {
  const { owner } = method;
  const isSetup = hasAnnotation(method.annotations, 'testsetup');
  const name = isSetup ? 'TestSetup' : 'testMethod';
  if (!owner.isTest && owner.apiVersion >= TESTS_IN_TEST_CLASSES) {
    fail(method, CODE, `Defining type for ${name} methods must be declared as IsTest`);
  }
  mustBeStatic(method, name, fail);
  if (method.parameters.length > 0) {
    fail(method, CODE, 'Test methods must have no arguments');
  }
  for (const property of ['critical', 'testfor']) {
    if (argumentOf(method.annotations, 'istest', property) !== undefined) {
      fail(method, CODE, `Annotation property, ${property} on IsTest, is not allowed on methods`);
    }
  }
  const seesAll = (annotations: readonly Annotation[]): boolean =>
    argumentOf(annotations, 'istest', 'seealldata')?.toLowerCase() === 'true';
  if (seesAll(method.annotations) && argumentOf(method.annotations, 'istest', 'isparallel')?.toLowerCase() === 'true') {
    const message =
      'Test class annotated with @isTest(IsParallel=true) cannot have any methods annotated with @isTest(SeeAllData=true)';
    fail(method, CODE, message);
  }
  if (!isSetup) {
    return;
  }
  if (method.returnType.key !== 'void') {
    fail(method, CODE, 'Test setup method must return void');
  }
  if (seesAll(owner.annotations)) {
    fail(method, CODE, 'Test class cannot be annotated with @isTest(SeeAllData=true)');
  } else if ([...owner.methods.values()].flat().some((other) => seesAll(other.annotations))) {
    const message =
      'Test class containing a test setup method cannot have any methods annotated with @isTest(SeeAllData=true)';
    fail(method, CODE, message);
  }
}

function checkInvocable(types: TypeSystem, method: MethodSymbol, fail: Fail): void {
  if (method.owner.outer !== null) {
    fail(method, CODE, 'InvocableMethod can only be used on methods of a top level type');
  }
  mustBeStatic(method, 'InvocableMethod', fail);
  mustBeVisible(method, 'InvocableMethod', fail);
  if (method.annotations.some(({ name }) => !BESIDE_INVOCABLE.has(name.toLowerCase()))) {
    fail(method, CODE, 'The only annotation that can be used with InvocableMethod is Deprecated');
  }
  if (method.parameters.length > 1) {
    fail(method, CODE, 'Only one parameter is supported on methods with @Invocable annotation');
  }
  const isList = (type: ApexType): boolean => type.key === 'any' || types.isCollection(type, 'list');
  const unfit = method.parameters.find(({ type }) => !isList(type));
  if (unfit !== undefined) {
    const hint = 'Valid invocable parameters must be List types like List<T> where T is a supported type';
    fail(method, CODE, `Unsupported parameter type ${unfit.type.name}. ${hint}`);
  }
  mustReturn(method, 'InvocableMethod', (type) => type.key === 'void' || isList(type), fail);
}

function checkAuraEnabled(method: MethodSymbol, fail: Fail): void {
  mustBeVisible(method, 'AuraEnabled', fail);
  if (method.isStatic) {
    return;
  }
  if (method.parameters.length > 0) {
    fail(method, CODE, 'Non static AuraEnabled methods may not have parameters');
  }
  if (!/^get/i.test(method.name)) {
    fail(method, CODE, "Non static AuraEnabled methods must be named with a prefix 'get'");
  }
}

function checkHttp(method: MethodSymbol, name: string, fail: Fail): void {
  if (!hasAnnotation(method.owner.annotations, 'restresource')) {
    fail(method, CODE, `Defining type for ${name} methods must be declared as RestResource`);
  }
  mustBeStatic(method, name, fail);
  if (method.access !== 'global') {
    fail(method, CODE, `${name} methods must be declared as global`);
  }
  if (method.parameters.length > 0 && (name === 'HttpGet' || name === 'HttpDelete')) {
    fail(method, CODE, `${name} methods do not support parameters`);
  }
  const isFit = (type: ApexType): boolean =>
    type.key !== 'system.blob' && !(/^system\.map</.test(type.key) && type.args[0]?.key !== 'system.string');
  mustTake(method, name, isFit, fail);
}

/** What the annotations of a field ask of it. */
export function checkFieldAnnotations(field: FieldSymbol, fail: Fail): void {
  if (!hasAnnotation(field.annotations, 'invocablevariable')) {
    return;
  }
  mustBeVisible(field, 'InvocableVariable', fail);
  for (const [modifier, carries] of [
    ['static', field.isStatic],
    ['final', field.isFinal]
  ] as const) {
    if (carries) {
      fail(field, CODE, `InvocableVariable fields cannot be ${modifier}`);
    }
  }
}
