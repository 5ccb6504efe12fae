import { childrenOf, textOf, type XmlElement, type PicklistValue } from '../../metadata/index.ts';
import type { OrgCore } from '../org-core.ts';

type Facts = (
  value: PicklistValue,
  source: XmlElement | undefined
) => Readonly<Record<string, string | boolean | null>>;

/** What a value set of the project says of a value, or else what the value's name says in a new org. */
function flag(source: XmlElement | undefined, name: string, otherwise: boolean): boolean {
  const text = textOf(source, name);
  return text === undefined ? otherwise : text === 'true';
}

const closed: Facts = ({ value }, source) => ({ IsClosed: flag(source, 'closed', /^(closed|completed)/i.test(value)) });
const code: Facts = ({ value }) => ({ StatusCode: value.startsWith('Activated') ? 'Activated' : 'Draft' });

/** Objects that list the values of a picklist, with what the platform knows of each value. */
const LISTS: readonly { object: string; of: readonly [string, string]; set: string; facts: Facts }[] = [
  {
    object: 'LeadStatus',
    of: ['Lead', 'Status'],
    set: 'leadstatus',
    facts: ({ value }, source) => ({
      IsConverted: flag(
        source,
        'converted',
        /(^| )(converted|qualified)$/i.test(value) && !/not converted|unqualified/i.test(value)
      )
    })
  },
  { object: 'CaseStatus', of: ['Case', 'Status'], set: 'casestatus', facts: closed },
  { object: 'TaskStatus', of: ['Task', 'Status'], set: 'taskstatus', facts: closed },
  {
    object: 'TaskPriority',
    of: ['Task', 'Priority'],
    set: 'taskpriority',
    facts: ({ value }) => ({ IsHighPriority: value === 'High' })
  },
  {
    object: 'OpportunityStage',
    of: ['Opportunity', 'StageName'],
    set: 'opportunitystage',
    facts: ({ value, active }, source) => ({
      IsActive: active,
      IsClosed: flag(source, 'closed', /^closed/i.test(value)),
      IsWon: flag(source, 'won', /^closed won/i.test(value))
    })
  },
  { object: 'OrderStatus', of: ['Order', 'Status'], set: 'orderstatus', facts: code },
  { object: 'ContractStatus', of: ['Contract', 'Status'], set: 'contractstatus', facts: code }
];

/** Writes the rows of LeadStatus, CaseStatus and the like from the picklists that they stand for. */
export function seedStatusRows({ rows, schema, db, metadata }: OrgCore): void {
  for (const {
    object,
    of: [owner, field],
    set,
    facts
  } of LISTS) {
    const values = schema.object(owner)?.fields.get(field.toLowerCase())?.picklistValues ?? [];
    const component = metadata.components.find(
      (c) => c.type === 'StandardValueSet' && c.fullName.toLowerCase() === set
    );
    const sources = new Map(
      childrenOf(component?.data, 'standardValue').map((item) => [textOf(item, 'fullName'), item])
    );
    rows.find(object, {});
    db.run(`DELETE FROM "${object.toLowerCase()}"`);
    values.forEach((value, index) => {
      rows.insert(object, null, {
        ApiName: value.value,
        MasterLabel: value.label,
        SortOrder: index + 1,
        IsDefault: value.isDefault,
        ...facts(value, sources.get(value.value))
      });
    });
  }
}
