import { changedRecords } from '../changed-records.ts';
import { globalDescribe, objectDescribe } from '../describe.ts';
import { describePart } from '../layouts.ts';
import { requireObject } from '../records.ts';
import { isRecord } from '../request.ts';
import { text, texts, type PartnerCall } from './context.ts';

/** Without what only the REST API says, and without nulls, which SOAP leaves out. */
function soapForm(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(soapForm);
  }
  if (!isRecord(value)) {
    return value;
  }
  const members = Object.entries(value).filter(([name, item]) => name !== 'urls' && item !== null);
  return Object.fromEntries(members.map(([name, item]) => [name, soapForm(item)]));
}

export function describeGlobal(call: PartnerCall): unknown {
  return soapForm(globalDescribe(call.request).body);
}

/** `describeSObject` (one name) and `describeSObjects` (a list). @throws ApiError INVALID_TYPE */
export function describeObjects(call: PartnerCall): unknown[] {
  return texts(call, 'sObjectType').map((name) =>
    soapForm(objectDescribe(call.request, requireObject(call.request, name, 'INVALID_TYPE')).body)
  );
}

/** `describeLayout`. @throws ApiError INVALID_TYPE */
export function describeLayout(call: PartnerCall): unknown {
  const object = requireObject(call.request, text(call, 'sObjectType'), 'INVALID_TYPE');
  return soapForm(describePart({ ...call.request, method: 'GET' }, object, 'layouts', []).body);
}

/** `describeTabs`: the apps of the project with their tabs. */
export function describeTabs({ org }: PartnerCall): object[] {
  return org.metadata.components
    .filter(({ type }) => type === 'CustomApplication')
    .map(({ fullName, data }, index) => ({
      label: String(data.label ?? fullName),
      logoUrl: '',
      selected: index === 0,
      tabs: (Array.isArray(data.tabs) ? data.tabs : [data.tabs ?? []]).flat().map((tab: unknown) => {
        const object = org.schema.object(String(tab).replace(/^standard-/, ''));
        return {
          custom: !String(tab).startsWith('standard-'),
          iconUrl: '',
          label: object?.labelPlural ?? String(tab),
          miniIconUrl: '',
          name: String(tab),
          sobjectName: object?.name ?? '',
          url: ''
        };
      })
    }));
}

/** `getUpdated` and `getDeleted`. @throws ApiError INVALID_TYPE, INVALID_REPLICATION_DATE */
export function changed(call: PartnerCall, kind: 'updated' | 'deleted'): unknown {
  const object = requireObject(call.request, text(call, 'sObjectType'), 'INVALID_TYPE');
  const parameters = new URLSearchParams({ start: text(call, 'startDate'), end: text(call, 'endDate') });
  return changedRecords({ ...call.request, method: 'GET', parameters }, object, kind).body;
}
