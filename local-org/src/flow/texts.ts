import { formulaText } from '../formula/index.ts';
import { textOf, type XmlElement } from '../metadata/index.ts';
import { ApexDate, ApexDatetime, ApexList, SObject, type ApexValue } from '../values/index.ts';
import { resolve } from './references.ts';
import type { FlowScope } from './scope.ts';

function shown(scope: FlowScope, reference: string, value: ApexValue): string {
  const isPlain = !(value instanceof SObject) && !(value instanceof ApexList);
  if (!isPlain || value instanceof ApexDate || value instanceof ApexDatetime) {
    // how texts show these is not documented
    throw scope.missing(`${reference} in a text`);
  }
  return formulaText(value);
}

/** A text with the values of its merge fields `{!name}`. */
export function merged(scope: FlowScope, text: string): string {
  return text.replace(/\{!([^}]+)\}/g, (_, reference: string) => {
    const name = reference.trim();
    return shown(scope, name, resolve(scope, name));
  });
}

/** The text of a text template. */
export function mergedText(scope: FlowScope, template: XmlElement): string {
  return merged(scope, textOf(template, 'text') ?? '');
}
