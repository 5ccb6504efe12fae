import type { PlatformClass } from '../../engine/index.ts';
import { compoundClasses } from './compound.ts';
import { accessLevelClasses } from './database/caller.ts';
import { changeClasses } from './database/changes.ts';
import { leadConvertClasses } from './database/convert-lead.ts';
import { databaseClass } from './database/database.ts';
import { dmlOptionsClasses } from './database/dml-options.ts';
import { locatorClasses } from './database/locator.ts';
import { resultClasses } from './database/results.ts';
import { describeFieldClasses } from './schema/describe-field.ts';
import { describeObjectClasses } from './schema/describe-object.ts';
import { fieldSetClasses } from './schema/field-sets.ts';
import { recordTypeClasses } from './schema/record-types.ts';
import { schemaClasses } from './schema/schema.ts';
import { searchClasses } from './search/search.ts';
import { formulaClasses } from './sobject/recalculate.ts';
import { sobjectClasses } from './sobject/sobject.ts';

/** `Database`, `Schema`, `SObject` and the classes around them. */
export const dataClasses: PlatformClass[] = [
  ...accessLevelClasses,
  ...changeClasses,
  ...compoundClasses,
  databaseClass,
  ...describeFieldClasses,
  ...describeObjectClasses,
  ...dmlOptionsClasses,
  ...fieldSetClasses,
  ...formulaClasses,
  ...leadConvertClasses,
  ...locatorClasses,
  ...recordTypeClasses,
  ...resultClasses,
  ...schemaClasses,
  ...searchClasses,
  ...sobjectClasses
];
export { search } from './search/search.ts';
