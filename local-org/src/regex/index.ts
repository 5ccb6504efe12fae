/** Java's regular expressions on those of JavaScript. */
export { quoteRegex } from './java-regex.ts';
export { CompiledRegex, type MatchGroups, compileRegex, replaceMatches, splitByRegex } from './regex-match.ts';
