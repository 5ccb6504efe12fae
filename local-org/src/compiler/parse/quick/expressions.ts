import { parseSoql } from '../../../soql/index.ts';
import type { Expression, Literal, Position, TypeNode } from '../ast.ts';
import { listOf } from '../build-types.ts';
import { numberType, unescapeString } from '../literals.ts';
import { mayCastSigned } from '../signed-casts.ts';
import { TokenStream } from './stream.ts';
import { table } from '../../../common/index.ts';

/** How tightly operators bind; the higher the tighter. */
const ASSIGN = 1;
const CONDITIONAL = 2;
const EQUALITY = 9;
const INSTANCEOF = 10;
const COMPARE = 11;
const SHIFT = 12;
const UNARY = 15;
const PREFIX = 16;
const POSTFIX = 17;
const CAST = 19;
const BINARY: Readonly<Record<string, number>> = table({
  '??': 3,
  '||': 4,
  '&&': 5,
  '|': 6,
  '^': 7,
  '&': 8,
  '==': EQUALITY,
  '===': EQUALITY,
  '!=': EQUALITY,
  '!==': EQUALITY,
  '<>': EQUALITY,
  '+': 13,
  '-': 13,
  '*': 14,
  '/': 14
});
const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '&=', '|=', '^=', '<<=', '>>=', '>>>=']);
/** What can begin the operand of a cast. */
const OPERANDS = new Set(
  'id list map integer long number string boolean null ( new this super void ! ~ + - ++ --'.split(' ')
);
/** `LAST_N_DAYS:30` is a date, not a bind. */
const DATE_WITH_COUNT = /^(?:(?:last|next)_n_(?:fiscal_)?[a-z]+|n_(?:fiscal_)?[a-z]+_ago)$/i;

/** Expressions, by climbing precedences. Positions are those of the first token, as the grammar's contexts have them. */
export class ExpressionParser extends TokenStream {
  protected expressions(end: string): Expression[] {
    const list: Expression[] = [];
    if (!this.is(end)) {
      do {
        list.push(this.expression());
      } while (this.take(','));
    }
    return list;
  }

