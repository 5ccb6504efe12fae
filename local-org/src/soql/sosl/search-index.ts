import { quote, storedFields, tableOf } from '../../db/index.ts';
import type { OrgDatabase } from '../../db/index.ts';
import type { FieldSchema, ObjectSchema } from '../../metadata/index.ts';
import { isTextField } from '../resolve/index.ts';
import type { SearchExpression } from './search-text.ts';

/** Most words that a wildcard in the middle of a word may stand for. */
const MAX_WORDS = 1000;
/** Letters, digits and underscores make words; accents matter. */
const TOKENIZER = `tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"`;

const column = (field: FieldSchema): string => quote(`c_${field.name}`);
const indexName = (object: ObjectSchema): string => quote(`_search_${object.name}`);
const triggerName = (object: ObjectSchema, kind: string): string => quote(`_search_${kind}_${object.name}`);

/** Fields whose text is indexed. Encrypted text is never searched. */
export function indexedFields(object: ObjectSchema): FieldSchema[] {
  return storedFields(object).filter(
    (field) => field.formula === undefined && isTextField(field) && field.type !== 'encryptedstring'
  );
}

function createSql(object: ObjectSchema, fields: readonly FieldSchema[]): string {
  return `CREATE VIRTUAL TABLE ${indexName(object)} USING fts5(${fields.map(column).join(', ')}, content = '', contentless_delete = 1, ${TOKENIZER})`;
}

/** Triggers that keep the index in step with the table, by what they are named after. */
function triggers(object: ObjectSchema, fields: readonly FieldSchema[]): Record<string, string> {
  const table = tableOf(object);
  const index = indexName(object);
  const names = fields.map((field) => quote(field.name));
  const columns = `rowid, ${fields.map(column).join(', ')}`;
  const values = `new.rowid, ${names.map((name) => `new.${name}`).join(', ')}`;
  const changed = names.map((name) => `old.${name} IS NOT new.${name}`).join(' OR ');
  const create = (kind: string, rest: string): string => `CREATE TRIGGER ${triggerName(object, kind)} ${rest} END`;
  return {
    insert: create('insert', `AFTER INSERT ON ${table} BEGIN INSERT INTO ${index} (${columns}) VALUES (${values});`),
    update: create(
      'update',
      `AFTER UPDATE OF ${names.join(', ')} ON ${table} WHEN ${changed} BEGIN INSERT OR REPLACE INTO ${index} (${columns}) VALUES (${values});`
    ),
    delete: create('delete', `AFTER DELETE ON ${table} BEGIN DELETE FROM ${index} WHERE rowid = old.rowid;`)
  };
}

/** Makes the index of an object when it is searched first, or again after its fields have changed. Later changes keep it up to date. */
function ensureIndex(db: OrgDatabase, object: ObjectSchema, fields: readonly FieldSchema[]): void {
  db.ensureTable(object);
  const sql = createSql(object, fields);
  const parts = triggers(object, fields);
  const names = [indexName(object), ...Object.keys(parts).map((kind) => triggerName(object, kind))];
  const found = db.all(
    'SELECT sql FROM sqlite_master WHERE name IN (SELECT value FROM json_each(?)) ORDER BY type DESC, name',
    [JSON.stringify(names.map((name) => name.slice(1, -1)))]
  );
  const wanted = [sql, ...Object.values(parts)].sort();
  if (JSON.stringify(found.map((row) => String(row['sql'])).sort()) === JSON.stringify(wanted)) {
    return;
  }
  const vocabulary = quote(`_search_words_${object.name}`);
  for (const kind of Object.keys(parts)) {
    db.exec(`DROP TRIGGER IF EXISTS ${triggerName(object, kind)}`);
  }
  db.exec(`DROP TABLE IF EXISTS ${vocabulary}; DROP TABLE IF EXISTS ${indexName(object)}`);
  db.exec(sql);
  db.exec(`CREATE VIRTUAL TABLE ${vocabulary} USING fts5vocab(${indexName(object)}, row)`);
  const columns = fields.map(column).join(', ');
  const values = fields.map((field) => quote(field.name)).join(', ');
  db.exec(`INSERT INTO ${indexName(object)} (rowid, ${columns}) SELECT rowid, ${values} FROM ${tableOf(object)}`);
  Object.values(parts).forEach((trigger) => db.exec(trigger));
}

/** A search as the index understands it; null when nothing can match. */
function matchText(expression: SearchExpression, expand: (pattern: string) => string[]): string | null {
  if (expression.kind === 'phrase') {
    return phraseText(expression.words, expand);
  }
  const left = matchText(expression.left, expand);
  const right = matchText(expression.right, expand);
  switch (expression.kind) {
    case 'and':
      return left === null || right === null ? null : `(${left} AND ${right})`;
    case 'or':
      return left === null || right === null ? (left ?? right) : `(${left} OR ${right})`;
    default:
      return left === null || right === null ? left : `(${left} NOT ${right})`;
  }
}

function phraseText(words: readonly string[], expand: (pattern: string) => string[]): string | null {
  let phrases: string[] = [''];
  words.forEach((word, index) => {
    const isLast = index === words.length - 1;
    const isPrefix = isLast && /^[^*?]+\*$/.test(word);
    const alternatives = isPrefix
      ? [`"${word.slice(0, -1)}" *`]
      : (/[*?]/.test(word) ? expand(word) : [word]).map((text) => `"${text}"`);
    phrases = phrases
      .flatMap((phrase) => alternatives.map((text) => (phrase === '' ? text : `${phrase} + ${text}`)))
      .slice(0, MAX_WORDS);
  });
  return phrases.length === 0 ? null : phrases.length === 1 ? (phrases[0] ?? null) : `(${phrases.join(' OR ')})`;
}

/**
 * Ids of the records in which the expression holds, whichever of the fields its words are in.
 * @param fields some of the object's indexed fields
 */
export function searchIndex(
  db: OrgDatabase,
  object: ObjectSchema,
  fields: readonly FieldSchema[],
  expression: SearchExpression
): string[] {
  const all = indexedFields(object);
  if (fields.length === 0) {
    return [];
  }
  ensureIndex(db, object, all);
  const expand = (pattern: string): string[] => {
    const [prefix = ''] = /^[^*?]*/.exec(pattern) ?? [];
    const rows = db.all(
      `SELECT term FROM ${quote(`_search_words_${object.name}`)} WHERE term >= ? AND term GLOB ? AND term < ? LIMIT ${MAX_WORDS}`,
      [prefix, pattern, `${prefix}\u{10ffff}`]
    );
    return rows.map((row) => String(row['term']));
  };
  const text = matchText(expression, expand);
  if (text === null) {
    return [];
  }
  const index = indexName(object);
  const filter =
    fields.length === all.length
      ? text
      : `{${fields.map(column).join(' ')}} : ${text.startsWith('(') ? text : `(${text})`}`;
  const alive = object.fields.has('isdeleted') ? ' AND isdeleted = 0' : '';
  const rows = db.rows(
    `SELECT id FROM ${tableOf(object)} WHERE rowid IN (SELECT rowid FROM ${index} WHERE ${index} MATCH ?)${alive}`,
    [filter]
  );
  return rows.map(([id]) => String(id));
}
