import * as AP from '@apexdevtools/apex-parser';
import { Collector, type SyntaxProblem } from './parse.ts';

/** An anonymous block taken apart, in texts that keep every token in its line and column. */
export interface AnonymousParts {
  /** The statements, with blanks where declarations stood. */
  readonly statements: string;
  /** Methods and types, with blanks where statements stood. */
  readonly declarations: string;
}

/** Tells the statements of an anonymous block from the methods and types that it declares between them. */
export function splitAnonymous(source: string): AnonymousParts | { readonly problems: readonly SyntaxProblem[] } {
  const collector = new Collector();
  const { parser } = AP.ApexParserFactory.createLexerAndParser(source, collector);
  const members = parser.anonymousUnit().anonymousBlock().anonymousBlockMember_list();
  if (collector.problems.length > 0) {
    return { problems: collector.problems };
  }
  let statements = '';
  let declarations = '';
  let end = 0;
  for (const member of members) {
    const from = member.start.start;
    const to = (member.stop ?? member.start).stop + 1;
    const before = source.slice(end, from);
    const text = source.slice(from, to);
    const isStatement = member.anonymousMemberDeclaration() === null;
    statements += blank(before) + (isStatement ? text : blank(text));
    declarations += blank(before) + (isStatement ? blank(text) : text);
    end = to;
  }
  return { statements: statements + blank(source.slice(end)), declarations: declarations + blank(source.slice(end)) };
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
