import type { ApexType } from '../../values/index.ts';
import type { AccessorNode, Block, Position } from '../parse/ast.ts';
import type { ClassSymbol, FieldSymbol, MethodSymbol, ParameterSymbol } from '../symbols/symbols.ts';
import { BodyContext } from './body-context.ts';
import { assignTo } from './coerce.ts';
import { checkImplicitSuper, compileConstructorCall } from './constructor-calls.ts';
import { compileExpression } from './expressions.ts';
import { backingJsName, fieldJsName } from './fields.ts';
import { assignedNames, blockCompletes } from './flow.ts';
import { checkOverrides, interfaceBridges } from './inheritance.ts';
import { FunctionScope } from './scope.ts';
import { compileStatements, enterCall, LEAVE, returning } from './statements.ts';
import { quote } from './typed.ts';

type ContextOptions = Omit<ConstructorParameters<typeof BodyContext>[0], 'symbol' | 'scope'>;

/** Emits the JavaScript class of one class of the project. `frame` is told which method the lines from here on belong to. */
export class ClassEmitter {
  readonly #cx: BodyContext;
  readonly #symbol: ClassSymbol;
  readonly #frame: (name: string) => void;

  constructor(options: ContextOptions, symbol: ClassSymbol, frame: (name: string) => void) {
    this.#symbol = symbol;
    this.#frame = frame;
    this.#cx = new BodyContext({ ...options, symbol, scope: new FunctionScope({ isStatic: true, returnType: null }) });
  }

