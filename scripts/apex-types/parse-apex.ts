import {
  ApexErrorListener,
  ApexParserFactory,
  type ClassDeclarationContext,
  type MemberDeclarationContext,
  type ModifierContext,
  type TypeRefContext
} from '@apexdevtools/apex-parser';

/** An Apex type as written: `List<CwOrderHistoryView.Page>`. */
export interface ApexTypeName {
  readonly name: string;
  readonly args: readonly ApexTypeName[];
}

/** A field that components see. */
export interface ApexField {
  readonly name: string;
  readonly type: ApexTypeName;
  readonly doc: string;
  /** It has an initial value, which by the project's convention means: never null. */
  readonly isInitialised: boolean;
}

/** A method that components call. */
export interface ApexMethod {
  readonly name: string;
  readonly doc: string;
  readonly isCacheable: boolean;
  readonly parameters: readonly { readonly name: string; readonly type: ApexTypeName }[];
  readonly returnType: ApexTypeName | null;
}

/** A class with what is `@AuraEnabled` in it, and its inner classes. */
export interface ApexClass {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly ApexField[];
  readonly methods: readonly ApexMethod[];
  readonly inner: readonly ApexClass[];
}

class FirstError extends ApexErrorListener {
  message: string | null = null;

  override apexSyntaxError(line: number, column: number, message: string): void {
    this.message ??= `${line}:${column + 1} ${message}`;
  }
  // the parser also reports its own ambiguities, which are of no interest
  reportAmbiguity(): void {}
  reportAttemptingFullContext(): void {}
  reportContextSensitivity(): void {}
}

function typeName(context: TypeRefContext): ApexTypeName {
  const parts = context.typeName_list();
  const name = parts.map((part) => part.getText().replace(/<.*$/s, '')).join('.');
  const args = parts.at(-1)?.typeArguments()?.typeList().typeRef_list() ?? [];
  const type = { name, args: args.map(typeName) };
  return context.arraySubscripts()?.getText() ? { name: 'List', args: [type] } : type;
}

/** The sentence of the ApexDoc or plain comment that ends just before an offset. */
function docBefore(source: string, offset: number): string {
  const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(source.slice(0, offset));
  const text = (comment?.[1] ?? '').replace(/^\s*\* ?/gm, '');
  return text
    .replace(/@description\s*/, '')
    .split(/^@\w+/m)[0]!
    .replace(/\s+/g, ' ')
    .trim();
}

function auraEnabled(modifiers: readonly ModifierContext[]): { cacheable: boolean } | null {
  for (const modifier of modifiers) {
    const annotation = modifier.annotation();
    if (annotation?.id().getText().toLowerCase() === 'auraenabled') {
      return { cacheable: /cacheable=true/i.test(annotation.getText()) };
    }
  }
  return null;
}

function readMember(
  member: MemberDeclarationContext,
  doc: string,
  cacheable: boolean
): { fields: ApexField[]; methods: ApexMethod[] } {
  const method = member.methodDeclaration();
  if (method) {
    const parameters = method.formalParameters().formalParameterList()?.formalParameter_list() ?? [];
    return {
      fields: [],
      methods: [
        {
          name: method.id().getText(),
          doc,
          isCacheable: cacheable,
          parameters: parameters.map((item) => ({ name: item.id().getText(), type: typeName(item.typeRef()) })),
          returnType: method.typeRef() ? typeName(method.typeRef()) : null
        }
      ]
    };
  }
  const property = member.propertyDeclaration();
  if (property) {
    const field = { name: property.id().getText(), type: typeName(property.typeRef()), doc, isInitialised: false };
    return { fields: [field], methods: [] };
  }
  const field = member.fieldDeclaration();
  const declarators = field?.variableDeclarators().variableDeclarator_list() ?? [];
  return {
    fields: declarators.map((declarator) => ({
      name: declarator.id().getText(),
      type: typeName(field!.typeRef()),
      doc,
      isInitialised: Boolean(declarator.expression())
    })),
    methods: []
  };
}

function readClass(source: string, context: ClassDeclarationContext, doc: string): ApexClass {
  const fields: ApexField[] = [];
  const methods: ApexMethod[] = [];
  const inner: ApexClass[] = [];
  for (const declaration of context.classBody().classBodyDeclaration_list()) {
    const member = declaration.memberDeclaration();
    const ownDoc = docBefore(source, declaration.start.start);
    const enabled = auraEnabled(declaration.modifier_list());
    if (member?.classDeclaration()) {
      inner.push(readClass(source, member.classDeclaration(), ownDoc));
    } else if (member && enabled) {
      const found = readMember(member, ownDoc, enabled.cacheable);
      fields.push(...found.fields);
      methods.push(...found.methods);
    }
  }
  return { name: context.id().getText(), doc, fields, methods, inner };
}

/**
 * Reads what is `@AuraEnabled` in a class.
 * @param source text of a `.cls` file
 * @returns null for an interface or enum
 * @throws Error with line and column when the text is not Apex
 */
export function parseApexClass(source: string): ApexClass | null {
  const listener = new FirstError();
  const { parser } = ApexParserFactory.createLexerAndParser(source, listener);
  const unit = parser.compilationUnit();
  if (listener.message) {
    throw new Error(listener.message);
  }
  const declaration = unit.typeDeclaration();
  const type = declaration.classDeclaration();
  return type ? readClass(source, type, docBefore(source, declaration.start.start)) : null;
}
