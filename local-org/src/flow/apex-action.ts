import type { Engine, ClassInfo, FieldInfo, MethodInfo } from '../engine/index.ts';
import { ApexList, ApexMap, type ApexValue } from '../values/index.ts';

/** A fault of the caller: the action is not run. */
export class InvocationFault extends Error {}

function annotated(annotations: readonly { readonly name: string }[], name: string): boolean {
  return annotations.some((annotation) => annotation.name.toLowerCase() === name);
}

function invocableMethod(rt: Engine, name: string): MethodInfo | undefined {
  return rt.classInfo(name.toLowerCase())?.methods.find(({ annotations }) => annotated(annotations, 'invocablemethod'));
}

function actionMethod(rt: Engine, name: string): { info: ClassInfo; method: MethodInfo } {
  const info = rt.classInfo(name.toLowerCase());
  const method = invocableMethod(rt, name);
  if (info === undefined || method === undefined) {
    throw new InvocationFault(`There is no action ${name} of type apex`);
  }
  return { info, method };
}

/** The fields of a class that flows and other callers see. */
function variables(rt: Engine, typeKey: string): readonly FieldInfo[] {
  const fields: FieldInfo[] = [];
  for (let info = rt.classInfo(typeKey); info !== undefined;) {
    fields.push(...info.fields.filter(({ annotations }) => annotated(annotations, 'invocablevariable')));
    info = info.superType === null ? undefined : rt.classInfo(info.superType);
  }
  return fields;
}

function elementKey(listKey: string): string {
  return /^system\.list<(.*)>$/.exec(listKey)?.[1] ?? listKey;
}

/** Brings a value into the type of the parameter that takes it, given by its key. */
type Adapt = (value: ApexValue, typeKey: string) => ApexValue;

/** What one invocation passes to the method: an object with its variables set, or the single value it was given. */
function input(rt: Engine, typeKey: string, parameters: ApexMap, adapt: Adapt): ApexValue {
  const info = rt.classInfo(typeKey);
  if (info === undefined) {
    return adapt([...parameters.entries()][0]?.[1] ?? null, typeKey);
  }
  const object = rt.construct(typeKey, []);
  const fields = new Map(variables(rt, typeKey).map((field) => [field.name.toLowerCase(), field]));
  for (const [name, given] of parameters.entries()) {
    const field = fields.get(String(name).toLowerCase());
    if (field === undefined) {
      throw new InvocationFault(`Invalid parameter: ${String(name)}`);
    }
    const value = adapt(given, field.type);
    if (value !== null && !rt.isInstance(value, rt.type(field.type))) {
      throw new InvocationFault(`Invalid value for parameter ${String(name)}`);
    }
    (object as unknown as Record<string, ApexValue>)[field.jsName] = value;
  }
  return object;
}

/** One input of an Apex action, with the key of its type. */
export interface ActionInput {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

/** What one invocation of an action takes: the variables of the parameter's class, or the parameter itself; undefined where no class has it. */
export function actionInputs(rt: Engine, name: string): readonly ActionInput[] | undefined {
  const method = invocableMethod(rt, name);
  const [parameter] = method?.parameters ?? [];
  if (method === undefined || parameter === undefined) {
    return method && [];
  }
  const key = elementKey(parameter.type);
  if (rt.classInfo(key) === undefined) {
    return [{ name: parameter.name, type: key, required: false }];
  }
  return variables(rt, key).map((field) => ({
    name: field.name,
    type: field.type,
    required: field.annotations.some(({ args }) => args['required']?.toLowerCase() === 'true')
  }));
}

/** The label of an action; undefined where the class has none. */
export function actionLabel(rt: Engine, name: string): string | undefined {
  const method = invocableMethod(rt, name);
  return (
    method &&
    (method.annotations.find((annotation) => annotation.name.toLowerCase() === 'invocablemethod')?.args['label'] ??
      method.name)
  );
}

function output(rt: Engine, value: ApexValue, typeKey: string): [string, ApexValue][] {
  if (rt.classInfo(typeKey) === undefined) {
    return [['output', value]];
  }
  const values = value as unknown as Record<string, ApexValue | undefined> | null;
  return variables(rt, typeKey).map((field) => [field.name, values?.[field.jsName] ?? null]);
}

/**
 * Calls the invocable method of a class once for all invocations.
 * @param adapt changes values for callers whose values are not those of Apex
 * @returns the output parameters of each invocation
 * @throws InvocationFault when there is no such method or the parameters do not fit it
 */
export function runApexAction(
  rt: Engine,
  name: string,
  invocations: readonly ApexMap[],
  adapt: Adapt = (value) => value
): [string, ApexValue][][] {
  const { info, method } = actionMethod(rt, name);
  const [parameter] = method.parameters;
  const args =
    parameter === undefined
      ? []
      : [
          new ApexList(
            rt.type(parameter.type),
            invocations.map((parameters) => input(rt, elementKey(parameter.type), parameters, adapt))
          )
        ];
  const results = rt.invokeStatic(info.key, method.name, args);
  if (!(results instanceof ApexList)) {
    return invocations.map(() => []);
  }
  if (results.items.length !== invocations.length) {
    throw new InvocationFault(
      `The number of results does not match the number of interviews that were executed in a single bulk execution request.`
    );
  }
  return results.items.map((item) => output(rt, item, elementKey(method.returnType)));
}
