import type { FieldSchema, ObjectSchema } from '../../metadata/index.ts';
import { content, findComponent, nodes, textOf, type PageMetadata, type XmlNode } from '../metadata-source.ts';
import { findField } from '../page/describe-field.ts';
import type { ActionField, ActionForm, PageAction } from './page-action.ts';

/** Whose rights an action is offered by. */
export interface ActionContext {
  readonly metadata: PageMetadata;
  readonly rights: (objectName: string) => {
    readonly read: boolean;
    readonly create: boolean;
    readonly edit: boolean;
    readonly delete: boolean;
  };
  /** Components of the project, by name. */
  readonly components: ReadonlySet<string>;
}

/** A quick action of an object (`Update_Status`, `Order__c.Update_Status`); undefined where the user lacks the right, or where there is none. */
export function quickAction(context: ActionContext, object: ObjectSchema, name: string): PageAction | undefined {
  const fullName = name.includes('.') ? name : `${object.name}.${name}`;
  const found =
    findComponent(context.metadata, 'QuickAction', fullName) ?? findComponent(context.metadata, 'QuickAction', name);
  if (!found) return undefined;
  const xml = content(found);
  const base = { name: found.fullName, label: textOf(xml.label) ?? standardLabel(xml, found.fullName) };
  switch (textOf(xml.type)) {
    case 'LightningWebComponent':
      return { ...base, ...componentAction(context, xml) };
    case 'Create': {
      const target = context.metadata.schema.object(textOf(xml.targetObject) ?? '');
      if (!target || !context.rights(target.name).create) return undefined;
      return { ...base, kind: 'form', form: formOf('create', target, xml) };
    }
    case 'Update':
      return context.rights(object.name).edit
        ? { ...base, kind: 'form', form: formOf('update', object, xml) }
        : undefined;
    case 'Flow':
      return refused(
        base,
        `runs the flow ${textOf(xml.flowDefinition) ?? ''}: screen flows are not supported by the local org`
      );
    case 'VisualforcePage':
      return refused(
        base,
        `opens the Visualforce page ${textOf(xml.page) ?? ''}, which is not supported by the local org`
      );
    case 'LightningComponent':
      return refused(
        base,
        `opens the Aura component ${textOf(xml.lightningComponent) ?? ''}, which is not supported by the local org`
      );
    default:
      return refused(base, `is of the type ${textOf(xml.type) ?? ''}, which is not supported by the local org`);
  }
}

function refused(base: { name: string; label: string }, what: string): PageAction {
  return { ...base, kind: 'unsupported', reason: `The action ${base.label} ${what}.` };
}

function standardLabel(xml: XmlNode, fullName: string): string {
  return (textOf(xml.standardLabel) ?? fullName.split('.').at(-1) ?? fullName)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ');
}

type ComponentAction = { kind: 'screen' | 'headless'; component: string } | { kind: 'unsupported'; reason: string };

/** The component's own configuration says whether it has a screen; without one it has. */
function componentAction({ metadata, components }: ActionContext, xml: XmlNode): ComponentAction {
  const name = (textOf(xml.lightningWebComponent) ?? '').replace(/^c[:_]+/, '');
  if (!components.has(name))
    return { kind: 'unsupported', reason: `The project has no Lightning web component named ${name}.` };
  const bundle = findComponent(metadata, 'LightningComponentBundle', name);
  const configs = bundle ? nodes(content(bundle).targetConfigs).flatMap(({ targetConfig }) => nodes(targetConfig)) : [];
  const own = configs.find((config) => (textOf(config['@targets']) ?? '').includes('lightning__RecordAction'));
  const type = textOf(own?.actionType) ?? textOf(xml.actionSubtype) ?? 'ScreenAction';
  return { kind: type === 'Action' ? 'headless' : 'screen', component: name };
}

function formOf(mode: ActionForm['mode'], target: ObjectSchema, xml: XmlNode): ActionForm {
  const parentField = textOf(xml.targetParentField);
  const success = textOf(xml.successMessage);
  const items = nodes(xml.quickActionLayout)
    .flatMap(({ quickActionLayoutColumns }) => nodes(quickActionLayoutColumns))
    .flatMap(({ quickActionLayoutItems }) => nodes(quickActionLayoutItems));
  const notices: string[] = [];
  const values: Record<string, string | number | boolean> = {};
  for (const override of nodes(xml.fieldOverrides)) {
    const field = findField(target, textOf(override.field) ?? '');
    const literal = textOf(override.literalValue);
    if (field && literal !== undefined) values[field.name] = valueOf(field, literal);
    else if (field)
      notices.push(`${field.label} is not filled in: its formula is not computed on pages of the local org.`);
  }
  const parent = parentField ? findField(target, parentField) : undefined;
  return {
    mode,
    objectName: target.name,
    ...(parent && { parentField: parent.name }),
    fields: items.flatMap((item) => fieldOf(target, item)),
    values,
    ...(success && { successMessage: success }),
    notices
  };
}

function fieldOf(target: ObjectSchema, item: XmlNode): ActionField[] {
  const field = findField(target, textOf(item.field) ?? '');
  const behavior = textOf(item.uiBehavior);
  return field ? [{ name: field.name, isRequired: behavior === 'Required', isReadOnly: behavior === 'Readonly' }] : [];
}

function valueOf({ type }: FieldSchema, text: string): string | number | boolean {
  if (type === 'boolean') return /^(true|1)$/i.test(text);
  return /^(int|double|currency|percent)$/.test(type) ? Number(text) : text;
}
