import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { codeOf, httpClient, type Answer, type Call } from './http-client.ts';
import { openLibrary, type Library } from './support.ts';

interface UiRecord {
  apiName: string;
  id: string;
  eTag: string;
  fields: Record<string, { value: unknown; displayValue: unknown }>;
}

describe('the UI API', () => {
  let library: Library;
  let call: (path: string, sent?: Call) => Promise<Answer>;

  before(async () => {
    library = await openLibrary();
    call = httpClient(library);
  });

  after(() => library.close());

  it('describes objects as components need them', async () => {
    const answer = await call('ui-api/object-info/Book__c');
    const info = answer.json as Record<string, unknown> & {
      fields: Record<string, Record<string, unknown>>;
      recordTypeInfos: Record<string, { master: boolean }>;
    };
    assert.deepEqual([info.apiName, info.custom, info.label, info.nameFields], ['Book__c', true, 'Book', ['Name']]);
    assert.deepEqual(
      ['dataType', 'required', 'precision', 'scale'].map((name) => info.fields.Price__c?.[name]),
      ['Double', false, library.org.schema.object('Book__c')!.fields.get('price__c')!.precision, 2]
    );
    assert.deepEqual(info.fields.Owner_Account__c?.referenceToInfos, [{ apiName: 'Account', nameFields: ['Name'] }]);
    assert.equal(info.defaultRecordTypeId, '012000000000000AAA');
    assert.equal(info.recordTypeInfos['012000000000000AAA']?.master, true);
    const etag = answer.headers.get('etag') ?? '';
    assert.equal((await call('ui-api/object-info/Book__c', { headers: { 'if-none-match': etag } })).status, 304);
    assert.equal((await call('ui-api/object-info/Nope__c')).status, 404);
    assert.equal((await call('ui-api/object-info/Book__c', { token: library.tokens.reader })).status, 404);
  });

  it('creates, reads, changes and deletes records', async () => {
    const account = await call('ui-api/records', {
      method: 'POST',
      body: { apiName: 'Account', fields: { Name: 'Room' } }
    });
    assert.equal(account.status, 201);
    const { id: accountId } = account.json as UiRecord;
    const created = await call('ui-api/records', {
      method: 'POST',
      body: {
        apiName: 'Book__c',
        fields: { Name: 'Emma', Isbn__c: 'ui-1', Price__c: 9.5, Owner_Account__c: accountId }
      }
    });
    const book = created.json as UiRecord;
    assert.deepEqual(
      [created.status, book.apiName, book.fields.Name?.value, book.fields.Price__c?.value],
      [201, 'Book__c', 'Emma', 9.5]
    );
    const read = await call(
      `ui-api/records/${book.id}?fields=Book__c.Name,Book__c.Owner_Account__r.Name&optionalFields=Book__c.Nope__c,Book__c.Isbn__c`
    );
    const { fields } = read.json as UiRecord;
    assert.deepEqual(Object.keys(fields).toSorted(), ['Isbn__c', 'Name', 'Owner_Account__r']);
    const parent = fields.Owner_Account__r as { displayValue: string; value: UiRecord };
    assert.deepEqual(
      [parent.displayValue, parent.value.apiName, parent.value.fields.Name?.value],
      ['Room', 'Account', 'Room']
    );
    const changed = await call(`ui-api/records/${book.id}`, {
      method: 'PATCH',
      body: { fields: { Name: 'Emma, 2nd' } }
    });
    assert.equal((changed.json as UiRecord).fields.Name?.value, 'Emma, 2nd');
    const related = await call(`ui-api/related-list-records/${accountId}/Books__r?fields=Book__c.Name&pageSize=1`);
    const list = related.json as { count: number; nextPageToken: string | null; records: UiRecord[] };
    assert.deepEqual([list.count, list.nextPageToken, list.records[0]?.fields.Name?.value], [1, null, 'Emma, 2nd']);
    const batch = await call(`ui-api/records/batch/${book.id},a00000000000001AAA?fields=Book__c.Name`);
    const { hasErrors, results } = batch.json as { hasErrors: boolean; results: { statusCode: number }[] };
    assert.deepEqual([hasErrors, results.map(({ statusCode }) => statusCode)], [true, [200, 404]]);
    assert.equal((await call(`ui-api/records/${book.id}`, { method: 'DELETE' })).status, 204);
    assert.equal((await call(`ui-api/records/${book.id}?fields=Book__c.Name`)).status, 404);
  });

  it('says what is wrong, and what it does not have', async () => {
    const { json } = await call('ui-api/records', {
      method: 'POST',
      body: { apiName: 'Account', fields: { Name: 'A' } }
    });
    const { id } = json as UiRecord;
    const code = async (path: string, sent?: Call): Promise<unknown[]> => {
      const answer = await call(path, sent);
      return [answer.status, codeOf(answer)];
    };
    assert.deepEqual(await code(`ui-api/records/${id}`), [400, 'ILLEGAL_QUERY_PARAMETER_VALUE']);
    assert.deepEqual(await code(`ui-api/records/${id}?fields=Name`), [400, 'INVALID_FIELD']);
    assert.deepEqual(await code(`ui-api/records/${id}?fields=Account.Nope__c`), [400, 'INVALID_FIELD']);
    assert.deepEqual(await code(`ui-api/records/${id}`, { method: 'PUT', body: {} }), [405, 'METHOD_NOT_ALLOWED']);
    assert.deepEqual(await code('ui-api/records', { method: 'POST', body: { apiName: 'Nope' } }), [
      400,
      'INVALID_TYPE'
    ]);
    assert.deepEqual(await code('ui-api/layout/Account'), [501, 'NOT_IMPLEMENTED']);
    assert.deepEqual(await code('ui-api/nonsense'), [404, 'NOT_FOUND']);
    assert.deepEqual(await code('ui-api/object-info/Account/picklist-values/012000000000000AAA/Name'), [
      400,
      'INVALID_FIELD'
    ]);
    const industries = await call('ui-api/object-info/Account/picklist-values/012000000000000AAA/Industry');
    const { values, defaultValue } = industries.json as { values: { value: string }[]; defaultValue: unknown };
    assert.deepEqual([values.some(({ value }) => value === 'Banking'), defaultValue], [true, null]);
  });
});
