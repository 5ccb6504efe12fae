import type { Engine } from '../../engine/index.ts';
import type { ApexType, ApexValue } from '../../values/index.ts';

/** The `Schema.SObjectType` of a type of sObjects; null for the base type `SObject` and for types that the org lacks. */
export function sObjectTypeOf(rt: Engine, type: ApexType): ApexValue {
  return type.key.startsWith('schema.') ? sObjectTypeNamed(rt, type.key.slice('schema.'.length)) : null;
}

/** The `Schema.SObjectType` of an object by its API name, or null. */
export function sObjectTypeNamed(rt: Engine, objectName: string): ApexValue {
  const schema = rt.org.schema.object(objectName);
  return schema ? rt.invokeStatic('schema.sobjecttype', 'forName', [schema.name]) : null;
}
