import type * as AP from '@apexdevtools/apex-parser';
import type { Position, TypeNode } from './ast.ts';

type Context = AP.ApexParserRuleContext;

export function position(context: Context): Position {
  return { line: context.start.line, column: context.start.column + 1 };
}

export function listOf(element: TypeNode): TypeNode {
  return { name: 'List', args: [element], line: element.line, column: element.column };
}

function typeArguments(context: AP.TypeListContext | null | undefined): TypeNode[] {
  return context ? context.typeRef_list().map(buildType) : [];
}

export function buildType(context: AP.TypeRefContext): TypeNode {
  const names: string[] = [];
  let args: TypeNode[] = [];
  for (const part of context.typeName_list()) {
    names.push(part.LIST() ? 'List' : part.SET() && !part.id() ? 'Set' : part.MAP() ? 'Map' : part.id().getText());
    args = typeArguments(part.typeArguments()?.typeList());
  }
  let type: TypeNode = { name: names.join('.'), args, ...position(context) };
  const dimensions = context.arraySubscripts()?.getText().length ?? 0;
  for (let i = 0; i < dimensions; i += 2) {
    type = listOf(type);
  }
  return type;
}

export function buildCreatedType(context: AP.CreatedNameContext): TypeNode {
  const pairs = context.idCreatedNamePair_list();
  const args = typeArguments(pairs.at(-1)?.typeList());
  return { name: pairs.map((pair) => pair.anyId().getText()).join('.'), args, ...position(context) };
}

export function nameType(context: Context): TypeNode {
  return { name: context.getText(), args: [], ...position(context) };
}
