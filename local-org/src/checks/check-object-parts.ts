import type { PlacedElement } from '../metadata/index.ts';
import type { CheckContext } from './check-context.ts';
import type { ComponentCheck, Subject } from './check-types.ts';
import { childNamed, childrenNamed, textNamed } from './elements.ts';

/** Names by which a list view of a custom object does not know the platform's fields: it has `NAME`, `CREATED_DATE`, `OWNER.ALIAS` … */
const NO_COLUMNS: ReadonlySet<string> = new Set([
  ...['Name', 'CreatedDate', 'CREATEDDATE', 'LastModifiedDate', 'OwnerId', 'CreatedById', 'LastModifiedById', 'Id']
]);

/** The object of a part, unless a package has it. */
function ownObject({ component }: Subject, context: CheckContext): string | undefined {
  const object = component.fullName.slice(0, component.fullName.indexOf('.'));
  return context.isForeign(object) || !context.hasObject(object) ? undefined : object;
}

function missingField(
  subject: Subject,
  context: CheckContext,
  object: string,
  at: PlacedElement,
  member: string
): void {
  if (at.text && !context.hasField(object, at.text)) {
    subject.report(`In field: ${member} - no CustomField named ${object}.${at.text} found`, at);
  }
}

/** Columns and filters of a list view. */
export const checkListView: ComponentCheck = (subject, context) => {
  const { root, report } = subject;
  const object = ownObject(subject, context);
  if (object === undefined) {
    return;
  }
  const filters = childrenNamed(root, 'filters').flatMap((filter) => childNamed(filter, 'field') ?? []);
  for (const column of [...childrenNamed(root, 'columns'), ...filters]) {
    const isUnknown = /^\w+__c$/i.test(column.text)
      ? !context.hasField(object, column.text)
      : /__c$/i.test(object) && NO_COLUMNS.has(column.text);
    if (isUnknown) {
      report(`Could not resolve list view column: ${column.text}`, column);
    }
  }
  const queue = childNamed(root, 'queue');
  if (queue?.text && !context.exists('Queue', queue.text)) {
    report(`In field: queue - no Queue named ${queue.text} found`, queue);
  }
};

/** Fields of a compact layout. */
export const checkCompactLayout: ComponentCheck = (subject, context) => {
  const object = ownObject(subject, context);
  if (object !== undefined) {
    childrenNamed(subject.root, 'fields').forEach((field) => missingField(subject, context, object, field, 'field'));
  }
};

/** Fields of a field set, which may lie behind lookups. */
export const checkFieldSet: ComponentCheck = ({ root, component, report }, context) => {
  const object = component.fullName.slice(0, component.fullName.indexOf('.'));
  if (context.isForeign(object) || !context.hasObject(object)) {
    return;
  }
  for (const item of [...childrenNamed(root, 'displayedFields'), ...childrenNamed(root, 'availableFields')]) {
    const field = childNamed(item, 'field');
    if (field?.text && !context.hasPath(object, field.text.split('.'))) {
      report(`In field: ${field.text} - no CustomField named ${object}.${field.text} found`, field);
    }
  }
};

/** A record type: its compact layout, its picklists and their values. */
export const checkRecordType: ComponentCheck = (subject, context) => {
  const { root, report } = subject;
  const object = ownObject(subject, context);
  if (object === undefined) {
    return;
  }
  const layout = childNamed(root, 'compactLayoutAssignment');
  if (
    layout?.text &&
    layout.text !== 'SYSTEM' &&
    !layout.text.includes('__') &&
    !context.exists('CompactLayout', `${object}.${layout.text}`)
  ) {
    report(`In field: compactLayoutAssignment - no CompactLayout named ${object}.${layout.text} found`, layout);
  }
  for (const list of childrenNamed(root, 'picklistValues')) {
    const picklist = childNamed(list, 'picklist');
    if (!picklist?.text) {
      continue;
    }
    missingField(subject, context, object, picklist, 'picklist');
    const field = context.object(object)?.fields.get(context.local(picklist.text).toLowerCase());
    // the values of standard picklists are the org's own
    if (!field?.custom || field.picklistValues.length === 0) {
      continue;
    }
    const known = new Set(field.picklistValues.map(({ value }) => value.toLowerCase()));
    for (const value of childrenNamed(list, 'values')) {
      const name = decodedName(textNamed(value, 'fullName') ?? '');
      if (name !== '' && !known.has(name.toLowerCase())) {
        report(`Picklist value: ${name} in picklist: ${picklist.text} not found`, value);
      }
    }
  }
};

function decodedName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** A quick action: its target, its fields and what it shows. */
export const checkQuickAction: ComponentCheck = (subject, context) => {
  const { root, component, report } = subject;
  const target = childNamed(root, 'targetObject');
  const [owner = '', ...rest] = component.fullName.split('.');
  if (target?.text && /__\w$/.test(target.text) && !context.hasObject(target.text)) {
    report(`In field: targetObject - no CustomObject named ${target.text} found`, target);
  }
  const object = target?.text ?? (rest.length > 0 ? owner : undefined);
  if (object !== undefined && context.object(object)) {
    const columns = childrenNamed(childNamed(root, 'quickActionLayout'), 'quickActionLayoutColumns');
    const items = columns.flatMap((column) => childrenNamed(column, 'quickActionLayoutItems'));
    for (const item of [...items, ...childrenNamed(root, 'fieldOverrides')]) {
      const field = childNamed(item, 'field');
      if (field) {
        missingField(subject, context, object, field, 'field');
      }
    }
  }
  for (const [member, kind] of [
    ['lightningWebComponent', 'lightning web component'],
    ['lightningComponent', 'lightning component']
  ] as const) {
    const shown = childNamed(root, member);
    const name = shown?.text.replace(/^c:/, '') ?? '';
    const isOwn = name !== '' && !name.includes(':') && !name.includes('__');
    const isThere = context.bundle(name) !== undefined || context.auraBundle(name) !== undefined;
    if (isOwn && !isThere) {
      report(`Unable to retrieve ${kind} by namespace/developer name : ${name}`, shown);
    }
  }
  const page = childNamed(root, 'page');
  if (page?.text && !page.text.includes('__') && !context.exists('ApexPage', page.text)) {
    report(`In field: page - no ApexPage named ${page.text} found`, page);
  }
};
