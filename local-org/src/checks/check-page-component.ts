import type { PlacedElement } from '../metadata/index.ts';
import type { CheckContext } from './check-context.ts';
import type { Subject } from './check-types.ts';
import { childNamed, childrenNamed, textNamed } from './elements.ts';
import { configOf, type BundleConfig, type DesignProperty } from './lwc-config.ts';
import { table } from '../common/index.ts';

/** Targets by type of page; pages of other types are left alone. */
const TARGETS: Readonly<Record<string, string>> = table({
  AppPage: 'lightning__AppPage',
  HomePage: 'lightning__HomePage',
  RecordPage: 'lightning__RecordPage',
  UtilityBar: 'lightning__UtilityBar'
});
/** Components that do not exist although their namespace and name look as if they did. */
const INVENTED: ReadonlySet<string> = new Set([
  'flexipage:facet',
  'flexipage:fields',
  'flexipage:highlightsPanel',
  'flexipage:pathAssistant',
  'flexipage:recordDetails',
  'flexipage:tabs',
  'force:recordDetails',
  'runtime_sales_pathassistant:pathAssistantHome'
]);

/** A component on a page: it exists, may stand on such a page, and has the properties that it is given. */
export function checkPageComponent(
  subject: Subject,
  context: CheckContext,
  instance: PlacedElement,
  object: string | undefined
): void {
  const at = childNamed(instance, 'componentName');
  const written = at?.text ?? '';
  const missing = (name: string): void =>
    subject.report(`We couldn't retrieve the design time component information for component ${name}.`, at);
  const actions = childrenNamed(instance, 'componentInstanceProperties').filter(
    (property) => textNamed(property, 'name') === 'actionNames'
  );
  actions.forEach((property) => checkActions(subject, context, property));
  if (INVENTED.has(written)) {
    missing(written);
    return;
  }
  const own = /^(?:c:)?(\w+)$/.exec(written)?.[1];
  if (own === undefined || context.isForeign(own) || own.includes('__')) {
    return;
  }
  const bundle = context.bundle(own);
  const config = bundle && configOf(bundle);
  if (!config) {
    const isThere = bundle !== undefined || context.auraBundle(own) !== undefined;
    if (!isThere) {
      missing(`c:${own}`);
    }
    return;
  }
  const target = TARGETS[textNamed(subject.root, 'type') ?? ''];
  if (!config.isExposed || (target !== undefined && !config.targets.has(target))) {
    missing(`c:${own}`);
    return;
  }
  if (target !== undefined) {
    checkTargetConfig(subject, context, instance, { own, config, target, object, at });
  }
}

interface Placed {
  readonly own: string;
  readonly config: BundleConfig;
  readonly target: string;
  readonly object: string | undefined;
  readonly at: PlacedElement | undefined;
}

function checkTargetConfig(
  { report }: Subject,
  context: CheckContext,
  instance: PlacedElement,
  { own, config, target, object, at }: Placed
): void {
  const { objects, properties } = config.of(target);
  const wanted = object === undefined ? undefined : context.local(object).toLowerCase();
  const isForObject = objects.some((name) => name === '*' || context.local(name).toLowerCase() === wanted);
  if (objects.length > 0 && wanted !== undefined && !isForObject) {
    report(`Component c:${own} isn't available for the object ${object ?? ''}.`, at);
  }
  for (const property of childrenNamed(instance, 'componentInstanceProperties')) {
    const name = textNamed(property, 'name') ?? '';
    // `decorator` properties are of the utility bar that holds the component
    if (textNamed(property, 'type') === 'decorator') {
      continue;
    }
    const known = properties.get(name);
    if (!known) {
      report(`Invalid property [${name}] in component [c:${own}]`, property);
      continue;
    }
    const fault = valueFault(known, childNamed(property, 'value')?.text ?? '');
    if (fault !== undefined) {
      report(`Invalid value for property [${name}] in component [c:${own}]: ${fault}`, childNamed(property, 'value'));
    }
  }
}

/** What is wrong with a value; undefined for a good one and for expressions, which the page computes. */
function valueFault({ type, min, max, options }: DesignProperty, value: string): string | undefined {
  if (value === '' || value.startsWith('{!')) {
    return undefined;
  }
  if (type === 'Integer') {
    if (!/^-?\d+$/.test(value)) {
      return `${value} isn't an Integer`;
    }
    if (min !== undefined && Number(value) < min) {
      return `${value} is less than the minimum ${min}`;
    }
    if (max !== undefined && Number(value) > max) {
      return `${value} is greater than the maximum ${max}`;
    }
  }
  if (type === 'Boolean' && !/^(true|false)$/i.test(value)) {
    return `${value} isn't a Boolean`;
  }
  return options !== undefined && !options.includes(value) ? `${value} isn't one of ${options.join(', ')}` : undefined;
}

/** Actions of custom objects come from the source alone; those of standard objects are the platform's too. */
function checkActions({ report }: Subject, context: CheckContext, property: PlacedElement): void {
  const items = childrenNamed(childNamed(property, 'valueList'), 'valueListItems');
  for (const item of items) {
    const value = childNamed(item, 'value');
    const name = value?.text ?? '';
    const [object = '', action = ''] = name.split('.');
    if (/__c$/i.test(object) && action !== '' && !action.includes('__') && !context.exists('QuickAction', name)) {
      report(`In field: action - no QuickAction named ${name} found`, value);
    }
    const [kind, owner = '', button = ''] = name.split('.');
    const isOwnButton = kind === 'CustomButton' && /__c$/i.test(owner) && !button.includes('__');
    if (isOwnButton && !context.exists('WebLink', `${owner}.${button}`)) {
      report(`In field: action - no WebLink named ${owner}.${button} found`, value);
    }
  }
}
