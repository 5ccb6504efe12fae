import * as AP from '@apexdevtools/apex-parser';
import { Collector, type SyntaxProblem } from './parse.ts';

/** An anonymous block taken apart, in texts that keep every token in its line and column. */
export interface AnonymousParts {
  /** The statements, with blanks where declarations stood. */
  readonly statements: string;
  /** Methods and types, and the variables that those methods use, with blanks where statements stood. */
  readonly declarations: string;
}

interface Texts {
  readonly statement: string;
  readonly declaration: string;
}

/** Tells the statements of an anonymous block from the methods and types that it declares between them. */
export function splitAnonymous(source: string): AnonymousParts | { readonly problems: readonly SyntaxProblem[] } {
  const collector = new Collector(source);
  const { parser } = AP.ApexParserFactory.createLexerAndParser(source, collector);
  const members = parser.anonymousUnit().anonymousBlock().anonymousBlockMember_list();
  if (collector.problems.length > 0) {
    return { problems: collector.problems };
  }
  let statements = '';
  let declarations = '';
  let end = 0;
  for (const [i, member] of members.entries()) {
    const before = source.slice(end, member.start.start);
    const later = members.slice(i + 1).map((other) => methodText(source, other));
    const { statement, declaration } = split(source, member, later.join('\n'));
    statements += blank(before) + statement;
    declarations += blank(before) + declaration;
    end = stopOf(member);
  }
  return { statements: statements + blank(source.slice(end)), declarations: declarations + blank(source.slice(end)) };
}

function split(source: string, member: AP.AnonymousBlockMemberContext, methods: string): Texts {
  const text = textOf(source, member);
  const declared = member.anonymousMemberDeclaration();
  // The grammar reads a variable as a field wherever it can.
  const local =
    declared?.fieldDeclaration() ?? member.statement()?.localVariableDeclarationStatement()?.localVariableDeclaration();
  if (declared != null && !declared.fieldDeclaration()) {
    return { statement: blank(text), declaration: text };
  }
  const names = local?.variableDeclarators().variableDeclarator_list() ?? [];
  const used = names.some((name) => new RegExp(`\\b${name.id().getText()}\\b`, 'i').test(methods));
  return local && used ? hoist(source, member, local) : { statement: text, declaration: blank(text) };
}

/**
 * A variable that a method below it uses becomes a member of the block's class, which the statement sets where it stood:
 * `Integer a = 1, b;` is declared as `Integer a    , b;` and set by `        a = 1    ;`.
 */
function hoist(
  source: string,
  member: AP.AnonymousBlockMemberContext,
  local: AP.LocalVariableDeclarationContext | AP.FieldDeclarationContext
): Texts {
  const type = local.typeRef();
  let statement = blank(source.slice(member.start.start, stopOf(type)));
  let declaration = blank(source.slice(member.start.start, type.start.start)) + textOf(source, type);
  let end = stopOf(type);
  // Only what was set is followed by a semicolon: there are no empty statements.
  let isSet = false;
  for (const declarator of local.variableDeclarators().variableDeclarator_list()) {
    const between = source.slice(end, declarator.start.start);
    const value = declarator.expression() ? textOf(source, declarator) : blank(textOf(source, declarator));
    const rest = source.slice(stopOf(declarator.id()), stopOf(declarator));
    statement += (isSet ? between.replace(',', ';') : blank(between)) + value;
    isSet = value.trim() !== '';
    declaration += between + textOf(source, declarator.id()) + blank(rest);
    end = stopOf(declarator);
  }
  const tail = source.slice(end, stopOf(member));
  return { statement: statement + (isSet ? tail : blank(tail)), declaration: declaration + tail };
}

interface Place {
  readonly start: { readonly start: number };
  readonly stop?: { readonly stop: number } | null;
}

function stopOf(place: Place & { readonly start: { readonly start: number; readonly stop: number } }): number {
  return (place.stop ?? place.start).stop + 1;
}

function textOf(source: string, place: Parameters<typeof stopOf>[0]): string {
  return source.slice(place.start.start, stopOf(place));
}

/** The text of a method; empty for what is none: types do not see the variables of their block. */
function methodText(source: string, member: AP.AnonymousBlockMemberContext): string {
  const method = member.anonymousMemberDeclaration()?.methodDeclaration();
  return method ? textOf(source, method) : '';
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
