import type {
  AccessorNode,
  Annotation,
  Block,
  MemberNode,
  Parameter,
  Position,
  PropertyNode,
  SourceUnit,
  Statement,
  TypeNode,
  TypeNodeDeclaration
} from '../ast.ts';
import { unescapeString } from '../literals.ts';
import { StatementParser } from './statements.ts';
import { table } from '../../../common/index.ts';

interface Modifiers {
  readonly modifiers: string[];
  readonly annotations: Annotation[];
}

const MODIFIERS = new Set(
  'global public protected private static abstract final webservice override virtual testmethod'.split(' ')
);
const SHARING = ['with', 'without', 'inherited'];

/** Classes, their members, and triggers. */
export class DeclarationParser extends StatementParser {
  unit(kind: 'class' | 'trigger'): SourceUnit {
    const unit = kind === 'class' ? this.#type(this.#modifiers()) : this.#trigger();
    if (!this.is('eof')) {
      this.unsure();
    }
    return unit;
  }

  #modifiers(): Modifiers {
    const modifiers: string[] = [];
    const annotations: Annotation[] = [];
    for (;;) {
      const kind = this.kind();
      if (kind === '@') {
        this.at++;
        annotations.push(this.#annotation());
      } else if (MODIFIERS.has(kind)) {
        modifiers.push(kind);
        this.at++;
      } else if (this.isWord('transient')) {
        modifiers.push('transient');
        this.at++;
      } else if (kind === 'id' && this.isWord('sharing', this.at + 1)) {
        const word = SHARING.find((candidate) => this.isWord(candidate)) ?? this.unsure();
        modifiers.push(`${word} sharing`);
        this.at += 2;
      } else {
        return { modifiers, annotations };
      }
    }
  }

