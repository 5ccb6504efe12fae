import { childOf, childrenOf, textOf, textsOf, type XmlElement, type ProjectMetadata } from '../metadata/index.ts';
import { NotImplementedError } from '../values/index.ts';
import type { Criterion } from './criteria-sql.ts';

/** Users that a rule shares with, or whose records it shares. */
export interface RuleParty {
  /** As the metadata names it: `role`, `group`, `queue`, `roleAndSubordinates`, `allInternalUsers`, `guestUser` … */
  readonly kind: string;
  readonly name: string;
}

export interface SharingRule {
  readonly kind: 'owner' | 'criteria' | 'guest';
  readonly name: string;
  readonly level: 'Read' | 'Edit';
  readonly to: readonly RuleParty[];
  /** Owners whose records an owner rule shares. */
  readonly from: readonly RuleParty[];
  readonly criteria: readonly Criterion[];
  readonly logic?: string;
  /** For rules of accounts: what they open of child records, by lower-case child object: `Read`, `Edit`. */
  readonly childLevels: ReadonlyMap<string, string>;
}

const PARTIES = [
  'allCustomerPortalUsers',
  'allInternalUsers',
  'allPartnerUsers',
  'channelProgramGroup',
  'group',
  'guestUser',
  'managerSubordinates',
  'managers',
  'portalRole',
  'portalRoleAndSubordinates',
  'queue',
  'role',
  'roleAndSubordinates',
  'roleAndSubordinatesInternal',
  'territory',
  'territoryAndSubordinates'
];

function partiesOf(element: XmlElement | undefined): RuleParty[] {
  return PARTIES.flatMap((kind) => {
    if (element?.[kind] === undefined) {
      return [];
    }
    const names = textsOf(element, kind).filter((name) => name !== '');
    return names.length === 0 ? [{ kind, name: '' }] : names.map((name) => ({ kind, name }));
  });
}

function childLevels(rule: XmlElement): Map<string, string> {
  const settings = childOf(rule, 'accountSettings');
  const children = ['case', 'contact', 'opportunity'].flatMap((child): [string, string][] => {
    const level = textOf(settings, `${child}AccessLevel`);
    return level === undefined || level === 'None' ? [] : [[child, level]];
  });
  return new Map(children);
}

function ruleOf(kind: SharingRule['kind'], rule: XmlElement): SharingRule {
  const logic = textOf(rule, 'booleanFilter');
  return {
    kind,
    name: textOf(rule, 'fullName') ?? '',
    level: textOf(rule, 'accessLevel') === 'Edit' ? 'Edit' : 'Read',
    to: partiesOf(childOf(rule, 'sharedTo')),
    from: partiesOf(childOf(rule, 'sharedFrom')),
    criteria: childrenOf(rule, 'criteriaItems').map((item) => ({
      field: textOf(item, 'field') ?? '',
      operation: textOf(item, 'operation') ?? 'equals',
      value: textOf(item, 'value') ?? ''
    })),
    ...(logic !== undefined && { logic }),
    childLevels: childLevels(rule)
  };
}

/** The project's sharing rules by lower-case object name. */
export function sharingRulesOf(metadata: ProjectMetadata): Map<string, readonly SharingRule[]> {
  const rules = new Map<string, readonly SharingRule[]>();
  for (const [object, { data }] of metadata.sharingRules) {
    rules.set(object, [
      ...childrenOf(data, 'sharingOwnerRules').map((rule) => ruleOf('owner', rule)),
      ...childrenOf(data, 'sharingCriteriaRules').map((rule) => ruleOf('criteria', rule)),
      ...childrenOf(data, 'sharingGuestRules').map((rule) => ruleOf('guest', rule))
    ]);
  }
  return rules;
}

/** @throws NotImplementedError for kinds of users that the local org does not have: portals, territories, managers' groups */
export function unknownParty(party: RuleParty): never {
  throw new NotImplementedError(`Sharing rule for ${party.kind}`);
}
