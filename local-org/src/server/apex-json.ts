import type { Engine } from '../engine/index.ts';
import type { ApexValue } from '../values/index.ts';
import { TypeValue } from '../values/index.ts';
import { isRecord } from './request.ts';

/** JSON from a client as an Apex value of the declared type. @throws ApexException System.JSONException */
export function fromJson(rt: Engine, json: unknown, typeKey: string): ApexValue {
  if (json === null || json === undefined) {
    return null;
  }
  // text reaches a String as it is, and an Id or a date by its text form
  if (typeof json === 'string' && typeKey === 'system.string') {
    return json;
  }
  return rt.invokeStatic('system.json', 'deserialize', [JSON.stringify(json), new TypeValue(rt.type(typeKey))]);
}

/** An Apex value as JSON text, the way Apex serialises it. */
export function toJsonText(rt: Engine, value: ApexValue): string {
  return value === null ? 'null' : String(rt.invokeStatic('system.json', 'serialize', [value]));
}

/** A component sees records without the `attributes` that the REST API adds. */
export function withoutAttributes(json: unknown): unknown {
  if (Array.isArray(json)) {
    return json.map(withoutAttributes);
  }
  if (!isRecord(json)) {
    return json;
  }
  const isSObject = isRecord(json.attributes) && typeof json.attributes.type === 'string';
  return Object.fromEntries(
    Object.entries(json)
      .filter(([name]) => !(isSObject && name === 'attributes'))
      .map(([name, value]) => [name, withoutAttributes(value)])
  );
}
