import type { ComparisonOperator, Condition, FieldExpression, Operand, SoqlQuery } from '../ast.ts';
import { COUNTED_DATE_LITERALS, DATE_LITERALS } from './date-literals.ts';
import { SoqlSyntaxError } from './soql-syntax-error.ts';
import { unescapeSoqlString } from './strings.ts';
import type { TokenStream } from './token-stream.ts';
import { table } from '../../common/index.ts';

/** What the parts of one query text share. */
export interface ParseContext {
  readonly tokens: TokenStream;
  readonly binds: SoqlQuery['binds'];
  /** Parses a nested query; its closing parenthesis is the caller's. */
  query(): SoqlQuery;
}

const SYMBOL_OPERATORS: Readonly<Record<string, ComparisonOperator>> = table({
  '=': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>='
});

/** `A AND B`, `A OR B`, `NOT A`: AND and OR may not be mixed without parentheses, and NOT may only come first. */
export function parseCondition(context: ParseContext): Condition {
  const { tokens } = context;
  const first: Condition = tokens.acceptWords('NOT') ? { kind: 'not', item: parseTerm(context) } : parseTerm(context);
  const connective = tokens.isWord('AND') ? 'AND' : tokens.isWord('OR') ? 'OR' : undefined;
  if (connective === undefined) {
    return first;
  }
  const items = [first];
  while (tokens.acceptWords(connective)) {
    items.push(parseTerm(context));
  }
  if (tokens.isWord('AND') || tokens.isWord('OR')) {
    tokens.unexpected();
  }
  return { kind: connective === 'AND' ? 'and' : 'or', items };
}

function parseTerm(context: ParseContext): Condition {
  const { tokens } = context;
  if (tokens.acceptSymbol('(')) {
    const inner = parseCondition(context);
    tokens.expectSymbol(')');
    return inner;
  }
  if (tokens.isWord('NOT') && !tokens.isSymbol('.', 1)) {
    tokens.unexpected();
  }
  const field = parseFieldExpression(context);
  const operator = parseOperator(context);
  return { kind: 'compare', field, operator, value: parseComparisonValue(context, operator) };
}

function parseOperator({ tokens }: ParseContext): ComparisonOperator {
  const token = tokens.peek();
  if (token.kind === 'symbol') {
    const operator = SYMBOL_OPERATORS[token.text];
    if (operator !== undefined) {
      tokens.take();
      return operator;
    }
  }
  if (tokens.acceptWords('NOT')) {
    tokens.expectWord('IN');
    return 'NOT IN';
  }
  for (const word of ['LIKE', 'IN', 'INCLUDES', 'EXCLUDES'] as const) {
    if (tokens.acceptWords(word)) {
      return word;
    }
  }
  if (token.kind === 'word') {
    throw new SoqlSyntaxError(`unknown operator '${token.text}'`, token.start);
  }
  return tokens.unexpected();
}

function parseComparisonValue(context: ParseContext, operator: ComparisonOperator): Operand {
  const { tokens } = context;
  const isSet = operator === 'IN' || operator === 'NOT IN' || operator === 'INCLUDES' || operator === 'EXCLUDES';
  if (!isSet) {
    // `Name LIKE ('a%', 'b%')` is a list too: it is true if one of the patterns matches.
    return operator === 'LIKE' && tokens.isSymbol('(')
      ? parseList(context, true)
      : parseOperand(context, operator === 'LIKE');
  }
  if (tokens.peek().kind === 'bind') {
    return parseOperand(context);
  }
  if (!tokens.isSymbol('(')) {
    throw new SoqlSyntaxError(`expecting a left parentheses, found '${tokens.peek().text}'`, tokens.peek().start);
  }
  if (tokens.isWord('SELECT', 1)) {
    tokens.take();
    const query = context.query();
    tokens.expectSymbol(')');
    return { kind: 'subquery', query };
  }
  return parseList(context, false);
}

function parseList(context: ParseContext, isPattern: boolean): Operand {
  const { tokens } = context;
  tokens.expectSymbol('(');
  const items = [parseOperand(context, isPattern)];
  while (tokens.acceptSymbol(',')) {
    items.push(parseOperand(context, isPattern));
  }
  tokens.expectSymbol(')');
  return { kind: 'list', items };
}