  emit(): void {
    const { out } = this.#cx;
    const { key, name, superType } = this.#symbol;
    out.at(this.#symbol.line);
    const base = `$.base(${superType === null ? 'null' : quote(superType.key)})`;
    out.open(`$.define(${quote(key)}, () => class ${name.replace(/\./g, '$')} extends ${base} {`);
    this.#shape();
    this.#instanceInitializer();
    this.#staticInitializer();
    this.#constructors();
    for (const field of this.#symbol.fields.values()) {
      if (field.hasGetter || field.hasSetter) {
        this.#property(field);
      }
    }
    for (const overloads of this.#symbol.methods.values()) {
      for (const method of overloads) {
        this.#method(method);
      }
    }
    checkOverrides(this.#cx, this.#symbol);
    for (const { from, to } of interfaceBridges(this.#cx, this.#symbol)) {
      out.write(`${from}(...args) { return this.${to}(...args); }`);
    }
    out.close('});');
  }

  #instanceFields(): FieldSymbol[] {
    return [...this.#symbol.fields.values()].filter((field) => !field.isStatic);
  }

  #storedName(field: FieldSymbol): string {
    const { types } = this.#cx;
    return field.hasGetter || field.hasSetter ? backingJsName(types, field) : fieldJsName(types, field);
  }

  /** All fields are set in the JavaScript constructor, so that instances of a class share one shape. */
  #shape(): void {
    const fields = this.#instanceFields();
    if (fields.length > 0) {
      this.#cx.out.write(
        `constructor() { super(); ${fields.map((field) => `this.${this.#storedName(field)} = null;`).join(' ')} }`
      );
    }
  }

  get #hasInstanceInitializer(): boolean {
    return this.#symbol.initializers.some((initializer) =>
      initializer.kind === 'block'
        ? !initializer.isStatic
        : !initializer.field.isStatic && initializer.declarator.initializer !== null
    );
  }

  /** All initialisers of an object run before its constructors, those of the super class first. */
  #instanceInitializer(): void {
    if (!this.#hasInstanceInitializer) {
      return;
    }
    this.#function('$init()', '<init>', { isStatic: false, returnType: null, body: null }, () => {
      this.#cx.out.write('super.$init();');
      this.#initializers(false);
      this.#cx.out.write('return this;');
    });
  }

  #staticInitializer(): void {
    this.#function('static $initialize()', '<clinit>', { isStatic: true, returnType: null, body: null }, () =>
      this.#initializers(true)
    );
  }

  /** Initialisers are a call of their own, unless they call nothing. */
  #initializers(isStatic: boolean): void {
    const cx = this.#cx;
    const isCall = this.#symbol.initializers.some((initializer) =>
      initializer.kind === 'block'
        ? initializer.isStatic === isStatic
        : initializer.field.isStatic === isStatic &&
          (initializer.declarator.initializer?.kind ?? 'literal') !== 'literal'
    );
    if (isCall) {
      cx.out.write(enterCall(cx));
    }
    const later = new Set(
      this.#symbol.initializers.flatMap((initializer) =>
        initializer.kind === 'field' && initializer.field.isStatic === isStatic
          ? [initializer.field.name.toLowerCase()]
          : []
      )
    );
    for (const initializer of this.#symbol.initializers) {
      if (initializer.kind === 'block') {
        if (initializer.isStatic === isStatic) {
          cx.out.open('{');
          cx.scope.push();
          compileStatements(cx, initializer.node.body.statements);
          cx.scope.pop();
          cx.out.close();
        }
        continue;
      }
      const { field, declarator } = initializer;
      later.delete(field.name.toLowerCase());
      if (field.isStatic !== isStatic || declarator.initializer === null) {
        continue;
      }
      const expression = declarator.initializer;
      cx.guard(() => {
        cx.out.at(declarator.line);
        this.#cover(declarator.line);
        cx.scope.later = later;
        const value = assignTo(cx, compileExpression(cx, expression), field.type, declarator);
        const owner = isStatic ? `${cx.links.statics(this.#symbol.key)}()` : 'this';
        cx.out.write(`${owner}.${fieldJsName(cx.types, field)} = ${value};`);
      });
      cx.scope.later = new Set();
    }
    if (isCall) {
      cx.out.write(LEAVE);
    }
  }

  #cover(line: number): void {
    if (!this.#cx.coveredLines.has(line)) {
      this.#cx.coveredLines.add(line);
      if (this.#cx.coverage) {
        this.#cx.out.write(`$k[${line}]++;`);
      }
    }
  }

  /** Emits a function whose body `write` produces; temporaries are declared at its top. */
  #function(
    head: string,
    frameName: string,
    options: {
      isStatic: boolean;
      returnType: ApexType | null;
      isConstructor?: boolean;
      accessorOf?: string;
      body: Block | null;
    },
    write: () => void
  ): void {
    const cx = this.#cx;
    const { body, ...scope } = options;
    cx.scope = new FunctionScope({ ...scope, assigned: assignedNames(body) });
    this.#frame(`${this.#symbol.name}.${frameName}`);
    cx.out.open(`${head} {`);
    const declare = cx.out.placeholder();
    write();
    const temporaries = cx.scope.temporaries();
    declare(temporaries.length > 0 ? `let ${temporaries.join(', ')};` : '');
    cx.out.close();
  }

  #parameters(parameters: readonly ParameterSymbol[]): string {
    return parameters.map((parameter) => `v_${parameter.name.toLowerCase()}`).join(', ');
  }

  #declareParameters(parameters: readonly ParameterSymbol[]): void {
    for (const parameter of parameters) {
      this.#cx.scope.declare(parameter.name, parameter.type);
    }
  }

  #method(method: MethodSymbol): void {
    const cx = this.#cx;
    const { node } = method;
    if (node.kind !== 'method' || node.body === null) {
      if (!method.isAbstract) {
        cx.report(method, 'missing-body', 'Method must have a body');
      }
      return;
    }
    if (method.isAbstract && this.#symbol.kind === 'class') {
      cx.report(method, 'abstract-body', 'Abstract methods cannot have a body');
    }
    const body = node.body;
    cx.out.at(method.line);
    if (method.isStatic && this.#symbol.interfaces.length > 0) {
      // A static method may be what an interface asks for; it is then called on instances.
      const holder = `${cx.links.classRef(this.#symbol.key)}.c`;
      cx.out.write(`${method.jsName}(...values) { return ${holder}.${method.jsName}(...values); }`);
    }
    const head = `${method.isStatic ? 'static ' : ''}${method.jsName}(${this.#parameters(method.parameters)})`;
    this.#function(head, method.name, { isStatic: method.isStatic, returnType: method.returnType, body }, () => {
      this.#declareParameters(method.parameters);
      this.#enter(method.isStatic);
      this.#body(body);
      if (method.returnType.key !== 'void' && blockCompletes(body)) {
        cx.report(
          body.end,
          'missing-return',
          `Missing return statement required return type: ${method.returnType.name}`
        );
      }
    });
  }

  #body(body: Block): void {
    compileStatements(this.#cx, body.statements);
    if (blockCompletes(body)) {
      this.#cx.out.write(LEAVE);
    }
  }

  /** Limits are checked at every call; static code may have to initialise its class first. */
  #enter(isStatic: boolean): void {
    this.#cx.out.write(enterCall(this.#cx));
    const initializesStatics = this.#symbol.initializers.some(
      (initializer) => initializer.kind === 'block' && initializer.isStatic
    );
    if (isStatic && initializesStatics) {
      this.#cx.out.write(`${this.#cx.links.statics(this.#symbol.key)}();`);
    }
  }

  #constructors(): void {
    const cx = this.#cx;
    for (const constructor of this.#symbol.constructors) {
      const { node } = constructor;
      if (node.kind !== 'constructor') {
        continue;
      }
      cx.out.at(constructor.line);
      const options = { isStatic: false, returnType: null, isConstructor: true, body: node.body };
      this.#function(`${constructor.jsName}(${this.#parameters(constructor.parameters)})`, '<init>', options, () => {
        this.#declareParameters(constructor.parameters);
        this.#enter(true);
        this.#constructorBody(node.body, constructor);
      });
    }
    if (this.#symbol.constructors.length === 0) {
      checkImplicitSuper(cx, this.#symbol);
    }
    if (this.#symbol.constructors.length === 0 && this.#hasStaticBlock && !cx.types.isException(this.#symbol.type)) {
      cx.out.write(`c$() { ${cx.links.statics(this.#symbol.key)}(); super.c$(); return this; }`);
    }
  }

  get #hasStaticBlock(): boolean {
    return this.#symbol.initializers.some((initializer) => initializer.kind === 'block' && initializer.isStatic);
  }

  #constructorBody(body: Block, at: Position): void {
    const cx = this.#cx;
    const [first, ...rest] = body.statements;
    const call = first?.kind === 'expression' && first.expression.kind === 'constructorCall' ? first.expression : null;
    cx.out.at(at.line);
    if (call === null) {
      checkImplicitSuper(cx, at);
      cx.out.write('super.c$();');
    } else {
      cx.guard(() => {
        cx.out.at(call.line);
        this.#cover(call.line);
        cx.out.write(`${compileConstructorCall(cx, call).code};`);
      });
    }
    compileStatements(cx, call === null ? body.statements : rest);
    cx.out.write(returning('this'));
  }

  #property(field: FieldSymbol): void {
    const node = field.property;
    const name = field.name.toLowerCase();
    const stored = field.isStatic
      ? `${this.#cx.links.statics(this.#symbol.key)}().${fieldJsName(this.#cx.types, field)}`
      : `this.${this.#storedName(field)}`;
    const getHead = field.isStatic ? `static g_${name}()` : `get ${fieldJsName(this.#cx.types, field)}()`;
    const setHead = (parameter: string): string =>
      field.isStatic ? `static t_${name}(${parameter})` : `set ${fieldJsName(this.#cx.types, field)}(${parameter})`;
    this.#accessor(field, node?.getter ?? null, getHead, field.type, () => `${getHead} { return ${stored}; }`);
    this.#accessor(
      field,
      node?.setter ?? null,
      setHead('v_value'),
      null,
      () => `${setHead('value')} { ${stored} = value; }`
    );
  }

  #accessor(
    field: FieldSymbol,
    node: AccessorNode | null,
    head: string,
    returns: ApexType | null,
    automatic: () => string
  ): void {
    const cx = this.#cx;
    const body = node?.body ?? null;
    if (body === null) {
      cx.out.write(automatic());
      return;
    }
    const returnType = returns ?? cx.types.plain('void');
    const options = { isStatic: field.isStatic, returnType, accessorOf: field.name.toLowerCase(), body };
    cx.out.at(node?.line ?? field.line);
    this.#function(head, field.name, options, () => {
      if (returns === null) {
        cx.scope.declare('value', field.type);
      }
      this.#enter(field.isStatic);
      this.#body(body);
      if (returns !== null && blockCompletes(body)) {
        cx.report(body.end, 'missing-return', `Missing return statement required return type: ${returns.name}`);
      }
    });
  }
}
