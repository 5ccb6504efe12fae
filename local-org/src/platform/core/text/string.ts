import { platformClass, type Engine } from '../../../engine/index.ts';
import { ApexDouble, Decimal, hashString, stringOf } from '../../../values/index.ts';
import type { ApexDate, ApexDatetime, ApexList, ApexValue } from '../../../values/index.ts';
import { iterate, required, userTimeZone } from '../support.ts';
import { stringEditMethods } from './string-edit.ts';
import { stringEscapeMethods } from './string-escape.ts';
import { formatMessage } from './string-format.ts';
import { stringSearchMethods } from './string-search.ts';

function isBlank(text: string | null): boolean {
  return text === null || /^\s*$/.test(text);
}

function format(rt: Engine, pattern: string | null, args: ApexList | null): string | null {
  if (pattern === null) {
    return null;
  }
  try {
    return formatMessage(pattern, args === null ? [] : args.items.map((item) => rt.str(item)));
  } catch (error) {
    return rt.fail('System.StringException', (error as Error).message);
  }
}

function commonPrefix(texts: readonly (string | null)[]): string {
  if (texts.length === 0 || texts.includes(null)) {
    return '';
  }
  const [first, ...others] = texts as string[];
  let length = 0;
  while (length < first!.length && others.every((text) => text[length] === first![length])) {
    length++;
  }
  return first!.slice(0, length);
}

/** `String.valueOf(value)`; unlike concatenation it leaves null as it is. */
function valueOf(rt: Engine, value: ApexValue): string | null {
  return value === null ? null : rt.str(value);
}

export const stringClass = platformClass({
  name: 'System.String',
  statics: {
    escapeSingleQuotes: (rt, text: string | null) => required(rt, text).replaceAll("'", "\\'"),
    format,
    fromCharArray: (rt, chars: ApexList | null) => String.fromCharCode(...(required(rt, chars).items as number[])),
    getCommonPrefix: (rt, texts: ApexList | null) => commonPrefix(required(rt, texts).items as (string | null)[]),
    isBlank: (_rt, text: string | null) => isBlank(text),
    isEmpty: (_rt, text: string | null) => text === null || text === '',
    isNotBlank: (_rt, text: string | null) => !isBlank(text),
    isNotEmpty: (_rt, text: string | null) => text !== null && text !== '',
    join: (rt, values: ApexValue, separator: string | null) =>
      Array.from(iterate(rt, required(rt, values)), (value) => (value === null ? '' : rt.str(value))).join(
        separator ?? ''
      ),
    'valueOf(Date)': (_rt, date: ApexDate | null) => date?.toIso() ?? null,
    'valueOf(Datetime)': (rt, datetime: ApexDatetime | null) => datetime?.toLocalString(userTimeZone(rt)) ?? null,
    'valueOf(Decimal)': (_rt, value: ApexValue) =>
      value === null ? null : value instanceof Decimal ? value.toString() : stringOf(value),
    'valueOf(Double)': (_rt, value: ApexValue) =>
      value === null ? null : typeof value === 'number' ? new ApexDouble(value).$str() : stringOf(value),
    valueOf,
    valueOfGmt: (_rt, datetime: ApexDatetime | null) => datetime?.toLocalString('GMT') ?? null
  },
  methods: {
    ...stringSearchMethods,
    ...stringEditMethods,
    ...stringEscapeMethods,
    hashCode: (_rt, self: string) => hashString(self),
    toString: (_rt: Engine, self: string) => self
  }
});