  #args(): Expression[] {
    this.expect('(');
    const args = this.expressions(')');
    this.expect(')');
    return args;
  }

  protected expression(lowest = 0): Expression {
    const start = this.at;
    let left = this.#prefix();
    for (;;) {
      const next = this.#suffix(left, start, lowest);
      if (next === undefined) {
        return left;
      }
      left = next;
    }
  }

  #prefix(): Expression {
    const at = this.position();
    switch (this.kind()) {
      case '+':
      case '-':
        return this.#signed(this.kind() as '+' | '-', at);
      case '++':
      case '--': {
        const operator = this.kind() as '++' | '--';
        this.at++;
        return { kind: 'increment', operator, prefix: true, operand: this.expression(PREFIX), ...at };
      }
      case '!':
      case '~': {
        const operator = this.kind() as '!' | '~';
        this.at++;
        return { kind: 'unary', operator, operand: this.expression(UNARY), ...at };
      }
      case '(':
        return this.#castOrParentheses(at);
      case 'new':
        this.at++;
        return this.#creation(at);
      default:
        return this.#primary(at);
    }
  }

  #signed(operator: '+' | '-', at: Position): Expression {
    this.at++;
    const operand = this.expression(PREFIX);
    const isNumber = operand.kind === 'literal' && /^(?:Integer|Long|Decimal)$/.test(operand.type);
    if (operator === '-' && isNumber && !operand.text.startsWith('-')) {
      return { ...operand, text: `-${operand.text}`, ...at };
    }
    return { kind: 'unary', operator, operand, ...at };
  }

  #castOrParentheses(at: Position): Expression {
    const end = this.skipType(this.at + 1);
    if (end >= 0 && this.kind(end) === ')' && this.#beginsOperand(end + 1) && !this.#isSum(end)) {
      this.at++;
      const type = this.type();
      this.expect(')');
      return { kind: 'cast', type, operand: this.expression(CAST), ...at };
    }
    this.at++;
    const operand = this.expression();
    this.expect(')');
    return { kind: 'parens', operand, ...at };
  }

  /** Whether a sign after the parenthesis at `end` adds to what is inside, which is a name and no type of numbers. */
  #isSum(end: number): boolean {
    const sign = this.kind(end + 1);
    const isType = ['>', ']'].includes(this.kind(end - 1)) || mayCastSigned(this.text(end - 1));
    return (sign === '+' || sign === '-') && !isType;
  }

  #beginsOperand(at: number): boolean {
    const kind = this.kind(at);
    if (kind === '++' || kind === '--') {
      // `(x)++` or `(T) ++x`
      return OPERANDS.has(this.kind(at + 1));
    }
    return OPERANDS.has(kind) || (kind === '[' && this.isWord('select', at + 1));
  }

  #primary(at: Position): Expression {
    const kind = this.kind();
    switch (kind) {
      case 'integer':
        return this.#literal('Integer', this.text(), at);
      case 'long':
        return this.#literal('Long', this.text().slice(0, -1), at);
      case 'number':
        return this.#literal(numberType(this.text()), this.text().replace(/[dD]$/, ''), at);
      case 'string':
        return this.#literal('String', unescapeString(this.text()), at);
      case 'boolean':
        return this.#literal('Boolean', this.text().toLowerCase(), at);
      case 'null':
        return this.#literal('null', '', at);
      case 'this':
      case 'super':
        this.at++;
        return this.is('(') ? { kind: 'constructorCall', which: kind, args: this.#args(), ...at } : { kind, ...at };
      case 'void':
        this.at++;
        this.expect('.');
        this.expect('class');
        return { kind: 'classLiteral', type: { name: 'void', args: [], ...at }, ...at };
      case 'list':
      case 'map':
        return this.#classLiteral(at) ?? this.unsure();
      case 'id':
        return this.#named(at);
      case '[':
        return this.#query(at);
      default:
        return this.unsure();
    }
  }

  #literal(type: Literal['type'], text: string, at: Position): Expression {
    this.at++;
    return { kind: 'literal', type, text, ...at };
  }

  #named(at: Position): Expression {
    const next = this.kind(this.at + 1);
    if (next === '(') {
      const name = this.id();
      return { kind: 'call', target: null, name, args: this.#args(), safe: false, ...at };
    }
    const type = next === '.' || next === '<' || next === '[' ? this.#classLiteral(at) : undefined;
    return type ?? { kind: 'name', name: this.id(), ...at };
  }

  /** `Map<String, Foo>.class` */
  #classLiteral(at: Position): Expression | undefined {
    const end = this.skipType(this.at);
    if (end < 0 || this.kind(end) !== '.' || this.kind(end + 1) !== 'class') {
      return undefined;
    }
    const type = this.type();
    this.at += 2;
    return { kind: 'classLiteral', type, ...at };
  }

  #query(at: Position): Expression {
    const open = this.at;
    if (!this.isWord('select', open + 1)) {
      return this.unsure();
    }
    const binds: Expression[] = [];
    this.at++;
    while (!this.is(']')) {
      const kind = this.kind();
      if (kind === 'eof' || kind === '[' || kind === '{' || kind === ';') {
        return this.unsure();
      }
      this.at++;
      if (kind === ':') {
        if (this.kind(this.at - 2) === 'id' && DATE_WITH_COUNT.test(this.text(this.at - 2))) {
          continue;
        }
        binds.push(this.expression());
      }
    }
    const text = this.between(open, this.at).trim();
    this.at++;
    if (countBinds(text) !== binds.length) {
      return this.unsure();
    }
    return { kind: 'soql', text, binds, ...at };
  }

  #creation(at: Position): Expression {
    const type = this.#createdType();
    switch (this.kind()) {
      case '(':
        return { kind: 'new', type, args: this.#args(), ...at };
      case '[':
        return this.#array(type, at);
      case '{':
        this.at++;
        return this.#items(type, at);
      default:
        return this.unsure();
    }
  }

  #createdType(): TypeNode {
    const at = this.position();
    let name = this.anyId();
    let args = this.typeArguments();
    while (this.take('.')) {
      name += `.${this.anyId()}`;
      args = this.typeArguments();
    }
    return { name, args, ...at };
  }

  #array(type: TypeNode, at: Position): Expression {
    this.expect('[');
    if (!this.take(']')) {
      const size = this.expression();
      this.expect(']');
      return { kind: 'newArray', type: listOf(type), size, ...at };
    }
    this.expect('{');
    const items: Expression[] = [];
    while (!this.is('}')) {
      items.push(this.expression());
      if (!this.take(',')) {
        break;
      }
    }
    this.expect('}');
    return { kind: 'newItems', type: listOf(type), items, ...at };
  }

  /** What stands between the braces of a new list, set or map. */
  #items(type: TypeNode, at: Position): Expression {
    if (this.take('}')) {
      return { kind: 'newItems', type, items: [], ...at };
    }
    const first = this.expression();
    if (!this.is('=>')) {
      const items = [first];
      while (this.take(',')) {
        items.push(this.expression());
      }
      this.expect('}');
      return { kind: 'newItems', type, items, ...at };
    }
    const entries: { key: Expression; value: Expression }[] = [];
    for (let key = first; ; key = this.expression()) {
      this.expect('=>');
      entries.push({ key, value: this.expression() });
      if (!this.take(',')) {
        break;
      }
    }
    this.expect('}');
    return { kind: 'newMap', type, entries, ...at };
  }

  /** The expression that `left` becomes with what follows it; undefined if that does not bind as tightly as `lowest`. */
  #suffix(left: Expression, start: number, lowest: number): Expression | undefined {
    const kind = this.kind();
    switch (kind) {
      case '.':
      case '?.':
        return this.#member(left, kind === '?.');
      case '[': {
        this.at++;
        const index = this.expression();
        this.expect(']');
        return { kind: 'index', target: left, index, ...this.position(start) };
      }
      case '++':
      case '--':
        if (lowest > POSTFIX) {
          return undefined;
        }
        this.at++;
        return { kind: 'increment', operator: kind, prefix: false, operand: left, ...this.position(start) };
      case 'instanceof':
        if (lowest > INSTANCEOF) {
          return undefined;
        }
        this.at++;
        return { kind: 'instanceof', operand: left, type: this.type(), ...this.position(start) };
      case '?':
        return lowest > CONDITIONAL ? undefined : this.#conditional(left, start);
      case '<':
      case '>':
        return this.#shiftOrComparison(left, start, lowest);
      default:
        return this.#operation(kind, left, start, lowest);
    }
  }

  #member(target: Expression, safe: boolean): Expression {
    this.at++;
    const at = this.position();
    const name = this.anyId();
    return this.is('(')
      ? { kind: 'call', target, name, args: this.#args(), safe, ...at }
      : { kind: 'dot', target, name, safe, ...at };
  }

  #conditional(condition: Expression, start: number): Expression {
    this.at++;
    const whenTrue = this.expression();
    this.expect(':');
    const whenFalse = this.expression(CONDITIONAL);
    return { kind: 'conditional', condition, whenTrue, whenFalse, ...this.position(start) };
  }

  /** `<` and `>` come one by one, so that the ends of type arguments can be told apart. */
  #shiftOrComparison(left: Expression, start: number, lowest: number): Expression | undefined {
    const kind = this.kind();
    let operator = kind;
    let length = 1;
    if (this.kind(this.at + 1) === kind) {
      length = kind === '>' && this.kind(this.at + 2) === '>' ? 3 : 2;
      operator = kind.repeat(length);
    } else if (this.kind(this.at + 1) === '=') {
      length = 2;
      operator = `${kind}=`;
    }
    const precedence = operator.length > 1 && !operator.endsWith('=') ? SHIFT : COMPARE;
    if (lowest > precedence) {
      return undefined;
    }
    this.at += length;
    return {
      kind: 'binary',
      operator,
      left,
      right: this.expression(precedence + 1),
      ...this.position(start)
    };
  }

  #operation(kind: string, left: Expression, start: number, lowest: number): Expression | undefined {
    const precedence = BINARY[kind];
    if (precedence !== undefined) {
      if (lowest > precedence) {
        return undefined;
      }
      this.at++;
      const right = this.expression(precedence + 1);
      return { kind: 'binary', operator: kind, left, right, ...this.position(start) };
    }
    if (lowest > ASSIGN || !ASSIGNMENTS.has(kind)) {
      return undefined;
    }
    this.at++;
    const operator = kind === '=' ? '=' : kind.slice(0, -1);
    return { kind: 'assign', operator, target: left, value: this.expression(ASSIGN), ...this.position(start) };
  }
}

/** How many binds a query has; -1 if it is not well formed. */
function countBinds(query: string): number {
  try {
    return parseSoql(query).binds.length;
  } catch {
    return -1;
  }
}
