import type { ObjectSchema } from '../../metadata/index.ts';
import { content, findComponent, textOf, type PageMetadata } from '../metadata-source.ts';
import type { PageAction } from './page-action.ts';
import { table } from '../../common/index.ts';

const OTHER: Readonly<Record<string, string>> = table({
  page: 'opens a Visualforce page',
  flow: 'runs a flow',
  javascript: 'runs JavaScript, as in Lightning Experience',
  sControl: 'opens an S-control'
});

/** A custom button of an object; undefined where the object has none of this name. */
export function webLink(metadata: PageMetadata, object: ObjectSchema, name: string): PageAction | undefined {
  const found = findComponent(metadata, 'WebLink', `${object.name}.${name.split('.').at(-1) ?? name}`);
  if (!found) return undefined;
  const xml = content(found);
  const base = { name: found.fullName, label: textOf(xml.masterLabel) ?? name.replaceAll('_', ' ') };
  const type = textOf(xml.linkType) ?? 'url';
  if (type !== 'url')
    return {
      ...base,
      kind: 'unsupported',
      reason: `The button ${base.label} ${OTHER[type] ?? type}: that is not supported by the local org.`
    };
  return {
    ...base,
    kind: 'url',
    url: textOf(xml.url) ?? '',
    isNewWindow: textOf(xml.openType) === 'newWindow',
    needsRows: textOf(xml.requireRowSelection) === 'true'
  };
}
