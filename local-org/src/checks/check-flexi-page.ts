import type { PlacedElement } from '../metadata/index.ts';
import type { CheckContext } from './check-context.ts';
import type { ComponentCheck, Subject } from './check-types.ts';
import { childNamed, childrenNamed, descendantsNamed, textNamed } from './elements.ts';
import { checkPageComponent } from './check-page-component.ts';

/** A Lightning page: its object, template, regions, components, fields and rules of visibility. */
export const checkFlexiPage: ComponentCheck = (subject, context) => {
  const { root } = subject;
  const object = textNamed(root, 'sobjectType');
  if (object !== undefined && !context.hasObject(object)) {
    subject.report(`In field: sobjectType - no CustomObject named ${object} found`, childNamed(root, 'sobjectType'));
  }
  if (object === undefined && textNamed(root, 'type') === 'RecordPage') {
    subject.report('Required field is missing: sobjectType');
  }
  checkTemplate(subject, context);
  checkRegions(subject);
  for (const component of [
    ...descendantsNamed(root, 'componentInstance'),
    ...childrenNamed(root, 'flexiPageRegions').flatMap((region) => childrenNamed(region, 'componentInstances'))
  ]) {
    checkPageComponent(subject, context, component, object);
  }
  if (object !== undefined && context.hasObject(object)) {
    for (const item of descendantsNamed(root, 'fieldItem')) {
      checkFieldOfRecord(subject, context, object, item.text, item);
    }
  }
  for (const criterion of descendantsNamed(root, 'criteria')) {
    checkCriterion(subject, context, object, criterion);
  }
};

/** Templates of the project are Aura bundles; those of the platform carry a namespace. */
function checkTemplate(subject: Subject, context: CheckContext): void {
  const template = childNamed(subject.root, 'template');
  const name = textNamed(template, 'name');
  if (name === undefined) {
    subject.report('Required field is missing: template', template);
    return;
  }
  const own = name.startsWith('c:') ? name.slice(2) : name.includes(':') || name.includes('__') ? undefined : name;
  if (own !== undefined && !context.isForeign(own) && !context.auraBundle(own)) {
    subject.report(`Template c:${own} doesn't exist.`, childNamed(template, 'name'));
  }
}

function checkRegions({ root, report }: Subject): void {
  const values = new Set(descendantsNamed(root, 'value').map(({ text }) => text));
  for (const region of childrenNamed(root, 'flexiPageRegions')) {
    const name = textNamed(region, 'name');
    if (textNamed(region, 'type') === 'Facet' && name !== undefined && !values.has(name)) {
      report(`The facet ${name} is defined by a component in the FlexiPage but not actually used.`, region);
    }
  }
}

/** @param reference `Record.Name`, `Record.Parent__r.Name` */
function checkFieldOfRecord(
  { report }: Subject,
  context: CheckContext,
  object: string,
  reference: string,
  at: PlacedElement
): void {
  const [start = '', ...path] = reference.split('.');
  if (start === 'Record' && path.length > 0 && !context.hasPath(object, path)) {
    report(`Something went wrong. We couldn't retrieve or load the information on the field: ${reference}.`, at);
  }
}

function checkCriterion(
  subject: Subject,
  context: CheckContext,
  object: string | undefined,
  criterion: PlacedElement
): void {
  const left = childNamed(criterion, 'leftValue');
  const reference = /^\{!(.+)\}$/.exec(left?.text ?? '')?.[1]?.trim();
  if (!left || reference === undefined) {
    return;
  }
  const permission = /^\$Permission\.CustomPermission\.(\w+)$/.exec(reference)?.[1];
  if (permission !== undefined && !permission.includes('__') && !context.exists('CustomPermission', permission)) {
    subject.report(`In field: leftValue - no CustomPermission named ${permission} found`, left);
  }
  const userField = /^\$User\.(\w+)$/.exec(reference)?.[1];
  if (userField !== undefined && !context.hasField('User', userField)) {
    subject.report(
      `Something went wrong. We couldn't retrieve or load the information on the field: ${reference}.`,
      left
    );
  }
  if (object !== undefined && context.hasObject(object)) {
    checkFieldOfRecord(subject, context, object, reference, left);
  }
}
