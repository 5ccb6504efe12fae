import type { PlacedElement } from '../metadata/index.ts';
import { isStandardTab } from './check-access.ts';
import type { CheckContext } from './check-context.ts';
import type { ComponentCheck, Subject } from './check-types.ts';
import { childNamed, childrenNamed, textNamed } from './elements.ts';
import { own } from '../common/index.ts';

/** Tabs, pages and record types that an app names. */
export const checkApplication: ComponentCheck = (subject, context) => {
  const { root, component } = subject;
  // the platform's own apps name what comes with their features
  if (component.fullName.startsWith('standard__')) {
    return;
  }
  for (const tab of childrenNamed(root, 'tabs')) {
    if (tab.text && !isStandardTab(tab.text) && !context.exists('CustomTab', tab.text)) {
      subject.report(`In field: tab - no CustomTab named ${tab.text} found`, tab);
    }
  }
  const utilityBar = childNamed(root, 'utilityBar');
  if (utilityBar?.text && !hasPage(context, utilityBar.text)) {
    subject.report(`In field: utilityBar - no FlexiPage named ${utilityBar.text} found`, utilityBar);
  }
  for (const element of ['actionOverrides', 'profileActionOverrides']) {
    for (const override of childrenNamed(root, element)) {
      const object = childNamed(override, 'pageOrSobjectType');
      if (object?.text && /__c$/i.test(object.text) && !context.hasObject(object.text)) {
        subject.report(`In field: pageOrSobjectType - no CustomObject named ${object.text} found`, object);
      }
      checkOverride(subject, context, override);
    }
  }
};

/** The pages of an object's overridden actions. */
export const checkOverrides: ComponentCheck = (subject, context) => {
  childrenNamed(subject.root, 'actionOverrides').forEach((override) => checkOverride(subject, context, override));
};

function checkOverride(subject: Subject, context: CheckContext, override: PlacedElement): void {
  const type = textNamed(override, 'type')?.toLowerCase() ?? '';
  const content = textNamed(override, 'content');
  if (content === undefined) {
    return;
  }
  const exists: Readonly<Record<string, () => boolean>> = {
    flexipage: () => hasPage(context, content),
    visualforce: () => content.includes('__') || context.exists('ApexPage', content),
    lightningcomponent: () => context.isForeign(content) || content.includes(':') || hasBundle(context, content),
    lightningwebcomponent: () => context.isForeign(content) || content.includes(':') || hasBundle(context, content)
  };
  if (own(exists, type)?.() === false) {
    const action = textNamed(override, 'actionName') ?? '';
    subject.report(`${content} does not exist or is not a valid override for action ${action}.`, override);
  }
}

/** What a tab shows. */
export const checkTab: ComponentCheck = (subject, context) => {
  const { root, component } = subject;
  if (textNamed(root, 'customObject') === 'true' && !context.hasObject(component.fullName)) {
    subject.report(
      `In field: customObject - no CustomObject named ${component.fullName} found`,
      childNamed(root, 'customObject')
    );
  }
  const members: readonly (readonly [member: string, kind: string, exists: (name: string) => boolean])[] = [
    ['flexiPage', 'FlexiPage', (name) => hasPage(context, name)],
    ['page', 'ApexPage', (name) => name.includes('__') || context.exists('ApexPage', name)],
    ['lwcComponent', 'LightningComponentBundle', (name) => name.includes('__') || hasBundle(context, name)],
    ['auraComponent', 'AuraDefinitionBundle', (name) => name.includes('__') || hasBundle(context, name)]
  ];
  for (const [member, kind, exists] of members) {
    const element = childNamed(root, member);
    if (element?.text && !exists(element.text)) {
      subject.report(`In field: ${member} - no ${kind} named ${element.text} found`, element);
    }
  }
};

function hasPage(context: CheckContext, name: string): boolean {
  return name.includes('__') || context.exists('FlexiPage', name);
}

function hasBundle(context: CheckContext, name: string): boolean {
  return context.bundle(name) !== undefined || context.auraBundle(name) !== undefined;
}
