/**
 * The syntax tree. It is plain data, so that it can be cached as JSON; names are kept as written. Lines and columns count from 1.
 */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** `Map<Id, Foo.Bar>`: `name` is dotted, `args` belong to its last part. `String[]` is read as `List<String>`. */
export interface TypeNode extends Position {
  readonly name: string;
  readonly args: readonly TypeNode[];
}

export type LiteralType = 'Integer' | 'Long' | 'Decimal' | 'Double' | 'String' | 'Boolean' | 'null';

export interface Literal extends Position {
  readonly kind: 'literal';
  readonly type: LiteralType;
  /** Number literals as written without suffix; strings unescaped. */
  readonly text: string;
}
export interface NameExpression extends Position {
  readonly kind: 'name';
  readonly name: string;
}
export interface ThisExpression extends Position {
  readonly kind: 'this' | 'super';
}
export interface DotExpression extends Position {
  readonly kind: 'dot';
  readonly target: Expression;
  readonly name: string;
  readonly safe: boolean;
}
export interface CallExpression extends Position {
  readonly kind: 'call';
  readonly target: Expression | null;
  readonly name: string;
  readonly args: readonly Expression[];
  readonly safe: boolean;
}
/** `this(…)` or `super(…)` */
export interface ConstructorCall extends Position {
  readonly kind: 'constructorCall';
  readonly which: 'this' | 'super';
  readonly args: readonly Expression[];
}
export interface IndexExpression extends Position {
  readonly kind: 'index';
  readonly target: Expression;
  readonly index: Expression;
}
export interface NewExpression extends Position {
  readonly kind: 'new';
  readonly type: TypeNode;
  readonly args: readonly Expression[];
}
/** `new T[n]` */
export interface NewArrayExpression extends Position {
  readonly kind: 'newArray';
  readonly type: TypeNode;
  readonly size: Expression;
}
/** `new List<T>{…}`, `new Set<T>{…}`, `new T[]{…}` */
export interface NewItemsExpression extends Position {
  readonly kind: 'newItems';
  readonly type: TypeNode;
  readonly items: readonly Expression[];
}
export interface NewMapExpression extends Position {
  readonly kind: 'newMap';
  readonly type: TypeNode;
  readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
}
export interface ClassLiteral extends Position {
  readonly kind: 'classLiteral';
  readonly type: TypeNode;
}
export interface UnaryExpression extends Position {
  readonly kind: 'unary';
  readonly operator: '+' | '-' | '!' | '~';
  readonly operand: Expression;
}
export interface IncrementExpression extends Position {
  readonly kind: 'increment';
  readonly operator: '++' | '--';
  readonly prefix: boolean;
  readonly operand: Expression;
}
export interface BinaryExpression extends Position {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface AssignExpression extends Position {
  readonly kind: 'assign';
  /** `=`, or the operator of a compound assignment without its `=`. */
  readonly operator: string;
  readonly target: Expression;
  readonly value: Expression;
}
export interface ConditionalExpression extends Position {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}
export interface InstanceOfExpression extends Position {
  readonly kind: 'instanceof';
  readonly operand: Expression;
  readonly type: TypeNode;
}
export interface CastExpression extends Position {
  readonly kind: 'cast';
  readonly type: TypeNode;
  readonly operand: Expression;
}
export interface ParenthesizedExpression extends Position {
  readonly kind: 'parens';
  readonly operand: Expression;
}
/** `text` is the query between the brackets; `binds` in order of appearance. */
export interface QueryExpression extends Position {
  readonly kind: 'soql' | 'sosl';
  readonly text: string;
  readonly binds: readonly Expression[];
}

export type Expression =
  | Literal
  | NameExpression
  | ThisExpression
  | DotExpression
  | CallExpression
  | ConstructorCall
  | IndexExpression
  | NewExpression
  | NewArrayExpression
  | NewItemsExpression
  | NewMapExpression
  | ClassLiteral
  | UnaryExpression
  | IncrementExpression
  | BinaryExpression
  | AssignExpression
  | ConditionalExpression
  | InstanceOfExpression
  | CastExpression
  | ParenthesizedExpression
  | QueryExpression;

export interface Block extends Position {
  readonly kind: 'block';
  readonly statements: readonly Statement[];
  /** Position of the closing brace. */
  readonly end: Position;
}
export interface Declarator extends Position {
  readonly name: string;
  readonly initializer: Expression | null;
}
export interface LocalStatement extends Position {
  readonly kind: 'local';
  readonly type: TypeNode;
  readonly isFinal: boolean;
  readonly declarators: readonly Declarator[];
}
export interface ExpressionStatement extends Position {
  readonly kind: 'expression';
  readonly expression: Expression;
}
export interface IfStatement extends Position {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: Statement;
  readonly otherwise: Statement | null;
}
export interface WhileStatement extends Position {
  readonly kind: 'while' | 'doWhile';
  readonly condition: Expression;
  readonly body: Statement | null;
}
export interface ForStatement extends Position {
  readonly kind: 'for';
  readonly init: LocalStatement | readonly Expression[] | null;
  readonly condition: Expression | null;
  readonly update: readonly Expression[];
  readonly body: Statement | null;
}
export interface ForEachStatement extends Position {
  readonly kind: 'forEach';
  readonly type: TypeNode;
  readonly name: string;
  readonly source: Expression;
  readonly body: Statement | null;
}
export interface ReturnStatement extends Position {
  readonly kind: 'return';
  readonly value: Expression | null;
}
export interface ThrowStatement extends Position {
  readonly kind: 'throw';
  readonly value: Expression;
}
export interface JumpStatement extends Position {
  readonly kind: 'break' | 'continue';
}
export interface CatchClause extends Position {
  readonly type: TypeNode;
  readonly name: string;
  readonly body: Block;
}
export interface TryStatement extends Position {
  readonly kind: 'try';
  readonly body: Block;
  readonly catches: readonly CatchClause[];
  readonly finallyBlock: Block | null;
}
export type WhenValue =
  | { readonly kind: 'else' }
  | { readonly kind: 'type'; readonly type: TypeNode; readonly name: string }
  | { readonly kind: 'values'; readonly values: readonly Expression[] };
export interface WhenClause extends Position {
  readonly value: WhenValue;
  readonly body: Block;
}
export interface SwitchStatement extends Position {
  readonly kind: 'switch';
  readonly subject: Expression;
  readonly whens: readonly WhenClause[];
}
export type DmlOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';
export interface DmlStatement extends Position {
  readonly kind: 'dml';
  readonly operation: DmlOperation;
  readonly value: Expression;
  /** The duplicates of `merge`. */
  readonly second: Expression | null;
  readonly access: 'user' | 'system' | null;
  /** `upsert records Account.External__c` */
  readonly externalId: string | null;
}
export interface RunAsStatement extends Position {
  readonly kind: 'runAs';
  readonly args: readonly Expression[];
  readonly body: Block;
}
export type Statement =
  | Block
  | LocalStatement
  | ExpressionStatement
  | IfStatement
  | WhileStatement
  | ForStatement
  | ForEachStatement
  | ReturnStatement
  | ThrowStatement
  | JumpStatement
  | TryStatement
  | SwitchStatement
  | DmlStatement
  | RunAsStatement;

export interface Annotation {
  readonly name: string;
  /** By lower-case name; a single unnamed value is under `value`. */
  readonly args: Readonly<Record<string, string>>;
}
export interface Parameter extends Position {
  readonly name: string;
  readonly type: TypeNode;
}
interface Modified extends Position {
  /** Lower case; `with sharing` is one modifier. */
  readonly modifiers: readonly string[];
  readonly annotations: readonly Annotation[];
}
export interface MethodNode extends Modified {
  readonly kind: 'method';
  readonly name: string;
  /** Null for `void`. */
  readonly returnType: TypeNode | null;
  readonly parameters: readonly Parameter[];
  readonly body: Block | null;
}
export interface ConstructorNode extends Modified {
  readonly kind: 'constructor';
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: Block;
}
export interface FieldNode extends Modified {
  readonly kind: 'field';
  readonly type: TypeNode;
  readonly declarators: readonly Declarator[];
}
export interface AccessorNode extends Position {
  readonly modifiers: readonly string[];
  /** Null for `get;` */
  readonly body: Block | null;
}
export interface PropertyNode extends Modified {
  readonly kind: 'property';
  readonly name: string;
  readonly type: TypeNode;
  readonly getter: AccessorNode | null;
  readonly setter: AccessorNode | null;
}
export interface InitializerNode extends Position {
  readonly kind: 'initializer';
  readonly isStatic: boolean;
  readonly body: Block;
}
export type MemberNode =
  MethodNode | ConstructorNode | FieldNode | PropertyNode | InitializerNode | TypeNodeDeclaration;
export interface TypeNodeDeclaration extends Modified {
  readonly kind: 'class' | 'interface' | 'enum';
  readonly name: string;
  readonly superType: TypeNode | null;
  readonly interfaces: readonly TypeNode[];
  readonly members: readonly MemberNode[];
  readonly constants: readonly (Position & { readonly name: string })[];
}
export interface TriggerNode extends Position {
  readonly kind: 'trigger';
  readonly name: string;
  readonly objectName: string;
  /** `before insert`, … */
  readonly events: readonly string[];
  readonly members: readonly MemberNode[];
  readonly body: Block;
}
export type SourceUnit = TypeNodeDeclaration | TriggerNode;
