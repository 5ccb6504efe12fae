import { parseFormula, type FormulaNode } from '../../../formula/index.ts';

/** A template as one formula: texts and the expressions of its merge fields `{!…}`, joined. */
export function parseTemplate(source: string): FormulaNode {
  const parts: FormulaNode[] = [];
  let end = 0;
  for (const match of source.matchAll(/\{!([^}]*)\}/g)) {
    parts.push({ kind: 'text', value: source.slice(end, match.index) }, parseFormula(match[1] ?? ''));
    end = match.index + match[0].length;
  }
  parts.push({ kind: 'text', value: source.slice(end) });
  return parts.reduce((left, right) => ({ kind: 'binary', operator: '&', left, right }));
}

/** The paths of a formula's fields, as they are written. */
export function fieldPaths(node: FormulaNode): readonly (readonly string[])[] {
  switch (node.kind) {
    case 'field':
      return /^(true|false|null)$/i.test(node.path.join('.')) ? [] : [node.path];
    case 'call':
      return node.args.flatMap(fieldPaths);
    case 'unary':
      return fieldPaths(node.operand);
    case 'binary':
      return [...fieldPaths(node.left), ...fieldPaths(node.right)];
    default:
      return [];
  }
}

/** The names of a formula's functions, as they are written. */
export function functionNames(node: FormulaNode): readonly string[] {
  switch (node.kind) {
    case 'call':
      return [node.name, ...node.args.flatMap(functionNames)];
    case 'unary':
      return functionNames(node.operand);
    case 'binary':
      return [...functionNames(node.left), ...functionNames(node.right)];
    default:
      return [];
  }
}
