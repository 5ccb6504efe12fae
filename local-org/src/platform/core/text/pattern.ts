import { platformClass, type Engine } from '../../../engine/index.ts';
import { PlatformObject } from '../../../values/index.ts';
import { required, stringList } from '../support.ts';
import { quoteRegex, compileRegex, splitByRegex, type CompiledRegex } from '../../../regex/index.ts';
import { ApexMatcher } from './matcher-object.ts';

/** An instance of `System.Pattern`. */
export class ApexPattern extends PlatformObject {
  readonly $type = 'system.pattern';
  readonly regex: CompiledRegex;

  constructor(regex: CompiledRegex) {
    super();
    this.regex = regex;
  }

  override $str(): string {
    return this.regex.pattern;
  }
}

export const patternClass = platformClass({
  name: 'System.Pattern',
  statics: {
    compile: (rt, pattern: string | null) => new ApexPattern(compileRegex(rt, required(rt, pattern))),
    matches: (rt, pattern: string | null, text: string | null) =>
      compileRegex(rt, required(rt, pattern)).matchWhole(required(rt, text)) !== null,
    quote: (rt: Engine, text: string | null) => quoteRegex(required(rt, text))
  },
  methods: {
    matcher: (rt, self: ApexPattern, text: string | null) => new ApexMatcher(self.regex, required(rt, text)),
    pattern: (_rt, self: ApexPattern) => self.regex.pattern,
    split: (rt, self: ApexPattern, text: string | null, limit?: number) =>
      stringList(rt, splitByRegex(self.regex, required(rt, text), limit ?? 0)),
    toString: (_rt: Engine, self: ApexPattern) => self.regex.pattern
  }
});
