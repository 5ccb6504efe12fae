/** Which fields the Apex source touches as the running user, and which of them a permission set grants. */
import path from 'node:path';
import { parseSoql, type SoqlQuery } from '../../local-org/src/soql/index.ts';
import { readText, type Project } from './project.ts';
import { childText, childrenNamed, parseXml } from './xml.ts';

export interface FieldUse {
  readonly object: string;
  readonly field: string;
  readonly writes: boolean;
  readonly file: string;
}

export interface Grants {
  readonly objects: ReadonlyMap<string, ReadonlySet<string>>;
  readonly readable: ReadonlySet<string>;
  readonly editable: ReadonlySet<string>;
}

/** Fields of platform objects that every user of the object has: they are required, or kept by the platform. */
const UNGUARDED = new Set([
  'Id',
  'Name',
  'OwnerId',
  'CreatedById',
  'CreatedDate',
  'LastModifiedById',
  'LastModifiedDate',
  'SystemModstamp',
  'FirstName',
  'LastName',
  'Company',
  'IsConverted',
  'IsClosed',
  'CaseNumber',
  'Status'
]);
/** Activities and comments have these without a permission of their own. */
const UNGUARDED_OF: Readonly<Record<string, ReadonlySet<string>>> = {
  CaseComment: new Set(['ParentId', 'CommentBody']),
  Task: new Set(['Subject', 'Priority', 'TaskSubtype'])
};

/** @param file a *.permissionset-meta.xml file */
export function readGrants(file: string): Grants {
  const element = parseXml(file);
  const fields = childrenNamed(element, 'fieldPermissions');
  const having = (right: string): Set<string> =>
    new Set(
      fields.filter((entry) => childText(entry, right) === 'true').map((entry) => childText(entry, 'field') ?? '')
    );
  const rights = ['allowCreate', 'allowRead', 'allowEdit', 'allowDelete', 'viewAllRecords', 'modifyAllRecords'];
  return {
    objects: new Map(
      childrenNamed(element, 'objectPermissions').map((entry) => [
        childText(entry, 'object') ?? '',
        new Set(rights.filter((right) => childText(entry, right) === 'true'))
      ])
    ),
    readable: having('readable'),
    editable: having('editable')
  };
}

/** What several permission sets grant together. */
export function joinGrants(all: readonly Grants[]): Grants {
  const objects = new Map<string, Set<string>>();
  for (const [object, rights] of all.flatMap((grants) => [...grants.objects])) {
    objects.set(object, new Set([...(objects.get(object) ?? []), ...rights]));
  }
  return {
    objects,
    readable: new Set(all.flatMap(({ readable }) => [...readable])),
    editable: new Set(all.flatMap(({ editable }) => [...editable]))
  };
}

/**
 * What packaging would drop from a permission set: rights on standard objects and their fields, and user permissions.
 * @param file a *.permissionset-meta.xml file
 */
export function notPackaged(file: string): string[] {
  const element = parseXml(file);
  const named = (list: string, name: string): string[] =>
    childrenNamed(element, list).map((entry) => childText(entry, name) ?? '');
  const isOwn = (object: string): boolean => object.endsWith('__c') || object.endsWith('__e');
  return [
    ...named('objectPermissions', 'object').filter((object) => !isOwn(object)),
    ...named('fieldPermissions', 'field').filter((field) => !isOwn(field.split('.')[0])),
    ...named('userPermissions', 'name')
  ];
}

/** True when the field can be granted at all: required fields, details' parents and the platform's own belong to everybody. */
export function isGuarded(project: Project, object: string, field: string): boolean {
  const facts = project.field(object, field);
  return !(
    UNGUARDED.has(field) ||
    UNGUARDED_OF[object]?.has(field) ||
    object.endsWith('__mdt') ||
    object.endsWith('__e') ||
    facts?.required ||
    facts?.type === 'MasterDetail'
  );
}

/** Reads the static queries and the records built in Apex files; queries in system mode are left out. */
export function fieldsUsed(project: Project, files: readonly string[]): FieldUse[] {
  return files.flatMap((file) => {
    const source = readText(file)
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/^\s*\/\/.*$/gm, '');
    return [...readUses(project, source, path.basename(file)), ...writtenFields(project, source, path.basename(file))];
  });
}

