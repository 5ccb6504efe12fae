import type { MetadataComponent, ProjectMetadata } from '../../metadata/index.ts';
import { booleanOf, childrenOf, textOf } from '../../metadata/xml.ts';

/** Object permissions in the platform's words, by element. */
const RIGHTS = {
  allowRead: 'Read',
  allowCreate: 'Create',
  allowEdit: 'Edit',
  allowDelete: 'Delete',
  viewAllRecords: 'Read All',
  modifyAllRecords: 'Modify All'
} as const;
type Right = keyof typeof RIGHTS;

/** What each permission wants beside it (Object Reference, ObjectPermissions). */
const NEEDS: Readonly<Record<Right, readonly Right[]>> = {
  allowRead: [],
  allowCreate: ['allowRead'],
  allowEdit: ['allowRead'],
  allowDelete: ['allowEdit', 'allowRead'],
  viewAllRecords: ['allowRead'],
  modifyAllRecords: ['allowDelete', 'allowEdit', 'allowRead', 'viewAllRecords']
};

/**
 * What the platform refuses in the rights of a permission set or a profile, though all that they name exists: field permissions for
 * fields that everybody has, and object permissions without those that they build on.
 */
export function accessProblems({ schema }: ProjectMetadata, { type, data }: MetadataComponent): string[] {
  const required = childrenOf(data, 'fieldPermissions')
    .map((item) => textOf(item, 'field') ?? '')
    .filter((name) => {
      const [object = '', field = ''] = name.split('.');
      const found = schema.object(object);
      const own = found?.fields.get(field.toLowerCase());
      const isRecord = found?.kind === 'custom' || found?.kind === 'standard';
      // which standard fields count as required depends on the org; custom ones say so themselves
      return isRecord && /__c$/i.test(field) && (own?.required === true || own?.masterDetail === true);
    })
    .map((name) => `You cannot deploy to a required field: ${name}`);
  // a profile's file adds to the profile that is there, a permission set's file is the whole of it
  return type === 'PermissionSet' ? [...required, ...dependencyProblems(schema, data)] : required;
}

function dependencyProblems(schema: ProjectMetadata['schema'], data: MetadataComponent['data']): string[] {
  const granted = new Map(
    childrenOf(data, 'objectPermissions').map((item) => [
      (textOf(item, 'object') ?? '').toLowerCase(),
      new Set((Object.keys(RIGHTS) as Right[]).filter((right) => booleanOf(item, right)))
    ])
  );
  const problems: string[] = [];
  for (const [key, rights] of granted) {
    const object = schema.object(key);
    if (!object) {
      continue;
    }
    // records of big objects are never edited, and may be deleted all the same
    const isBig = /__b$/i.test(key);
    for (const right of rights) {
      const missing = NEEDS[right]
        .filter((needed) => !rights.has(needed) && !(isBig && needed === 'allowEdit'))
        .map((needed) => RIGHTS[needed]);
      if (missing.length > 0) {
        const list = missing.toSorted().map((needed) => `${needed} ${object.name}`);
        problems.push(`Permission ${RIGHTS[right]} ${object.name} depends on permission(s): ${list.join(', ')}`);
      }
    }
    const masters = [...object.fields.values()].filter(({ name, masterDetail }) => masterDetail && /__c$/i.test(name));
    const unread = masters
      .flatMap(({ referenceTo }) => referenceTo)
      .filter((master) => granted.get(master.toLowerCase())?.has('allowRead') !== true);
    if (rights.has('allowRead') && unread.length > 0) {
      const list = [...new Set(unread)].toSorted().map((master) => `Read ${master}`);
      problems.push(`Permission Read ${object.name} depends on permission(s): ${list.join(', ')}`);
    }
  }
  return problems.length > 0 ? [problems.join('; ')] : [];
}
