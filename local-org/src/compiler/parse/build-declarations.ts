import type * as AP from '@apexdevtools/apex-parser';
import type {
  AccessorNode,
  Annotation,
  MemberNode,
  MethodNode,
  Parameter,
  SourceUnit,
  Statement,
  TypeNodeDeclaration
} from './ast.ts';
import { buildLiteral } from './build-expressions.ts';
import { buildBlock, buildDeclarators, buildStatement } from './build-statements.ts';
import { buildType, position } from './build-types.ts';
import { table } from '../../common/index.ts';

interface Modifiers {
  modifiers: string[];
  annotations: Annotation[];
}

function elementText(context: AP.ElementValueContext): string {
  const text = context.literal() ? buildLiteral(context.literal()).text : context.getText();
  return text;
}

function buildAnnotation(context: AP.AnnotationContext): Annotation {
  const args: Record<string, string> = table({});
  for (const pair of context.elementValuePairs()?.elementValuePair_list() ?? []) {
    args[pair.id().getText().toLowerCase()] = elementText(pair.elementValue());
  }
  if (context.elementValue()) {
    args['value'] = elementText(context.elementValue());
  }
  return { name: context.id().getText(), args };
}

function buildModifiers(list: readonly AP.ModifierContext[]): Modifiers {
  const modifiers: string[] = [];
  const annotations: Annotation[] = [];
  for (const modifier of list) {
    if (modifier.annotation()) {
      annotations.push(buildAnnotation(modifier.annotation()));
    } else {
      modifiers.push((modifier.children ?? []).map((child) => child.getText().toLowerCase()).join(' '));
    }
  }
  return { modifiers, annotations };
}

function buildParameters(context: AP.FormalParametersContext): Parameter[] {
  const list = context.formalParameterList()?.formalParameter_list() ?? [];
  return list.map((p) => ({ name: p.id().getText(), type: buildType(p.typeRef()), ...position(p) }));
}

function buildMethod(
  context: AP.MethodDeclarationContext | AP.InterfaceMethodDeclarationContext,
  modifiers: Modifiers
): MethodNode {
  const body = 'block' in context ? context.block() : null;
  return {
    kind: 'method',
    name: context.id().getText(),
    returnType: context.typeRef() ? buildType(context.typeRef()) : null,
    parameters: buildParameters(context.formalParameters()),
    body: body ? buildBlock(body) : null,
    ...modifiers,
    ...position(context.id())
  };
}

function buildAccessor(block: AP.PropertyBlockContext, body: AP.BlockContext | null | undefined): AccessorNode {
  return {
    body: body ? buildBlock(body) : null,
    modifiers: buildModifiers(block.modifier_list()).modifiers,
    ...position(block)
  };
}

type MemberContext = AP.MemberDeclarationContext | AP.TriggerMemberDeclarationContext;

function buildMember(context: MemberContext, modifiers: Modifiers): MemberNode {
  const method = context.methodDeclaration();
  if (method) {
    return buildMethod(method, modifiers);
  }
  const field = context.fieldDeclaration();
  if (field) {
    const declarators = buildDeclarators(field.variableDeclarators());
    return { kind: 'field', type: buildType(field.typeRef()), declarators, ...modifiers, ...position(field) };
  }
  const property = context.propertyDeclaration();
  if (property) {
    const blocks = property.propertyBlock_list();
    const getter = blocks.find((block) => block.getter());
    const setter = blocks.find((block) => block.setter());
    return {
      kind: 'property',
      name: property.id().getText(),
      type: buildType(property.typeRef()),
      getter: getter ? buildAccessor(getter, getter.getter().block()) : null,
      setter: setter ? buildAccessor(setter, setter.setter().block()) : null,
      ...modifiers,
      ...position(property.id())
    };
  }
  const constructor = 'constructorDeclaration' in context ? context.constructorDeclaration() : null;
  if (constructor) {
    return {
      kind: 'constructor',
      name: constructor.qualifiedName().getText(),
      parameters: buildParameters(constructor.formalParameters()),
      body: buildBlock(constructor.block()),
      ...modifiers,
      ...position(constructor)
    };
  }
  return buildTypeDeclaration(context, modifiers);
}

function buildClassMembers(context: AP.ClassBodyContext): MemberNode[] {
  const members: MemberNode[] = [];
  for (const declaration of context.classBodyDeclaration_list()) {
    if (declaration.memberDeclaration()) {
      members.push(buildMember(declaration.memberDeclaration(), buildModifiers(declaration.modifier_list())));
    } else if (declaration.block()) {
      const isStatic = declaration.STATIC() != null;
      members.push({ kind: 'initializer', isStatic, body: buildBlock(declaration.block()), ...position(declaration) });
    }
  }
  return members;
}

type TypeContext = AP.TypeDeclarationContext | MemberContext;

function buildTypeDeclaration(context: TypeContext, modifiers: Modifiers): TypeNodeDeclaration {
  const base = { superType: null, interfaces: [], members: [], constants: [], ...modifiers };
  const enumeration = context.enumDeclaration();
  if (enumeration) {
    const constants = (enumeration.enumConstants()?.id_list() ?? []).map((id) => ({
      name: id.getText(),
      ...position(id)
    }));
    return { ...base, kind: 'enum', name: enumeration.id().getText(), constants, ...position(enumeration.id()) };
  }
  const declared = context.interfaceDeclaration();
  if (declared) {
    const members = declared
      .interfaceBody()
      .interfaceMethodDeclaration_list()
      .map((method) => buildMethod(method, buildModifiers(method.modifier_list())));
    const interfaces = (declared.typeList()?.typeRef_list() ?? []).map(buildType);
    return {
      ...base,
      kind: 'interface',
      name: declared.id().getText(),
      interfaces,
      members,
      ...position(declared.id())
    };
  }
  const type = context.classDeclaration();
  return {
    ...base,
    kind: 'class',
    name: type.id().getText(),
    superType: type.typeRef() ? buildType(type.typeRef()) : null,
    interfaces: (type.typeList()?.typeRef_list() ?? []).map(buildType),
    members: buildClassMembers(type.classBody()),
    ...position(type.id())
  };
}

export function buildCompilationUnit(context: AP.CompilationUnitContext): SourceUnit {
  const declaration = context.typeDeclaration();
  return buildTypeDeclaration(declaration, buildModifiers(declaration.modifier_list()));
}

export function buildTrigger(context: AP.TriggerUnitContext): SourceUnit {
  const members: MemberNode[] = [];
  const statements: Statement[] = [];
  for (const member of context.triggerBlock().triggerBlockMember_list()) {
    if (member.triggerMemberDeclaration()) {
      const node = buildMember(member.triggerMemberDeclaration(), buildModifiers(member.modifier_list()));
      if (node.kind === 'field') {
        // The grammar takes a variable at the top level of a trigger for a field.
        const { line, column, type, declarators } = node;
        statements.push({ kind: 'local', type, isFinal: false, declarators, line, column });
      } else {
        members.push(node);
      }
    } else {
      statements.push(buildStatement(member.statement()));
    }
  }
  const last = context.stop ?? context.start;
  return {
    kind: 'trigger',
    name: context.id(0).getText(),
    objectName: context.id(1).getText(),
    events: context
      .triggerCase_list()
      .map((event) => (event.children ?? []).map((child) => child.getText().toLowerCase()).join(' ')),
    members,
    body: {
      kind: 'block',
      statements,
      end: { line: last.line, column: last.column + 1 },
      ...position(context.triggerBlock())
    },
    ...position(context)
  };
}
