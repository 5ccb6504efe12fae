import { fromColumn, toColumn } from '../../db/index.ts';
import type { OrgDatabase, SqlValue } from '../../db/index.ts';
import { formulaValue, parseFormula } from '../../formula/index.ts';
import type { FormulaNode } from '../../formula/index.ts';
import type { FieldSchema, ObjectSchema, Schema } from '../../metadata/index.ts';
import type { Engine } from '../../engine/index.ts';
import { SObject } from '../../values/index.ts';
import { isIdField, isTextField } from '../resolve/index.ts';
import { coordinateNames } from '../plan/expressions.ts';
import { quoteText } from '../plan/sql-writer.ts';
import type { FormulaSql } from '../plan/sql-writer.ts';

interface FormulaPlan {
  readonly object: ObjectSchema;
  readonly field: FieldSchema;
  /** Stored fields of the object that the formula reads, directly or through other formulas. */
  readonly inputs: readonly FieldSchema[];
}

const plans = new WeakMap<Schema, Map<string, FormulaPlan>>();

/** A formula field as a call of the SQL function `soql_formula` with the stored fields that it reads. */
export function formulaSql(schema: Schema, object: ObjectSchema, field: FieldSchema): FormulaSql {
  const { inputs } = planOf(schema, object, field);
  return {
    paths: inputs.map(({ name }) => [name]),
    sql: (values) => {
      const call = `soql_formula(${[quoteText(`${object.name}.${field.name}`), ...values].join(', ')})`;
      // What JavaScript answers as a number is a REAL to SQLite, but such columns hold integers.
      return isTextField(field) || isIdField(field) || field.type === 'date' ? call : `CAST(${call} AS INTEGER)`;
    }
  };
}

/** Registers `soql_formula` with a database; `rt` is the engine of the org that the database belongs to. */
export function defineFormulaFunction(db: OrgDatabase, rt: Engine): void {
  const evaluate = (name: SqlValue, ...values: SqlValue[]): SqlValue => {
    const [objectName = '', fieldName = ''] = String(name).split('.');
    const object = rt.org.schema.object(objectName);
    const field = object?.fields.get(fieldName.toLowerCase());
    if (object === undefined || field === undefined) {
      throw new Error(`There is no field ${String(name)}`);
    }
    const { inputs } = planOf(rt.org.schema, object, field);
    const record = new SObject(object.name, object);
    inputs.forEach((input, index) => {
      const value = fromColumn(input, values[index] ?? null);
      if (value !== null) {
        record.fields.set(input.name.toLowerCase(), value);
      }
    });
    return toColumn(field, formulaValue(rt, object, field, record));
  };
  // Formulas read the clock, the user and other records, so the same arguments need not give the same answer.
  db.defineFunction('soql_formula', evaluate, { deterministic: false, varargs: true });
}

function planOf(schema: Schema, object: ObjectSchema, field: FieldSchema): FormulaPlan {
  let known = plans.get(schema);
  if (known === undefined) {
    plans.set(schema, (known = new Map()));
  }
  const key = `${object.name}.${field.name}`;
  let plan = known.get(key);
  if (plan === undefined) {
    const inputs = new Map<string, FieldSchema>();
    collectInputs(object, field, inputs, new Set());
    known.set(key, (plan = { object, field, inputs: [...inputs.values()] }));
  }
  return plan;
}

function collectInputs(
  object: ObjectSchema,
  field: FieldSchema,
  inputs: Map<string, FieldSchema>,
  visited: Set<string>
): void {
  if (visited.has(field.name)) {
    return;
  }
  visited.add(field.name);
  if (field.type === 'location' || field.type === 'address') {
    for (const name of coordinateNames(field)) {
      const part = object.fields.get(name.toLowerCase());
      if (part !== undefined) {
        inputs.set(part.name, part);
      }
    }
    return;
  }
  if (field.formula === undefined) {
    inputs.set(field.name, field);
    return;
  }
  for (const path of pathsOf(parseFormula(field.formula))) {
    const input = firstField(object, path);
    if (input !== undefined) {
      collectInputs(object, input, inputs, visited);
    }
  }
}

/** The field of the object itself that a path starts with: the key of the first parent, or the field. */
function firstField(object: ObjectSchema, path: readonly string[]): FieldSchema | undefined {
  const [first = ''] = path;
  if (first.toLowerCase() === '$recordtype') {
    return object.fields.get('recordtypeid');
  }
  if (path.length === 1) {
    return object.fields.get(first.toLowerCase());
  }
  const relationship = (first.split(':')[0] ?? '').toLowerCase();
  return [...object.fields.values()].find((field) => field.relationshipName?.toLowerCase() === relationship);
}

function pathsOf(node: FormulaNode): readonly (readonly string[])[] {
  switch (node.kind) {
    case 'field':
      return [node.path];
    case 'call':
      return node.args.flatMap(pathsOf);
    case 'unary':
      return pathsOf(node.operand);
    case 'binary':
      return [...pathsOf(node.left), ...pathsOf(node.right)];
    default:
      return [];
  }
}
