import { readPlacedXml } from '../metadata/index.ts';
import { readFileSync } from 'node:fs';
import type { ComponentCheck } from './check-types.ts';
import { childNamed, textNamed } from './elements.ts';

/** What a custom object needs of its own: a label, a name field, sharing that fits its relationships. */
export const checkCustomObject: ComponentCheck = ({ root, component, report }, context) => {
  const name = component.fullName;
  if (!/__[ce]$/i.test(name) || context.isForeign(name)) {
    return;
  }
  // several package directories may each say a part
  const roots = context.metadata.components
    .filter(({ type, fullName, file }) => type === 'CustomObject' && fullName === name && file !== component.file)
    .flatMap(({ file }) => readPlacedXml(readFileSync(file, 'utf8')) ?? []);
  const says = (element: string): boolean => [root, ...roots].some((each) => childNamed(each, element) !== undefined);
  if (![root, ...roots].some((each) => textNamed(each, 'label') !== undefined)) {
    report('Must specify a non-empty label for the CustomObject');
  }
  if (!/__c$/i.test(name) || says('customSettingsType')) {
    return;
  }
  if (!says('nameField')) {
    report('Must specify a nameField of type Text or AutoNumber');
  }
  const isDetail = [...(context.object(name)?.fields.values() ?? [])].some(({ masterDetail }) => masterDetail);
  const model = childNamed(root, 'sharingModel');
  if (model?.text && isDetail && model.text !== 'ControlledByParent') {
    report(`Cannot set sharingModel to ${model.text} on a CustomObject with a MasterDetail relationship field`, model);
  }
  if (model?.text === 'ControlledByParent' && !isDetail) {
    report(
      'Cannot set sharingModel to ControlledByParent on a CustomObject without a MasterDetail relationship field',
      model
    );
  }
};
