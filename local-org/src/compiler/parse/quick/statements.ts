import type {
  Block,
  Declarator,
  DmlOperation,
  Expression,
  LocalStatement,
  Position,
  Statement,
  WhenValue
} from '../ast.ts';
import { unescapeString } from '../literals.ts';
import { ExpressionParser } from './expressions.ts';

const DML = new Set<string>(['insert', 'update', 'upsert', 'delete', 'undelete', 'merge']);

/** Blocks and statements. */
export class StatementParser extends ExpressionParser {
  protected block(): Block {
    const at = this.position();
    this.expect('{');
    const statements: Statement[] = [];
    while (!this.is('}')) {
      statements.push(this.statement());
    }
    const end = this.position();
    this.at++;
    return { kind: 'block', statements, end, ...at };
  }

  protected statement(): Statement {
    const at = this.position();
    const kind = this.kind();
    switch (kind) {
      case '{':
        return this.block();
      case 'if':
        return this.#if(at);
      case 'for':
        return this.#for(at);
      case 'while': {
        this.at++;
        const condition = this.#condition();
        return { kind: 'while', condition, body: this.#bodyOrNone(), ...at };
      }
      case 'do': {
        this.at++;
        const body = this.block();
        this.expect('while');
        const condition = this.#condition();
        this.expect(';');
        return { kind: 'doWhile', condition, body, ...at };
      }
      case 'try':
        return this.#try(at);
      case 'return': {
        this.at++;
        const value = this.is(';') ? null : this.expression();
        this.expect(';');
        return { kind: 'return', value, ...at };
      }
      case 'throw': {
        this.at++;
        const value = this.expression();
        this.expect(';');
        return { kind: 'throw', value, ...at };
      }
      case 'break':
      case 'continue':
        this.at++;
        this.expect(';');
        return { kind, ...at };
      case 'system.runas':
        return this.#runAs(at);
      default:
        return DML.has(kind) ? this.#dml(kind as DmlOperation, at) : this.#localOrExpression(at);
    }
  }

  #localOrExpression(at: Position): Statement {
    if (this.isWord('switch') && this.kind(this.at + 1) === 'on') {
      return this.#switch(at);
    }
    if (this.is('final') || this.#beginsLocal()) {
      const local = this.#local(at);
      this.expect(';');
      return local;
    }
    const expression = this.expression();
    this.expect(';');
    return { kind: 'expression', expression, ...at };
  }