/** A literal or a bind. */
export function parseOperand(context: ParseContext, isPattern = false): Operand {
  const { tokens } = context;
  const token = tokens.peek();
  switch (token.kind) {
    case 'bind': {
      tokens.take();
      const index = context.binds.length;
      context.binds.push({ index, source: token.text, start: token.start, end: token.end });
      return { kind: 'bind', index };
    }
    case 'string':
      tokens.take();
      return { kind: 'string', value: unescapeSoqlString(token, isPattern) };
    case 'number':
      tokens.take();
      return { kind: 'number', text: token.text.replace(/[lLdD]$/, '').replace(/^\+/, '') };
    case 'date':
    case 'datetime':
    case 'time':
      tokens.take();
      return { kind: token.kind, text: token.text };
    case 'word':
      return parseWordOperand(context);
    default:
      return tokens.unexpected();
  }
}

function parseWordOperand({ tokens }: ParseContext): Operand {
  const token = tokens.take();
  const word = token.text.toUpperCase();
  if (word === 'NULL') {
    return { kind: 'null' };
  }
  if (word === 'TRUE' || word === 'FALSE') {
    return { kind: 'boolean', value: word === 'TRUE' };
  }
  if (DATE_LITERALS.has(word)) {
    return { kind: 'dateLiteral', name: word };
  }
  if (COUNTED_DATE_LITERALS.has(word)) {
    tokens.expectSymbol(':');
    const count = tokens.take();
    if (count.kind !== 'number' || !/^\d+$/.test(count.text)) {
      tokens.unexpected(count);
    }
    return { kind: 'dateLiteral', name: word, n: Number(count.text) };
  }
  const currency = /^([A-Z]{3})(\d+)$/i.exec(token.text);
  if (currency !== null) {
    const point = tokens.isSymbol('.') && tokens.peek().start === token.end;
    const fraction = point || tokens.peek().text.startsWith('.') ? readFraction(tokens, token.end) : '';
    return { kind: 'currency', code: (currency[1] ?? '').toUpperCase(), text: `${currency[2]}${fraction}` };
  }
  return tokens.unexpected(token);
}

/** The digits after the point of `USD10.50`, which the tokenizer cut off as a number of its own. */
function readFraction(tokens: TokenStream, end: number): string {
  const next = tokens.peek();
  return next.kind === 'number' && next.start === end && /^\.\d+$/.test(next.text) ? tokens.take().text : '';
}

/** A field path, or one function (with at most one function inside) around it. */
export function parseFieldExpression(context: ParseContext): FieldExpression {
  const { tokens } = context;
  const first = tokens.expectName();
  if (!tokens.isSymbol('(')) {
    return { path: parsePath(tokens, first.text), start: first.start };
  }
  tokens.take();
  const expression: FieldExpression = { path: [], fn: first.text, start: first.start };
  if (tokens.acceptSymbol(')')) {
    if (first.text.toUpperCase() !== 'COUNT') {
      tokens.unexpected(first);
    }
    return expression;
  }
  const inner = tokens.expectName();
  if (tokens.acceptSymbol('(')) {
    expression.innerFn = inner.text;
    expression.path = parsePath(tokens, tokens.expectName().text);
    tokens.expectSymbol(')');
  } else {
    expression.path = parsePath(tokens, inner.text);
  }
  if (first.text.toUpperCase() === 'DISTANCE') {
    expression.distance = parseDistance(context);
  }
  tokens.expectSymbol(')');
  return expression;
}

function parseDistance(context: ParseContext): NonNullable<FieldExpression['distance']> {
  const { tokens } = context;
  tokens.expectSymbol(',');
  tokens.expectWord('GEOLOCATION');
  tokens.expectSymbol('(');
  const latitude = parseOperand(context);
  tokens.expectSymbol(',');
  const longitude = parseOperand(context);
  tokens.expectSymbol(')');
  tokens.expectSymbol(',');
  const unit = tokens.take();
  if (unit.kind !== 'string') {
    tokens.unexpected(unit);
  }
  return { latitude, longitude, unit: unescapeSoqlString(unit, false) };
}

/** The rest of a dotted path whose first name has been taken. */
export function parsePath(tokens: TokenStream, first: string): string[] {
  const path = [first];
  while (tokens.acceptSymbol('.')) {
    path.push(tokens.expectName().text);
  }
  return path;
}
