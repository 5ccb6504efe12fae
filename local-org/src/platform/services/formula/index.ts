import {
  evaluateNode,
  formulaValue,
  FormulaError,
  FormulaSyntaxError,
  isFormulaFunction
} from '../../../formula/index.ts';
import { parseFormula, type FormulaNode } from '../../../formula/index.ts';
import { type Engine, platformClass, type PlatformClass } from '../../../engine/index.ts';
import { ApexEnumValue, ApexList, ApexSet, PlatformObject, SObject, TypeValue } from '../../../values/index.ts';
import type { ApexType, ApexValue } from '../../../values/index.ts';
import { SObjectTypeToken } from '../../data/schema/tokens.ts';
import { contextOf, targetOf } from './context.ts';
import { returned } from './return-type.ts';
import { fieldPaths, functionNames, parseTemplate } from './template.ts';

class FormulaBuilder extends PlatformObject {
  readonly $type = 'formulaeval.formulabuilder';
  source: string | null = null;
  context: ApexType | null = null;
  returnType: string | null = null;
  globals: readonly string[] = [];
  asTemplate = false;
  nullAsZero = false;
}

class FormulaInstance extends PlatformObject {
  readonly $type = 'formulaeval.formulainstance';
  readonly tree: FormulaNode;
  readonly settings: FormulaBuilder;

  constructor(tree: FormulaNode, settings: FormulaBuilder) {
    super();
    this.tree = tree;
    this.settings = settings;
  }
}

function invalid(rt: Engine, message: string): never {
  return rt.fail('System.FormulaValidationException', message);
}

function parsed(rt: Engine, { source, asTemplate }: FormulaBuilder): FormulaNode {
  const text = source ?? invalid(rt, 'Formula is required');
  try {
    return asTemplate ? parseTemplate(text) : parseFormula(text);
  } catch (error) {
    if (error instanceof FormulaSyntaxError) {
      return invalid(rt, error.message);
    }
    throw error;
  }
}

/** Formulas see global classes only, with the classes around them. */
function checkContext(rt: Engine, type: ApexType): void {
  for (
    let info = rt.classInfo(type.key);
    info !== undefined;
    info = info.outer === null ? undefined : rt.classInfo(info.outer)
  ) {
    if (info.access !== 'global') {
      invalid(rt, `The class ${info.name} must be global to be used in a formula`);
    }
  }
}

function checkPath(rt: Engine, { context, globals }: FormulaBuilder, path: readonly string[]): void {
  const [first = ''] = path;
  const isKnown = first.startsWith('$')
    ? globals.includes(first.slice(1).toUpperCase())
    : context !== null && targetOf(rt, context, path) !== undefined;
  if (!isKnown) {
    invalid(rt, `Field ${path.join('.')} does not exist. Check spelling.`);
  }
}

function build(rt: Engine, builder: FormulaBuilder): FormulaInstance {
  const tree = parsed(rt, builder);
  if (builder.context !== null) {
    checkContext(rt, builder.context);
  }
  if (builder.returnType === null) {
    invalid(rt, 'Return type is required');
  }
  for (const name of functionNames(tree)) {
    if (!isFormulaFunction(name)) {
      invalid(rt, `Unknown function ${name}. Check spelling.`);
    }
  }
  fieldPaths(tree).forEach((path) => checkPath(rt, builder, path));
  return new FormulaInstance(tree, builder);
}

function evaluateFor(rt: Engine, { tree, settings }: FormulaInstance, value: ApexValue): ApexValue {
  const record = value instanceof SObject ? value : new SObject('Organization', null);
  const object = rt.org.schema.object(record.objectName);
  if (object === undefined) {
    throw new Error(`There is no object ${record.objectName}`);
  }
  const scope = {
    rt,
    object,
    record,
    old: null,
    isNew: false,
    blankAsZero: settings.nullAsZero,
    context: contextOf(rt, value),
    computed: formulaValue.bind(null, rt)
  };
  try {
    return returned(rt, settings.returnType ?? 'STRING', evaluateNode(scope, tree));
  } catch (error) {
    if (error instanceof FormulaError) {
      rt.fail('System.FormulaEvaluationException', error.message);
    }
    throw error;
  }
}

function typeOf(rt: Engine, type: TypeValue | SObjectTypeToken): ApexType {
  return type instanceof TypeValue ? type.type : rt.type(`schema.${type.object.name.toLowerCase()}`);
}

/** `Formula.builder()` */
export function newFormulaBuilder(): ApexValue {
  return new FormulaBuilder();
}

export const formulaEvalClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'FormulaEval.FormulaBuilder',
    statics: { builder: () => new FormulaBuilder() },
    methods: {
      build,
      withFormula: (_rt, self: FormulaBuilder, source: string | null) => Object.assign(self, { source }),
      withType: (rt, self: FormulaBuilder, type: TypeValue | SObjectTypeToken | null) =>
        Object.assign(self, { context: type === null ? null : typeOf(rt, type) }),
      withReturnType: (_rt, self: FormulaBuilder, type: ApexEnumValue | null) =>
        Object.assign(self, { returnType: type?.name.toUpperCase() ?? null }),
      withGlobalVariables: (_rt, self: FormulaBuilder, globals: ApexList | null) =>
        Object.assign(self, {
          globals: (globals?.items ?? []).map((item) => (item as ApexEnumValue).name.toUpperCase())
        }),
      parseAsTemplate: (_rt, self: FormulaBuilder, asTemplate: boolean | null) =>
        Object.assign(self, { asTemplate: asTemplate === true }),
      treatNumericNullAsZero: (_rt, self: FormulaBuilder, nullAsZero: boolean | null) =>
        Object.assign(self, { nullAsZero: nullAsZero === true })
    }
  }),
  platformClass({
    name: 'FormulaEval.FormulaInstance',
    methods: {
      evaluate: evaluateFor,
      getReferencedFields: (rt, self: FormulaInstance) =>
        new ApexSet(
          rt.type('system.set<system.string>'),
          fieldPaths(self.tree).flatMap((path) => (path[0]?.startsWith('$') ? [] : [path.join('.')]))
        )
    }
  })
];
