import type { PlacedElement } from '../metadata/index.ts';
import type { CheckContext } from './check-context.ts';
import type { ComponentCheck, Subject } from './check-types.ts';
import { childNamed, childrenNamed, descendantsNamed, textNamed } from './elements.ts';
import { targetNames } from './lwc-config.ts';

/** Where a component may be used (LWC Developer Guide, "XML Configuration File Elements"). */
const TARGETS: ReadonlySet<string> = new Set(
  [
    ...['AppPage', 'HomePage', 'RecordPage', 'Tab', 'UtilityBar', 'UrlAddressable', 'VoiceExtension', 'Inbox'],
    ...['RecordAction', 'GlobalAction', 'FlowScreen', 'FlowAction', 'PropertyEditor', 'ServiceDocument', 'ECSFSApp'],
    ...['EnablementProgram', 'AgentforceInput', 'AgentforceOutput']
  ]
    .map((name) => `lightning__${name}`)
    .concat(
      ['Default', 'Page', 'Page_Layout', 'Theme_Layout'].map((name) => `lightningCommunity__${name}`),
      ['ChatHeader', 'ChatMessage', 'MessagingPreChat', 'MessagingHeader', 'Minimized', 'PreChat'].map(
        (name) => `lightningSnapin__${name}`
      ),
      ['analytics__Dashboard', 'lightningStatic__Email']
    )
);
/** Pages whose properties have one of three types; other targets have more. */
const SIMPLE_PAGES: readonly string[] = ['lightning__AppPage', 'lightning__HomePage', 'lightning__RecordPage'];
const SIMPLE_TYPES: ReadonlySet<string> = new Set(['string', 'integer', 'boolean']);

/** The configuration file of a Lightning web component. */
export const checkLwcConfig: ComponentCheck = (subject, context) => {
  const { root, component } = subject;
  const list = childrenNamed(childNamed(root, 'targets'), 'target');
  const targets = new Set<string>();
  for (const target of list) {
    if (target.text === '') {
      subject.report(`Lightning Component Bundle ${component.fullName} contains empty target`, target);
    } else if (targets.has(target.text)) {
      subject.report(
        `Lightning Component Bundle ${component.fullName} contains duplicate target ${target.text}`,
        target
      );
    } else if (!TARGETS.has(target.text)) {
      subject.report(`${target.text} is not a valid TARGETS`, target);
    }
    targets.add(target.text);
  }
  for (const config of descendantsNamed(root, 'targetConfig')) {
    checkTargetConfig(subject, context, config, targets);
  }
};

function checkTargetConfig(
  subject: Subject,
  context: CheckContext,
  config: PlacedElement,
  declared: ReadonlySet<string>
): void {
  const names = targetNames(config.attributes.get('targets'));
  if (names.length === 0) {
    subject.report('A targetConfig needs the attribute targets', config);
  }
  for (const name of names.filter((target) => !declared.has(target))) {
    subject.report(`targetConfig target "${name}" is not specified in the targets section`, config);
  }
  const properties = childrenNamed(config, 'property');
  const factors = descendantsNamed(config, 'supportedFormFactor');
  if (names.includes('lightning__Tab')) {
    for (const [tag, found] of [
      ['property', properties],
      ['supportedFormFactors', factors]
    ] as const) {
      if (found.length > 0) {
        subject.report(`The '${tag}' tag isn't supported for lightning__Tab`, found[0]);
      }
    }
  }
  for (const factor of factors) {
    const type = factor.attributes.get('type') ?? '';
    if (type === '') {
      subject.report('You must specify a type for formfactor tag', factor);
    } else if (type !== 'Large' && type !== 'Small') {
      subject.report(`The formfactor type '${type}' isn't valid.`, factor);
    }
  }
  const action = textNamed(config, 'actionType');
  if (names.includes('lightning__RecordAction') && action !== undefined && !/^(Screen)?Action$/.test(action)) {
    subject.report(
      `Invalid <actionType> tag value '${action}'. Allowed values: Action, ScreenAction.`,
      childNamed(config, 'actionType')
    );
  }
  checkObjects(subject, context, config);
  if (names.some((target) => SIMPLE_PAGES.includes(target))) {
    checkProperties(subject, properties);
  }
}

function checkObjects({ report, component }: Subject, context: CheckContext, config: PlacedElement): void {
  for (const object of childrenNamed(config, 'objects').flatMap((list) => childrenNamed(list, 'object'))) {
    if (object.text !== '*' && object.text !== '' && !context.hasObject(object.text)) {
      report(`Invalid reference ${object.text} of type sobjectClass in file ${component.fullName}.js-meta.xml`, object);
    }
  }
}

function checkProperties({ report }: Subject, properties: readonly PlacedElement[]): void {
  const seen = new Set<string>();
  for (const property of properties) {
    const { attributes } = property;
    const name = attributes.get('name') ?? '';
    const type = attributes.get('type')?.toLowerCase() ?? '';
    if (seen.has(name)) {
      report(`More than one property has the same name: '${name}'`, property);
    }
    seen.add(name);
    if (!SIMPLE_TYPES.has(type)) {
      report(`You specified an invalid type for '${name}'`, property);
      continue;
    }
    const given = attributes.get('default') ?? '';
    if (type === 'integer' && given !== '' && !/^[+-]?\d+$/.test(given)) {
      report(`The default value you specified '${given}' is not a valid integer.`, property);
    }
    if (type === 'boolean' && given !== '' && !/^(true|false|[01tf])$/i.test(given)) {
      report(`The default value you specified '${given}' is invalid. It must be a Boolean.`, property);
    }
  }
}
