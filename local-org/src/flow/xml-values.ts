import { childOf, textOf, type XmlElement } from '../metadata/index.ts';
import { ApexDate, ApexDatetime, Decimal, type ApexValue } from '../values/index.ts';
import { evaluate } from './formulas.ts';
import { resolve } from './references.ts';
import type { FlowScope } from './scope.ts';
import { merged } from './texts.ts';

/** A value as metadata writes it: a literal, or a reference to a resource. */
export function valueOf(scope: FlowScope, value: XmlElement | null | undefined): ApexValue {
  const kind = Object.keys(value ?? {}).find((key) => /^[a-z]/.test(key));
  const text = textOf(value ?? undefined, kind ?? '') ?? '';
  switch (kind) {
    case undefined:
      return null;
    case 'elementReference':
      return resolve(scope, text);
    case 'stringValue':
      return merged(scope, text);
    case 'numberValue':
      return Decimal.of(text);
    case 'booleanValue':
      return text === 'true';
    case 'dateValue':
      return ApexDate.parseIso(text);
    case 'dateTimeValue':
      return ApexDatetime.parseIso(text);
    case 'formulaExpression':
      return evaluate(scope, text);
    default:
      throw scope.missing(`value of the kind ${kind}`);
  }
}

/** The value in an element's `value` child. */
export function valueIn(scope: FlowScope, element: XmlElement): ApexValue {
  return valueOf(scope, childOf(element, 'value'));
}