  /** Whether a type and a name stand here. */
  #beginsLocal(): boolean {
    const end = this.skipType(this.at);
    return end >= 0 && this.kind(end) === 'id';
  }

  #local(at: Position): LocalStatement {
    const isFinal = this.take('final');
    return { kind: 'local', type: this.type(), isFinal, declarators: this.declarators(), ...at };
  }

  protected declarators(): Declarator[] {
    const list: Declarator[] = [];
    do {
      const at = this.position();
      const name = this.id();
      list.push({ name, initializer: this.take('=') ? this.expression() : null, ...at });
    } while (this.take(','));
    return list;
  }

  #condition(): Expression {
    this.expect('(');
    const condition = this.expression();
    this.expect(')');
    return condition;
  }

  #bodyOrNone(): Statement | null {
    return this.take(';') ? null : this.statement();
  }

  #if(at: Position): Statement {
    this.at++;
    const condition = this.#condition();
    const then = this.statement();
    return { kind: 'if', condition, then, otherwise: this.take('else') ? this.statement() : null, ...at };
  }

  #for(at: Position): Statement {
    this.at++;
    this.expect('(');
    const end = this.skipType(this.at);
    if (end >= 0 && this.kind(end) === 'id' && this.kind(end + 1) === ':') {
      const type = this.type();
      const name = this.id();
      this.at++;
      const source = this.expression();
      this.expect(')');
      return { kind: 'forEach', type, name, source, body: this.#bodyOrNone(), ...at };
    }
    let init: LocalStatement | Expression[] | null = null;
    if (!this.is(';')) {
      init = this.is('final') || this.#beginsLocal() ? this.#local(this.position()) : this.expressions(';');
    }
    this.expect(';');
    const condition = this.is(';') ? null : this.expression();
    this.expect(';');
    const update = this.expressions(')');
    this.expect(')');
    return { kind: 'for', init, condition, update, body: this.#bodyOrNone(), ...at };
  }

  #try(at: Position): Statement {
    this.at++;
    const body = this.block();
    const catches = [];
    while (this.is('catch')) {
      const start = this.position();
      this.at++;
      this.expect('(');
      const typeAt = this.position();
      const type = { name: this.qualifiedName(), args: [], ...typeAt };
      const name = this.id();
      this.expect(')');
      catches.push({ type, name, body: this.block(), ...start });
    }
    const finallyBlock = this.take('finally') ? this.block() : null;
    if (catches.length === 0 && finallyBlock === null) {
      this.unsure();
    }
    return { kind: 'try', body, catches, finallyBlock, ...at };
  }

  #switch(at: Position): Statement {
    this.at += 2;
    const subject = this.expression();
    this.expect('{');
    const whens = [];
    while (!this.is('}')) {
      const start = this.position();
      if (!this.isWord('when')) {
        this.unsure();
      }
      this.at++;
      whens.push({ value: this.#whenValue(), body: this.block(), ...start });
    }
    this.at++;
    if (whens.length === 0) {
      this.unsure();
    }
    return { kind: 'switch', subject, whens, ...at };
  }

  #whenValue(): WhenValue {
    if (this.take('else')) {
      return { kind: 'else' };
    }
    const end = this.skipType(this.at);
    if (end >= 0 && this.kind(end) === 'id') {
      return { kind: 'type', type: this.type(), name: this.id() };
    }
    const values: Expression[] = [];
    do {
      values.push(this.#whenLiteral());
    } while (this.take(','));
    return { kind: 'values', values };
  }

  #whenLiteral(): Expression {
    const at = this.position();
    if (this.take('(')) {
      const value = this.#whenLiteral();
      this.expect(')');
      return value;
    }
    switch (this.kind()) {
      case 'null':
        this.at++;
        return { kind: 'literal', type: 'null', text: '', ...at };
      case 'string':
        return { kind: 'literal', type: 'String', text: unescapeString(this.text(this.at++)), ...at };
      case 'id': {
        const named = { name: this.qualifiedName(), args: [], ...at };
        return { kind: 'name', ...named };
      }
      default:
        break;
    }
    let sign = '';
    while (this.is('-') || this.is('+')) {
      sign += this.take('-') ? '-' : '';
      if (this.is('+')) {
        this.at++;
      }
    }
    const kind = this.kind();
    if (kind !== 'integer' && kind !== 'long') {
      return this.unsure();
    }
    const text = `${sign}${this.text(this.at++)}`;
    return kind === 'integer'
      ? { kind: 'literal', type: 'Integer', text, ...at }
      : { kind: 'literal', type: 'Long', text: text.slice(0, -1), ...at };
  }

  #dml(operation: DmlOperation, at: Position): Statement {
    this.at++;
    let access: 'user' | 'system' | null = null;
    if (this.isWord('as') && (this.isWord('user', this.at + 1) || this.isWord('system', this.at + 1))) {
      access = this.isWord('user', this.at + 1) ? 'user' : 'system';
      this.at += 2;
    }
    const value = this.expression();
    const second = operation === 'merge' ? this.expression() : null;
    const externalId = operation === 'upsert' && this.is('id') ? this.qualifiedName() : null;
    this.expect(';');
    return { kind: 'dml', operation, value, second, access, externalId, ...at };
  }

  #runAs(at: Position): Statement {
    this.at++;
    this.expect('(');
    const args = this.expressions(')');
    this.expect(')');
    return { kind: 'runAs', args, body: this.block(), ...at };
  }
}