function readUses(project: Project, source: string, file: string): FieldUse[] {
  const uses: FieldUse[] = [];
  for (const text of queriesIn(source)) {
    const query = parseSoql(text);
    if (query.withMode !== 'SYSTEM_MODE') {
      collect(project, query, query.from, file, uses);
    }
  }
  return uses;
}

/** The text between the brackets of every `[SELECT …]`. */
function queriesIn(source: string): string[] {
  const queries: string[] = [];
  for (const match of source.matchAll(/\[\s*SELECT\b/g)) {
    let depth = 0;
    let end = match.index;
    do {
      depth += source[end] === '[' ? 1 : source[end] === ']' ? -1 : 0;
      end++;
    } while (depth > 0);
    queries.push(source.slice(match.index + 1, end - 1).trim());
  }
  return queries;
}

function collect(project: Project, query: SoqlQuery, object: string, file: string, uses: FieldUse[]): void {
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
    } else if (value !== null && typeof value === 'object') {
      if ('path' in value && Array.isArray(value.path)) {
        addPath(project, object, value.path.map(String), file, uses);
        return;
      }
      if ('from' in value && 'select' in value) {
        const nested = value as SoqlQuery;
        collect(project, nested, childObject(project, object, nested.from), file, uses);
        return;
      }
      Object.values(value).forEach(visit);
    }
  };
  visit([query.select, query.where, query.groupBy, query.orderBy, query.having]);
}

function addPath(project: Project, start: string, steps: string[], file: string, uses: FieldUse[]): void {
  let object = start;
  const parts = steps[0] === start ? steps.slice(1) : steps;
  if (parts.length === 0) {
    return;
  }
  for (const part of parts.slice(0, -1)) {
    const lookup = part.endsWith('__r') ? `${part.slice(0, -1)}c` : `${part}Id`;
    uses.push({ object, field: lookup, writes: false, file });
    const target = part.endsWith('__r') ? referenceOf(project, object, lookup) : part;
    if (target === undefined || target === 'Owner') {
      return;
    }
    object = target;
  }
  uses.push({ object, field: parts[parts.length - 1], writes: false, file });
}

function referenceOf(project: Project, object: string, field: string): string | undefined {
  const [file] = project.files(`objects/${object}/fields/${field}.field-meta.xml`);
  return file === undefined ? undefined : childText(parseXml(file), 'referenceTo');
}

function childObject(project: Project, parent: string, relationship: string): string {
  if (!relationship.endsWith('__r')) {
    return relationship;
  }
  for (const file of project.files('objects/*/fields/*.field-meta.xml')) {
    const element = parseXml(file);
    if (
      childText(element, 'referenceTo') === parent &&
      `${childText(element, 'relationshipName')}__r` === relationship
    ) {
      return path.basename(path.dirname(path.dirname(file)));
    }
  }
  return relationship;
}

/** Fields named in `new Thing__c(Field__c = …)` and in assignments to variables of an object's type. */
function writtenFields(project: Project, source: string, file: string): FieldUse[] {
  const uses: FieldUse[] = [];
  const add = (object: string, field: string): void => {
    if (project.hasObject(object) && project.field(object, field) !== undefined) {
      uses.push({ object, field, writes: true, file });
    }
  };
  const types = new Map<string, string>();
  for (const [, type, name] of source.matchAll(/\b([A-Z]\w*)\s+([a-z]\w*)\s*(?==[^=]|[;:,)])/g)) {
    if (project.hasObject(type)) {
      types.set(name, type);
    }
  }
  for (const [, name, field] of source.matchAll(/\b([a-z]\w*)\.(\w+)\s*=[^=>]/g)) {
    const type = types.get(name);
    if (type !== undefined) {
      add(type, field);
    }
  }
  for (const match of source.matchAll(/\bnew\s+([A-Z]\w*)\(/g)) {
    if (project.hasObject(match[1])) {
      for (const [, field] of argumentsAt(source, match.index + match[0].length).matchAll(/(?:^|,)\s*(\w+)\s*=[^=]/g)) {
        add(match[1], field);
      }
    }
  }
  return uses;
}

/** Top-level text of an argument list, nested parentheses left out. */
function argumentsAt(source: string, start: number): string {
  let depth = 1;
  let text = '';
  for (let index = start; index < source.length && depth > 0; index++) {
    const letter = source[index];
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    text += depth === 1 ? letter : '';
  }
  return text;
}
