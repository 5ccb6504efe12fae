import { objectInfo, objectOfRecord } from '@local-org/object-info';
import { splitField, toRecord } from '@local-org/records';
import { FetchError, query } from '@local-org/rest';
import { WireAdapter, type WireConfig } from '@local-org/wire';

function names(value: unknown): string[] {
  return Array.isArray(value) ? value.map((field) => splitField(field).path) : [];
}

/** Wire adapter: child records of a parent over a child relationship. `where` and page tokens are not supported. */
export class getRelatedListRecords extends WireAdapter {
  protected override ready(config: WireConfig): boolean {
    return Boolean(config.parentRecordId && config.relatedListId);
  }

  protected override async fetch(config: WireConfig): Promise<unknown> {
    if (config.where)
      throw new FetchError(501, 'Not Implemented', {
        message: 'getRelatedListRecords: where is not supported by the local org'
      });
    const parentId = String(config.parentRecordId);
    const parent = await objectOfRecord(parentId);
    const relationship = parent.childRelationships.find(
      ({ relationshipName }) => relationshipName === config.relatedListId
    );
    if (!relationship) {
      throw new FetchError(400, 'Bad Request', {
        message: `${parent.apiName} has no related list ${String(config.relatedListId)}`
      });
    }
    const info = await objectInfo(relationship.childObjectApiName);
    const fields = [...new Set(['Id', ...names(config.fields), ...names(config.optionalFields)])];
    const sort = (Array.isArray(config.sortBy) ? config.sortBy : []).map(String).map((name) => {
      const path = name.replace(/^-/, '');
      const field = path.startsWith(`${info.apiName}.`) ? path.slice(info.apiName.length + 1) : path;
      return name.startsWith('-') ? `${field} DESC` : field;
    });
    const order = sort.length ? ` ORDER BY ${sort.join(', ')}` : '';
    const size = Number(config.pageSize ?? 50);
    const result = await query(
      `SELECT ${fields.join(', ')} FROM ${info.apiName} WHERE ${relationship.fieldName} = '${parentId}'${order} LIMIT ${size}`
    );
    const records = await Promise.all(result.records.map((row) => toRecord(info, row)));
    return { count: records.length, records, pageSize: size, listReference: { relatedListId: config.relatedListId } };
  }
}
