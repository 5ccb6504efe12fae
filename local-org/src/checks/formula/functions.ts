import type { FormulaType } from './types.ts';
import { table } from '../../common/index.ts';

/** What a function takes and gives. */
export interface FormulaFunction {
  readonly min: number;
  /** The last parameter repeats when there may be more arguments than parameters. */
  readonly max: number;
  readonly parameters: readonly (readonly FormulaType[])[];
  readonly result: FormulaType;
}

const LETTERS: Readonly<Record<string, FormulaType>> = table({
  T: 'Text',
  N: 'Number',
  D: 'Date',
  M: 'DateTime',
  I: 'Time',
  B: 'Boolean',
  P: 'Picklist',
  S: 'Multipicklist',
  L: 'Location',
  A: 'Any'
});

/**
 * Functions by what they give and take (Salesforce Help, "Formula Operators and Functions"): `NAME result(parameter,…)`. A parameter is the letters of the
 * types that it takes; `?` marks the first that may be missing, `*` the last that may be repeated.
 */
const SIGNATURES = `
ADDMONTHS A(DM,N) DATE D(N,N,N) DATETIMEVALUE M(A) DATEVALUE D(A) DAY N(D) DAYOFYEAR N(D) FORMATDURATION T(A,?A)
FROMUNIXTIME M(N) HOUR N(I) ISOWEEK N(D) ISOYEAR N(D) MILLISECOND N(I) MINUTE N(I) MONTH N(D) NOW M() SECOND N(I)
TIMENOW I() TIMEVALUE I(A) TODAY D() UNIXTIMESTAMP N(DMI) WEEKDAY N(D) YEAR N(D)
NOT B(B) IF A(B,A,A) BLANKVALUE A(A,A) NULLVALUE A(A,A) ISBLANK B(A) ISNULL B(A) ISNUMBER B(T)
ISCHANGED B(A) ISNEW B() ISCLONE B() PRIORVALUE A(A)
ABS N(N) ACOS N(N) ASIN N(N) ATAN N(N) ATAN2 N(N,N) CEILING N(N) COS N(N) CURRENCYRATE N(A) DISTANCE N(A,A,T) EXP N(N) FLOOR N(N)
GEOLOCATION L(N,N) LN N(N) LOG N(N) MCEILING N(N) MFLOOR N(N) MOD N(N,N) PI N() RANDOM N() ROUND N(N,N) SIGN N(N)
SIN N(N) SQRT N(N) TAN N(N) TRUNC N(N,?N)
ASCII N(T) BEGINS B(T,T) BR T() CASESAFEID T(T) CHR T(N) CONTAINS B(TP,T) FIND N(T,T,?N) GETSESSIONID T() HTMLENCODE T(A)
HYPERLINK T(T,T,?T) IMAGE T(T,T,?N,N) IMAGEPROXYURL T(T) INCLUDES B(S,T) INITCAP T(T) ISPICKVAL B(P,T) JSENCODE T(A) JSINHTMLENCODE T(A)
LEFT T(T,N) LEN N(T) LINKTO T(A,A,?A,A,A) LOWER T(T,?T) LPAD T(T,N,?T) MID T(T,N,N) PICKLISTCOUNT N(S) REGEX B(T,T) REVERSE T(T)
RIGHT T(T,N) RPAD T(T,N,?T) SUBSTITUTE T(T,T,T) TEXT T(NDMIPA) TRIM T(T) UPPER T(T,?T) URLENCODE T(A) URLFOR T(A,?A,A,A,A) VALUE N(T)
VLOOKUP A(A,A,A) AND B(B,?B*) OR B(B,?B*) MAX N(N,?N*) MIN N(N,?N*) CASE A(A,A,A,A,?A*)
PARENTGROUPVAL A(A,A,?A) PREVGROUPVAL A(A,A,?N) GETRECORDIDS A(A) INCLUDE A(A) REQUIRESCRIPT A(A) PREDICT A(A,?A*) ISCLOSED B(?A)
`;

/** By upper-case name. */
export const FUNCTIONS: ReadonlyMap<string, FormulaFunction> = new Map(
  [...SIGNATURES.matchAll(/([A-Z]\w*) (\w)\(([^)]*)\)/g)].map(([, name = '', result = 'A', list = '']) => {
    const parts = list === '' ? [] : list.split(',');
    const first = parts.findIndex((part) => part.startsWith('?'));
    return [
      name,
      {
        min: first < 0 ? parts.length : first,
        max: list.includes('*') ? Number.MAX_SAFE_INTEGER : parts.length,
        parameters: parts.map((part) => [...part.replace(/[?*]/g, '')].map((letter) => LETTERS[letter] ?? 'Any')),
        result: LETTERS[result] ?? 'Any'
      }
    ];
  })
);

/** Functions that take picklists as they are (the same page; others need TEXT around them). */
export const TAKES_PICKLISTS: ReadonlySet<string> = new Set([
  ...[
    'TEXT',
    'ISPICKVAL',
    'CASE',
    'INCLUDES',
    'PRIORVALUE',
    'ISCHANGED',
    'PICKLISTCOUNT',
    'VLOOKUP',
    'IF',
    'BLANKVALUE'
  ],
  ...['NULLVALUE', 'PREDICT', 'PARENTGROUPVAL', 'PREVGROUPVAL', 'CONTAINS', 'URLFOR', 'LINKTO']
]);
