import type { OrgDatabase } from '../../db/index.ts';
import type { FieldSchema, ObjectSchema, Schema } from '../../metadata/schema.ts';
import type { Engine } from '../../runtime/engine.ts';
import { NotImplementedError } from '../../runtime/values/index.ts';
import type { FormulaSql } from '../plan/sql-writer.ts';

export function formulaSql(_schema: Schema, object: ObjectSchema, field: FieldSchema): FormulaSql {
  throw new NotImplementedError(`formula field ${object.name}.${field.name} in SOQL`);
}

export function defineFormulaFunction(_db: OrgDatabase, _rt: Engine): void {}
