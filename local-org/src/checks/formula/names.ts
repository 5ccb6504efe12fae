import type { CheckContext } from '../check-context.ts';
import { typeOfField, type FormulaType } from './types.ts';
import { table } from '../../common/index.ts';

const CONSTANTS: Readonly<Record<string, FormulaType>> = table({ TRUE: 'Boolean', FALSE: 'Boolean', NULL: 'Null' });
/** Global variables that are records of an object. */
const RECORDS: Readonly<Record<string, string>> = table({
  $user: 'User',
  $profile: 'Profile',
  $userrole: 'UserRole',
  $organization: 'Organization'
});

/** Type of a field, a global variable or a constant; undefined for one that does not exist. */
export function resolveName(path: readonly string[], object: string, context: CheckContext): FormulaType | undefined {
  const [first = ''] = path;
  const constant = path.length === 1 ? CONSTANTS[first.toUpperCase()] : undefined;
  if (constant !== undefined) {
    return constant;
  }
  return first.startsWith('$') ? globalType(path, context) : fieldType(path, object, context);
}

function fieldType(path: readonly string[], objectName: string, context: CheckContext): FormulaType | undefined {
  const [step = '', ...rest] = path;
  if (!context.hasPath(objectName, path)) {
    return undefined;
  }
  const object = context.object(objectName);
  const key = context.local(step).toLowerCase();
  const field =
    object?.fields.get(key) ??
    [...(object?.fields.values() ?? [])].find(({ relationshipName }) => relationshipName?.toLowerCase() === key);
  if (rest.length === 0) {
    return field && field.name.toLowerCase() === key ? typeOfField(field) : 'Any';
  }
  const [target] = field?.referenceTo ?? [];
  return target === undefined || (field?.referenceTo.length ?? 0) > 1 ? 'Any' : fieldType(rest, target, context);
}

function globalType(path: readonly string[], context: CheckContext): FormulaType | undefined {
  const [variable = '', ...rest] = path;
  const [name = '', ...more] = rest;
  const kind = variable.toLowerCase();
  const record = RECORDS[kind];
  if (record !== undefined) {
    return fieldType(rest, record, context);
  }
  switch (kind) {
    case '$permission':
      return name.includes('__') || context.exists('CustomPermission', name) ? 'Boolean' : undefined;
    case '$label':
      return rest.length > 1 || name.includes('__') || context.metadata.labels.has(name.toLowerCase())
        ? 'Text'
        : undefined;
    case '$setup':
      return context.hasObject(name) && more.length > 0 ? fieldType(more, name, context) : undefined;
    case '$custommetadata':
      return customMetadataType(rest, context);
    case '$system':
      return 'DateTime';
    default:
      return 'Any';
  }
}

/** `$CustomMetadata.Type__mdt.Record.Field__c`: the record must exist too. */
function customMetadataType(
  [type = '', record = '', ...field]: string[],
  context: CheckContext
): FormulaType | undefined {
  if (context.isForeign(type) || record.includes('__')) {
    return 'Any';
  }
  const name = context.local(type).replace(/__mdt$/i, '');
  const isThere = context.component('CustomMetadata', `${name}.${record}`) !== undefined;
  return isThere && context.hasObject(type) ? fieldType(field, type, context) : undefined;
}
