import type { PlacedElement } from '../metadata/index.ts';
import type { CheckContext } from './check-context.ts';
import type { ComponentCheck, Subject } from './check-types.ts';
import { childNamed, childrenNamed, textNamed } from './elements.ts';
import { table } from '../common/index.ts';

const RECORD_ELEMENTS: Readonly<Record<string, string>> = table({
  start: 'Start',
  recordLookups: 'Get Records',
  recordCreates: 'Create Records',
  recordUpdates: 'Update Records',
  recordDeletes: 'Delete Records'
});

/** A flow: objects and fields of its record elements, the Apex actions and components that it calls. */
export const checkFlow: ComponentCheck = (subject, context) => {
  // drafts may be kept with errors
  if (textNamed(subject.root, 'status') !== 'Active') {
    return;
  }
  for (const element of subject.root.children) {
    const kind = RECORD_ELEMENTS[element.name];
    if (kind !== undefined) {
      checkRecords(subject, context, element, kind);
    } else if (element.name === 'actionCalls') {
      checkAction(subject, context, element);
    } else if (element.name === 'screens') {
      checkScreen(subject, context, element);
    }
  }
};

function checkRecords({ report }: Subject, context: CheckContext, element: PlacedElement, kind: string): void {
  const at = childNamed(element, 'object');
  const object = at?.text;
  const place = textNamed(element, 'name') ?? '$Record';
  if (object === undefined || object === '') {
    return;
  }
  if (/__\w+$/.test(object) && !context.hasObject(object)) {
    report(`${place} (${kind}) - The object "${object}" doesn't exist.`, at);
    return;
  }
  const fields = [
    ...['filters', 'inputAssignments', 'outputAssignments'].flatMap((name) =>
      childrenNamed(element, name).flatMap((item) => childNamed(item, 'field') ?? [])
    ),
    ...childrenNamed(element, 'queriedFields')
  ];
  for (const field of fields) {
    if (/__c$/i.test(field.text) && context.object(object) && !context.hasField(object, field.text)) {
      report(`${place} (${kind}) - The field "${field.text}" for the object "${object}" doesn't exist.`, field);
    }
  }
}

function checkAction({ report }: Subject, context: CheckContext, element: PlacedElement): void {
  const name = childNamed(element, 'actionName');
  const source = name && context.classSource(name.text);
  const isApex = textNamed(element, 'actionType') === 'apex';
  const isKnown = source !== undefined && /@InvocableMethod\b/i.test(source);
  if (isApex && name?.text && !/__|\./.test(name.text) && !isKnown) {
    report(`${textNamed(element, 'name') ?? ''} (Action) - We can't find the ${name.text} action.`, name);
  }
}

function checkScreen({ report }: Subject, context: CheckContext, screen: PlacedElement): void {
  const fieldsOf = (element: PlacedElement): PlacedElement[] =>
    childrenNamed(element, 'fields').flatMap((field) => [field, ...fieldsOf(field)]);
  for (const field of fieldsOf(screen)) {
    const extension = childNamed(field, 'extensionName');
    const own = /^c:(\w+)$/.exec(extension?.text ?? '')?.[1];
    if (own !== undefined && !context.bundle(own) && !context.auraBundle(own)) {
      report(
        `${textNamed(screen, 'name') ?? ''} (Screen Component) - We can't find an extension called "c:${own}".`,
        extension
      );
    }
  }
}