  #annotation(): Annotation {
    const name = this.id();
    const args: Record<string, string> = table({});
    if (this.take('(')) {
      if (this.is('id')) {
        while (this.is('id')) {
          const key = this.id().toLowerCase();
          this.expect('=');
          args[key] = this.#elementValue();
          this.take(',');
        }
        if (this.kind(this.at - 1) === ',') {
          this.unsure();
        }
      } else if (!this.is(')')) {
        args['value'] = this.#elementValue();
      }
      this.expect(')');
    }
    return { name, args };
  }

  #elementValue(): string {
    const kind = this.kind();
    const text = this.text(this.at++);
    switch (kind) {
      case 'integer':
        return text;
      case 'long':
        return text.slice(0, -1);
      case 'number':
        return text.replace(/[dD]$/, '');
      case 'string':
        return unescapeString(text);
      case 'boolean':
        return text.toLowerCase();
      case 'null':
        return '';
      default:
        return this.unsure();
    }
  }

  #type(modifiers: Modifiers): TypeNodeDeclaration {
    const kind = this.kind();
    this.at++;
    const at = this.position();
    const name = this.id();
    const base = { name, superType: null, interfaces: [], members: [], constants: [], ...modifiers };
    switch (kind) {
      case 'enum':
        return { ...base, kind, constants: this.#constants(), ...at };
      case 'interface':
        return {
          ...base,
          kind,
          interfaces: this.take('extends') ? this.typeList() : [],
          members: this.#interfaceMembers(),
          ...at
        };
      case 'class':
        return {
          ...base,
          kind,
          superType: this.take('extends') ? this.type() : null,
          interfaces: this.take('implements') ? this.typeList() : [],
          members: this.#classMembers(),
          ...at
        };
      default:
        return this.unsure();
    }
  }

  #constants(): (Position & { name: string })[] {
    this.expect('{');
    const constants: (Position & { name: string })[] = [];
    if (!this.is('}')) {
      do {
        const at = this.position();
        constants.push({ name: this.id(), ...at });
      } while (this.take(','));
    }
    this.expect('}');
    return constants;
  }

  #interfaceMembers(): MemberNode[] {
    this.expect('{');
    const members: MemberNode[] = [];
    while (!this.is('}')) {
      const modifiers = this.#modifiers();
      const returnType = this.take('void') ? null : this.type();
      const at = this.position();
      const name = this.id();
      const parameters = this.#parameters();
      this.expect(';');
      members.push({ kind: 'method', name, returnType, parameters, body: null, ...modifiers, ...at });
    }
    this.at++;
    return members;
  }

  #classMembers(): MemberNode[] {
    this.expect('{');
    const members: MemberNode[] = [];
    while (!this.is('}')) {
      if (this.take(';')) {
        continue;
      }
      const at = this.position();
      const isStatic = this.is('static') && this.kind(this.at + 1) === '{';
      if (isStatic || this.is('{')) {
        this.at += isStatic ? 1 : 0;
        members.push({ kind: 'initializer', isStatic, body: this.block(), ...at });
        continue;
      }
      members.push(this.#member(this.#modifiers()));
    }
    this.at++;
    return members;
  }

  #member(modifiers: Modifiers): MemberNode {
    const kind = this.kind();
    if (kind === 'class' || kind === 'interface' || kind === 'enum') {
      return this.#type(modifiers);
    }
    const start = this.position();
    if (this.take('void')) {
      return this.#method(null, modifiers);
    }
    if (this.is('id') && this.kind(this.at + 1) === '(') {
      const name = this.id();
      return { kind: 'constructor', name, parameters: this.#parameters(), body: this.block(), ...modifiers, ...start };
    }
    const type = this.type();
    switch (this.kind(this.at + 1)) {
      case '(':
        return this.#method(type, modifiers);
      case '{':
        return this.#property(type, modifiers);
      default: {
        const declarators = this.declarators();
        this.expect(';');
        return { kind: 'field', type, declarators, ...modifiers, ...start };
      }
    }
  }

  #method(returnType: TypeNode | null, modifiers: Modifiers): MemberNode {
    const at = this.position();
    const name = this.id();
    const parameters = this.#parameters();
    return { kind: 'method', name, returnType, parameters, body: this.#bodyOrNone(), ...modifiers, ...at };
  }

  #bodyOrNone(): Block | null {
    return this.take(';') ? null : this.block();
  }

  #parameters(): Parameter[] {
    this.expect('(');
    const parameters: Parameter[] = [];
    if (!this.is(')')) {
      do {
        const at = this.position();
        this.#modifiers();
        const type = this.type();
        parameters.push({ name: this.id(), type, ...at });
      } while (this.take(','));
    }
    this.expect(')');
    return parameters;
  }

  #property(type: TypeNode, modifiers: Modifiers): PropertyNode {
    const at = this.position();
    const name = this.id();
    this.expect('{');
    let getter: AccessorNode | null = null;
    let setter: AccessorNode | null = null;
    while (!this.is('}')) {
      const start = this.position();
      const { modifiers: own } = this.#modifiers();
      const isGetter = this.isWord('get');
      if (!isGetter && !this.isWord('set')) {
        this.unsure();
      }
      this.at++;
      const accessor = { body: this.#bodyOrNone(), modifiers: own, ...start };
      if (isGetter) {
        getter ??= accessor;
      } else {
        setter ??= accessor;
      }
    }
    this.at++;
    return { kind: 'property', name, type, getter, setter, ...modifiers, ...at };
  }

  #trigger(): SourceUnit {
    const at = this.position();
    if (!this.isWord('trigger')) {
      this.unsure();
    }
    this.at++;
    const name = this.id();
    this.expect('on');
    const objectName = this.id();
    this.expect('(');
    const events: string[] = [];
    do {
      events.push(`${this.text(this.at).toLowerCase()} ${this.text(this.at + 1).toLowerCase()}`);
      if (!/^(?:before|after) (?:insert|update|delete|undelete)$/.test(events.at(-1) ?? '')) {
        this.unsure();
      }
      this.at += 2;
    } while (this.take(','));
    this.expect(')');
    const start = this.position();
    this.expect('{');
    const statements: Statement[] = [];
    while (!this.is('}')) {
      statements.push(this.#triggerStatement());
    }
    const body: Block = { kind: 'block', statements, end: this.position(), ...start };
    this.at++;
    return { kind: 'trigger', name, objectName, events, members: [], body, ...at };
  }

  /** Members of triggers are left to the grammar. */
  #triggerStatement(): Statement {
    const kind = this.kind();
    const end = this.skipType(this.at);
    const isMember = end >= 0 && this.kind(end) === 'id' && /^[({]$/.test(this.kind(end + 1));
    const isModified = kind === '@' || MODIFIERS.has(kind) || this.isWord('transient');
    return isMember || isModified || ['void', 'class', 'interface', 'enum'].includes(kind)
      ? this.unsure()
      : this.statement();
  }
}
