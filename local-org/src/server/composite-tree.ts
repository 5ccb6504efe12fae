import { ApiError, methodNotAllowed } from './api-error.ts';
import { jsonToRecord } from './record-json.ts';
import { requireObject, save } from './records.ts';
import { inTransaction, isRecord, objectBody, type ApiRequest, type ApiResponse } from './request.ts';
import { table } from '../common/index.ts';

interface TreeNode {
  readonly referenceId: string;
  readonly object: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly parent?: { readonly relationship: string; readonly node: TreeNode };
}

class TreeFailure extends Error {
  readonly results: readonly object[];

  constructor(results: readonly object[]) {
    super('tree');
    this.results = results;
  }
}

const MOST_TREE_RECORDS = 200;

/** `composite/tree/<Object>`: records with their children, all or none. */
export function treeResource(request: ApiRequest): ApiResponse {
  if (request.method !== 'POST') {
    throw methodNotAllowed(request.method, ['POST']);
  }
  const nodes: TreeNode[] = [];
  const { records } = objectBody(request);
  collect(request.path[2] ?? '', records, undefined, nodes);
  if (nodes.length > MOST_TREE_RECORDS) {
    throw new ApiError(400, 'INVALID_INPUT', `The request holds more than ${MOST_TREE_RECORDS} records`);
  }
  try {
    const results = inTransaction(request, () => insertTree(request, nodes));
    return { status: 201, body: { hasErrors: false, results } };
  } catch (error) {
    if (error instanceof TreeFailure) {
      return { status: 400, body: { hasErrors: true, results: error.results } };
    }
    throw error;
  }
}

function collect(object: string, records: unknown, parent: TreeNode['parent'], nodes: TreeNode[]): void {
  if (!Array.isArray(records)) {
    throw new ApiError(400, 'INVALID_INPUT', 'records must be a list');
  }
  for (const json of records) {
    if (!isRecord(json) || !isRecord(json.attributes)) {
      throw new ApiError(400, 'INVALID_INPUT', 'Each record needs attributes with its type and a referenceId');
    }
    const own: Record<string, unknown> = table({});
    const children: [string, unknown[]][] = [];
    for (const [name, value] of Object.entries(json)) {
      if (isRecord(value) && Array.isArray(value.records)) {
        children.push([name, value.records]);
      } else if (name !== 'attributes') {
        own[name] = value;
      }
    }
    const node: TreeNode = {
      referenceId: String(json.attributes.referenceId ?? ''),
      object: String(json.attributes.type ?? object),
      json: own,
      ...(parent ? { parent } : {})
    };
    nodes.push(node);
    for (const [relationship, list] of children) {
      const [first] = list;
      const type = isRecord(first) && isRecord(first.attributes) ? String(first.attributes.type) : '';
      collect(type, list, { relationship, node }, nodes);
    }
  }
}

function insertTree(request: ApiRequest, nodes: readonly TreeNode[]): object[] {
  const ids = new Map<TreeNode, string>();
  const failures: object[] = [];
  let waiting = [...nodes];
  while (waiting.length > 0) {
    const level = waiting.filter(({ parent }) => !parent || ids.has(parent.node));
    for (const object of new Set(level.map((node) => node.object))) {
      const group = level.filter((node) => node.object === object);
      const schema = requireObject(request, object);
      const records = group.map((node) =>
        jsonToRecord(request.org.schema, schema, { ...node.json, ...parentField(request, node, ids) })
      );
      save(request, records, { operation: 'insert', allOrNone: false }).forEach((result, index) => {
        const node = group[index]!;
        if (result.success && result.id !== null) {
          ids.set(node, result.id);
        } else {
          failures.push({ referenceId: node.referenceId, errors: result.errors });
        }
      });
    }
    if (failures.length > 0) {
      throw new TreeFailure(failures);
    }
    waiting = waiting.filter((node) => !ids.has(node));
  }
  return nodes.map((node) => ({ referenceId: node.referenceId, id: ids.get(node) }));
}

function parentField(
  request: ApiRequest,
  { parent }: TreeNode,
  ids: ReadonlyMap<TreeNode, string>
): Record<string, unknown> {
  if (!parent) {
    return {};
  }
  const schema = requireObject(request, parent.node.object);
  const relationship = schema.childRelationships.find(
    ({ name }) => name?.toLowerCase() === parent.relationship.toLowerCase()
  );
  if (!relationship) {
    throw new ApiError(400, 'INVALID_FIELD', `${schema.name} has no child relationship ${parent.relationship}`);
  }
  return { [relationship.field]: ids.get(parent.node) };
}
