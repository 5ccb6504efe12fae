import { table } from '../common/index.ts';
import { booleanOf, childrenOf, textOf, type MetadataComponent, type ProjectMetadata } from '../metadata/index.ts';

/** What of a component would work on the platform and is not carried out here, counted; 0 for nothing. */
type Count = (component: MetadataComponent) => number;

const active =
  (list: string): Count =>
  ({ data }) =>
    childrenOf(data, list).filter((item) => textOf(item, 'active') !== 'false').length;

interface Rules {
  /** As Setup calls them, of one and of several. */
  readonly names: readonly [string, string];
  readonly count: Count;
}

const NOT_CARRIED_OUT: Readonly<Record<string, Rules>> = table({
  ApprovalProcess: {
    names: ['approval process', 'approval processes'],
    count: ({ data }) => Number(booleanOf(data, 'active'))
  },
  AssignmentRules: { names: ['assignment rule', 'assignment rules'], count: active('assignmentRule') },
  AutoResponseRules: { names: ['auto-response rule', 'auto-response rules'], count: active('autoResponseRule') },
  DuplicateRule: {
    names: ['duplicate rule', 'duplicate rules'],
    count: ({ data }) => Number(booleanOf(data, 'isActive'))
  },
  EscalationRules: { names: ['escalation rule', 'escalation rules'], count: active('escalationRule') },
  MatchingRules: {
    names: ['matching rule', 'matching rules'],
    count: ({ data }) =>
      childrenOf(data, 'matchingRules').filter((rule) => textOf(rule, 'ruleStatus') === 'Active').length
  },
  Workflow: { names: ['workflow rule', 'workflow rules'], count: active('rules') }
});

/** One line for each component of the source that the platform would follow and the local org does not. */
export function notInForce(metadata: ProjectMetadata): string[] {
  return metadata.components.flatMap((component) => {
    const rules = NOT_CARRIED_OUT[component.type];
    const count = rules?.count(component) ?? 0;
    if (rules === undefined || count === 0) {
      return [];
    }
    const [one, several] = rules.names;
    const what = count === 1 ? `1 active ${one} is` : `${count} active ${several} are`;
    return [`${component.type} ${component.fullName}: ${what} not carried out by the local org`];
  });
}
