import type { ComponentProblem } from './check-components.ts';
import type { ManifestMember } from './package-content.ts';
import { table } from '../../common/index.ts';

/** Metadata from which the platform takes what is deleted, instead of holding on to it. */
const LETS_GO: ReadonlySet<string> = new Set([
  ...['CompactLayout', 'CustomApplication', 'FieldSet', 'Layout', 'ListView', 'PermissionSet', 'Profile', 'Report'],
  'SharingRules'
]);

/** Types in the words of the platform's messages. */
const WORDS: Readonly<Record<string, string>> = table({
  ApexClass: 'Apex Class',
  ApexTrigger: 'Apex Trigger',
  CustomField: 'Custom Formula Field',
  CustomTab: 'Custom Tab',
  FlexiPage: 'Lightning Page',
  LightningComponentBundle: 'Lightning Component Bundle',
  QuickAction: 'Quick Action',
  ValidationRule: 'Validation Rule'
});
const DELETED: Readonly<Record<string, string>> = table({
  ApexClass: 'apex class',
  CustomField: 'custom field',
  CustomLabel: 'custom label',
  CustomObject: 'custom object',
  LightningComponentBundle: 'lightning component bundle'
});

/**
 * Faults that a deletion brings to components that stay: they are faults of the deletion, which names where the component is in use.
 * @param faults what is wrong with components that are not deployed themselves
 */
export function usagesOfDeleted(
  faults: readonly ComponentProblem[],
  deletions: readonly ManifestMember[],
  manifest: string
): ComponentProblem[] {
  const usages = new Map<ManifestMember, Set<string>>();
  const rest = faults.filter(({ component: { type, fullName }, problem }) => {
    const deleted = deletions.find((deletion) => mentions(problem, deletion));
    if (!deleted) {
      return true;
    }
    if (!LETS_GO.has(type)) {
      const list = usages.get(deleted) ?? new Set<string>();
      usages.set(deleted, list.add(`${WORDS[type] ?? type.replace(/(?<=[a-z])[A-Z]/g, ' $&')} - ${fullName}`));
    }
    return false;
  });
  const refusals = [...usages].map(([{ type, fullName }, list]): ComponentProblem => {
    const kind = DELETED[type] ?? type.replace(/(?<=[a-z])[A-Z]/g, ' $&').toLowerCase();
    const advice = type === 'CustomField' ? '' : ' Remove the usage and try again.';
    return {
      component: { type, fullName, fileName: manifest },
      problem: `This ${kind} is referenced elsewhere in salesforce.com.${advice} : ${[...list].join(', ')}.`
    };
  });
  return [...refusals, ...rest];
}

/** True if a message speaks of what is deleted: by its own name, a relationship's for a lookup. */
function mentions(problem: string, { fullName }: ManifestMember): boolean {
  const name = fullName.slice(fullName.indexOf('.') + 1);
  const words = [name, name.replace(/__c$/i, '__r')].map((word) => word.replace(/[^\w]/g, '\\$&'));
  return new RegExp(`(?<![\\w])(?:${words.join('|')})(?![\\w])`, 'i').test(problem);
}
