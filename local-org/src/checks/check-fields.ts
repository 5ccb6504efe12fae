import type { PlacedElement } from '../metadata/index.ts';
import type { CheckContext } from './check-context.ts';
import type { ComponentCheck, Subject } from './check-types.ts';
import { childNamed, childrenNamed, descendantsNamed, textNamed } from './elements.ts';

/** What a field refers to: the object of a lookup, the child records of a roll-up summary, the fields of filters. */
export const checkFieldReferences: ComponentCheck = (subject, context) => {
  const { root, component, report } = subject;
  const object = component.fullName.slice(0, component.fullName.indexOf('.'));
  const type = textNamed(root, 'type');
  if (type === 'Lookup' || type === 'MasterDetail') {
    const target = childNamed(root, 'referenceTo');
    if (target?.text && !context.hasObject(target.text)) {
      report(`referenceTo value of '${target.text}' does not resolve to a valid sObject type`, target);
    } else if (target?.text) {
      checkRelationshipName(subject, context, target.text);
    }
  }
  if (type === 'Summary') {
    checkSummary(subject, context, object);
  }
  for (const item of childrenNamed(childNamed(root, 'lookupFilter'), 'filterItems')) {
    const targets = [childNamed(item, 'field'), childNamed(item, 'valueField')];
    targets.forEach((field) => field && checkFilterField(subject, context, object, field));
  }
  const controlling = childNamed(childNamed(root, 'valueSet'), 'controllingField');
  if (controlling?.text && !context.isForeign(object) && !context.hasField(object, controlling.text)) {
    report(`In field: controllingField - no CustomField named ${object}.${controlling.text} found`, controlling);
  }
};

/** Two lookups to one object cannot give their children the same name. */
function checkRelationshipName({ root, component, report }: Subject, context: CheckContext, target: string): void {
  const name = childNamed(root, 'relationshipName');
  if (!name?.text) {
    return;
  }
  const [object = '', field = ''] = component.fullName.split('.');
  const wanted = `${name.text}__r`.toLowerCase();
  const rivals = (context.object(target)?.childRelationships ?? []).filter(
    (relationship) =>
      relationship.name?.toLowerCase() === wanted &&
      /__c$/i.test(relationship.field) &&
      `${relationship.childObject}.${relationship.field}`.toLowerCase() !== `${object}.${field}`.toLowerCase()
  );
  if (rivals.length > 0 && object !== 'Activity') {
    report(`There is already a Child Relationship named ${name.text} on ${target}.`, name);
  }
}

function checkSummary({ root, report }: Subject, context: CheckContext, object: string): void {
  const key = childNamed(root, 'summaryForeignKey');
  const [child = '', lookup = ''] = (key?.text ?? '').split('.');
  if (key?.text && !context.hasField(child, lookup)) {
    report(`In field: summaryForeignKey - no CustomField named ${key.text} found`, key);
  }
  const foreign = context.object(child)?.fields.get(context.local(lookup).toLowerCase());
  const leadsHere = foreign?.referenceTo.some((name) => name.toLowerCase() === context.local(object).toLowerCase());
  if (foreign?.custom && (!foreign.masterDetail || leadsHere !== true)) {
    report(`${key?.text ?? ''} is not a master-detail relationship to ${object}`, key);
  }
  const summarized = childNamed(root, 'summarizedField');
  const [owner = '', field = ''] = (summarized?.text ?? '').split('.');
  if (summarized?.text && !context.hasField(owner, field)) {
    report(`In field: summarizedField - no CustomField named ${summarized.text} found`, summarized);
  }
  const operation = textNamed(root, 'summaryOperation');
  if (operation !== undefined && operation !== 'count' && !summarized?.text) {
    report("Must specify 'summarizedField' for a CustomField of type Summary", childNamed(root, 'summaryOperation'));
  }
  for (const filter of descendantsNamed(root, 'summaryFilterItems').flatMap(
    (item) => childNamed(item, 'field') ?? []
  )) {
    const [filtered = '', name = ''] = filter.text.split('.');
    if (name !== '' && !context.hasField(filtered, name)) {
      report(`In field: field - no CustomField named ${filter.text} found`, filter);
    }
  }
}

/** `Target__c.Field__c` of the target, `$Source.Field__c` of the object that the lookup is on, `$User.…` of the user. */
function checkFilterField({ report }: Subject, context: CheckContext, object: string, field: PlacedElement): void {
  const [start = '', ...path] = field.text.split('.');
  const from = start === '$Source' ? object : start === '$User' ? 'User' : start;
  const isOwn = path.length > 0 && (!start.startsWith('$') || from !== start) && !context.isForeign(from);
  if (isOwn && context.object(from) && !context.hasPath(from, path)) {
    report(`In field: field - no CustomField named ${[from, ...path].join('.')} found`, field);
  }
}
