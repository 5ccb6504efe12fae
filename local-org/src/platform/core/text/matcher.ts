import { platformClass } from '../../../engine/index.ts';
import { required } from '../support.ts';
import type { ApexMatcher } from './matcher-object.ts';
import { ApexPattern } from './pattern.ts';
import { replaceMatches } from '../../../regex/index.ts';

export const matcherClass = platformClass({
  name: 'System.Matcher',
  statics: {
    quoteReplacement: (rt, text: string | null) => required(rt, text).replace(/[\\$]/g, '\\$&')
  },
  methods: {
    matches: (_rt, self: ApexMatcher) => self.matches(),
    lookingAt: (_rt, self: ApexMatcher) => self.lookingAt(),
    'find/0': (_rt, self: ApexMatcher) => self.find(),
    'find/1': (rt, self: ApexMatcher, from: number | null) => {
      const start = required(rt, from);
      if (start < 0 || start > self.text.length) {
        return rt.fail('System.StringException', 'Illegal start index');
      }
      self.reset();
      self.seek(start);
      return self.find();
    },
    group: (rt, self: ApexMatcher, group?: number) => {
      const span = self.span(rt, group ?? 0);
      return span ? self.text.slice(span[0], span[1]) : null;
    },
    groupCount: (_rt, self: ApexMatcher) => self.regex.groupCount,
    start: (rt, self: ApexMatcher, group?: number) => self.span(rt, group ?? 0)?.[0] ?? -1,
    end: (rt, self: ApexMatcher, group?: number) => self.span(rt, group ?? 0)?.[1] ?? -1,
    hitEnd: (_rt, self: ApexMatcher) => self.hitEnd,
    requireEnd: (_rt, self: ApexMatcher) => self.hitEnd,
    hasAnchoringBounds: (_rt, self: ApexMatcher) => self.anchoringBounds,
    hasTransparentBounds: (_rt, self: ApexMatcher) => self.transparentBounds,
    useAnchoringBounds: (_rt, self: ApexMatcher, value: boolean) => {
      self.anchoringBounds = value;
      return self;
    },
    useTransparentBounds: (_rt, self: ApexMatcher, value: boolean) => {
      self.transparentBounds = value;
      return self;
    },
    pattern: (_rt, self: ApexMatcher) => new ApexPattern(self.regex),
    usePattern: (rt, self: ApexMatcher, pattern: ApexPattern | null) => {
      self.usePattern(required(rt, pattern).regex);
      return self;
    },
    region: (rt, self: ApexMatcher, start: number, end: number) => {
      if (start < 0 || start > self.text.length || end < start || end > self.text.length) {
        return rt.fail('System.StringException', 'start');
      }
      self.region(start, end);
      return self;
    },
    regionStart: (_rt, self: ApexMatcher) => self.regionStart,
    regionEnd: (_rt, self: ApexMatcher) => self.regionEnd,
    'reset/0': (_rt, self: ApexMatcher) => {
      self.reset();
      return self;
    },
    'reset/1': (rt, self: ApexMatcher, text: string | null) => {
      self.reset(required(rt, text));
      return self;
    },
    replaceAll: (rt, self: ApexMatcher, replacement: string | null) =>
      replaceMatches(rt, self.regex, self.text, required(rt, replacement)),
    replaceFirst: (rt, self: ApexMatcher, replacement: string | null) =>
      replaceMatches(rt, self.regex, self.text, required(rt, replacement), 1)
  }
});
