import { childOf, textOf, type FlowDefinition } from '../../metadata/index.ts';
import { toId18 } from '../../values/index.ts';
import type { OrgCore } from '../org-core.ts';
import type { RowValues } from '../../records/index.ts';

const DEFINITION_PREFIX = '300';
const VERSION_PREFIX = '301';

/** Id of a flow's definition or version: that of its row with the prefix of the other object. */
function durableId(rowId: string, prefix: string): string {
  return toId18(prefix + rowId.slice(-15, -3));
}

function triggerValues(org: OrgCore, { start, triggerOrder }: FlowDefinition): RowValues {
  const object = textOf(start, 'object');
  const row = object === undefined ? undefined : org.rows.find('EntityDefinition', { QualifiedApiName: object });
  return {
    TriggerType: textOf(start, 'triggerType') ?? null,
    RecordTriggerType: textOf(start, 'recordTriggerType') ?? null,
    TriggerOrder: triggerOrder,
    TriggerObjectOrEventLabel: object === undefined ? null : (org.schema.object(object)?.label ?? null),
    TriggerObjectOrEventId: row === undefined ? null : String(row['id']),
    HasAsyncAfterCommitPath: textOf(childOf(start, 'scheduledPaths'), 'pathType') === 'AsyncAfterCommit'
  };
}

function seedFlow(org: OrgCore, flow: FlowDefinition): void {
  const { rows, metadata } = org;
  const isActive = flow.status.toLowerCase() === 'active';
  const common = {
    Label: flow.label,
    Description: flow.description,
    ProcessType: flow.processType,
    VersionNumber: 1
  };
  const id = rows.ensure('FlowDefinitionView', null, { ApiName: flow.name }, common);
  const definition = durableId(id, DEFINITION_PREFIX);
  const version = durableId(id, VERSION_PREFIX);
  rows.update('FlowDefinitionView', id, {
    ...triggerValues(org, flow),
    DurableId: definition,
    IsActive: isActive,
    ActiveVersionId: isActive ? version : null,
    LatestVersionId: version,
    NamespacePrefix: metadata.namespace || null,
    ManageableState: 'unmanaged',
    ApiVersion: Math.trunc(flow.apiVersion)
  });
  rows.ensure(
    'FlowVersionView',
    null,
    { DurableId: version },
    {
      ...common,
      FlowDefinitionViewId: definition,
      ApiVersion: flow.apiVersion,
      ApiVersionRuntime: flow.apiVersion,
      RunInMode: flow.runInMode,
      Status: isActive ? 'Active' : flow.status
    }
  );
}

/** Flows that the source has no more. */
function forgetDeleted({ db, flows, schema }: OrgCore): void {
  const names = JSON.stringify(flows.all.map(({ name }) => name));
  const gone = `SELECT durableid FROM "flowdefinitionview" WHERE apiname NOT IN (SELECT value FROM json_each(?))`;
  ['FlowDefinitionView', 'FlowVersionView'].forEach((name) => {
    const object = schema.object(name);
    if (object !== undefined) {
      db.ensureTable(object);
    }
  });
  db.run(`DELETE FROM "flowversionview" WHERE flowdefinitionviewid IN (${gone})`, [names]);
  db.run(`DELETE FROM "flowdefinitionview" WHERE apiname NOT IN (SELECT value FROM json_each(?))`, [names]);
}

/** Rows of the project's flows, each with the one version that the source has. */
export function seedFlows(org: OrgCore): void {
  if (org.rows.has('FlowDefinitionView') && org.rows.has('FlowVersionView')) {
    forgetDeleted(org);
    org.flows.all.forEach((flow) => seedFlow(org, flow));
  }
}
