import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Org } from '../../src/index.ts';
import { startServer } from '../../src/server/index.ts';
import { writeProject } from '../dml/org-double.ts';

/** Whatever road of the API a user takes, rights on objects, fields and records are the same. */

const object = (label: string): string =>
  `<CustomObject><label>${label}</label><pluralLabel>${label}s</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>Private</sharingModel></CustomObject>`;
const text = (name: string, more = ''): string =>
  `<CustomField><fullName>${name}</fullName><label>${name}</label><type>Text</type><length>40</length>${more}</CustomField>`;
const rights = (name: string, edit: boolean): string =>
  `<objectPermissions><allowCreate>${edit}</allowCreate><allowDelete>${edit}</allowDelete><allowEdit>${edit}</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>${name}</object><viewAllRecords>false</viewAllRecords></objectPermissions>`;
const fieldRight = (name: string, edit: boolean): string =>
  `<fieldPermissions><editable>${edit}</editable><field>${name}</field><readable>true</readable></fieldPermissions>`;

const PROJECT = {
  'objects/Deal__c/Deal__c.object-meta.xml': object('Deal'),
  'objects/Deal__c/fields/Region__c.field-meta.xml': text('Region__c'),
  'objects/Deal__c/fields/Grade__c.field-meta.xml': text('Grade__c'),
  'objects/Deal__c/fields/Note__c.field-meta.xml': text('Note__c'),
  'objects/Deal__c/fields/Key__c.field-meta.xml': text('Key__c', '<externalId>true</externalId><unique>true</unique>'),
  'objects/Plan__c/Plan__c.object-meta.xml': object('Plan'),
  'permissionsets/Clerk.permissionset-meta.xml': `<PermissionSet><label>Clerk</label>${rights('Deal__c', true)}${rights('Plan__c', false)}${fieldRight('Deal__c.Region__c', true)}${fieldRight('Deal__c.Key__c', true)}${fieldRight('Deal__c.Grade__c', false)}<userPermissions><enabled>true</enabled><name>ApiEnabled</name></userPermissions></PermissionSet>`
};

type Json = Record<string, unknown>;
type Answer = { status: number; body: unknown };

describe('rights on every road of the API', () => {
  let org: Org;
  let server: Awaited<ReturnType<typeof startServer>>;
  let own = '';
  let foreign = '';
  let ownPlan = '';

  const call = async (method: string, path: string, body?: unknown, type = 'application/json'): Promise<Answer> => {
    const user = org.users.byUsername('clerk@writes.example');
    const response = await fetch(`${server.url}/services/data/v67.0/${path}`, {
      method,
      headers: { authorization: `Bearer ${server.sessions.tokenFor('clerk', user?.id ?? '')}`, 'content-type': type },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) })
    });
    const answer = await response.text();
    return { status: response.status, body: /^[[{]/.test(answer) ? (JSON.parse(answer) as unknown) : answer };
  };
  const stored = (id: string): Json =>
    (org.db.get('SELECT name, region__c, grade__c, note__c, isdeleted FROM deal__c WHERE id = ?', [id]) ?? {}) as Json;
  const count = (): number => Number(org.db.get('SELECT count(*) AS n FROM deal__c')?.['n']);
  const isUntouched = (road: string, before: number): void => {
    assert.deepEqual(
      { ...stored(own) },
      { name: 'own', region__c: null, grade__c: 'A', note__c: 'secret', isdeleted: 0 },
      road
    );
    assert.deepEqual(
      { ...stored(foreign) },
      { name: 'foreign', region__c: null, grade__c: 'A', note__c: 'secret', isdeleted: 0 },
      road
    );
    assert.equal(count(), before, road);
  };

  before(async () => {
    const person = (name: string, permissionSets: string[]): object => ({
      username: `${name}@writes.example`,
      lastName: name,
      profile: name === 'admin' ? 'System Administrator' : 'Minimum Access - Salesforce',
      permissionSets
    });
    org = Org.open({
      source: [writeProject(PROJECT)],
      config: { users: { admin: person('admin', []), clerk: person('clerk', ['Clerk']) } } as never
    });
    server = await startServer(org, { port: 0 });
    const admin = org.users.administrator();
    const clerk = org.users.byUsername('clerk@writes.example')?.id ?? '';
    const add = (Name: string, OwnerId: string): string =>
      org.rows.insert('Deal__c', admin.id, {
        Name,
        OwnerId,
        Key__c: Name,
        Note__c: 'secret',
        Grade__c: 'A',
        IsDeleted: false
      });
    org.run({ user: admin }, () => {
      own = add('own', clerk);
      foreign = add('foreign', admin.id);
      ownPlan = org.rows.insert('Plan__c', admin.id, { Name: 'plan', OwnerId: clerk, IsDeleted: false });
    });
  });

  after(async () => {
    await server.close();
    await org.close();
  });

  /** Bulk API 2.0: what became of the rows. */
  const bulk = async (operation: string, csv: string, more: Json = {}): Promise<{ failed: string; ok: string }> => {
    const job = (
      await call('POST', 'jobs/ingest', { object: 'Deal__c', operation, contentType: 'CSV', lineEnding: 'LF', ...more })
    ).body as Json;
    await call('PUT', `jobs/ingest/${String(job.id)}/batches`, csv, 'text/csv');
    await call('PATCH', `jobs/ingest/${String(job.id)}`, { state: 'UploadComplete' });
    for (let tries = 0; tries < 100; tries++) {
      const { state } = (await call('GET', `jobs/ingest/${String(job.id)}`)).body as Json;
      if (state === 'JobComplete' || state === 'Failed') {
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return {
      failed: String((await call('GET', `jobs/ingest/${String(job.id)}/failedResults`)).body),
      ok: String((await call('GET', `jobs/ingest/${String(job.id)}/successfulResults`)).body)
    };
  };
  const attributes = { type: 'Deal__c' };

  it('fields that are hidden or read-only are written by none', async () => {
    const before = count();
    for (const [field, value] of [
      ['Note__c', 'n'],
      ['Grade__c', 'B']
    ] as const) {
      const roads: Record<string, () => Promise<unknown>> = {
        create: () => call('POST', 'sobjects/Deal__c', { Name: 'x', [field]: value }),
        update: () => call('PATCH', `sobjects/Deal__c/${own}`, { [field]: value }),
        upsert: () => call('PATCH', 'sobjects/Deal__c/Key__c/own', { [field]: value }),
        collections: () => call('PATCH', 'composite/sobjects', { records: [{ attributes, id: own, [field]: value }] }),
        composite: () =>
          call('POST', 'composite', {
            compositeRequest: [
              {
                method: 'PATCH',
                url: `/services/data/v67.0/sobjects/Deal__c/${own}`,
                referenceId: 'a',
                body: { [field]: value }
              }
            ]
          }),
        batch: () =>
          call('POST', 'composite/batch', {
            batchRequests: [{ method: 'PATCH', url: `v67.0/sobjects/Deal__c/${own}`, richInput: { [field]: value } }]
          }),
        tree: () =>
          call('POST', 'composite/tree/Deal__c', {
            records: [{ attributes: { ...attributes, referenceId: 'a' }, Name: 'x', [field]: value }]
          }),
        graph: () =>
          call('POST', 'composite/graph', {
            graphs: [
              {
                graphId: '1',
                compositeRequest: [
                  {
                    method: 'POST',
                    url: '/services/data/v67.0/sobjects/Deal__c',
                    referenceId: 'a',
                    body: { Name: 'x', [field]: value }
                  }
                ]
              }
            ]
          }),
        bulk: () => bulk('update', `Id,${field}\n${own},${value}\n`),
        tooling: () => call('PATCH', `tooling/sobjects/Deal__c/${own}`, { [field]: value }),
        ui: () => call('PATCH', `ui-api/records/${own}`, { fields: { [field]: value } })
      };
      for (const [road, take] of Object.entries(roads)) {
        await take();
        isUntouched(`${road} ${field}`, before);
      }
    }
    const refused = async (answer: Promise<Answer>): Promise<unknown[]> => {
      const { status, body } = await answer;
      const [error] = body as Json[];
      return [status, error?.errorCode, error?.message];
    };
    assert.deepEqual(await refused(call('PATCH', `sobjects/Deal__c/${own}`, { Note__c: 'n' })), [
      400,
      'INVALID_FIELD',
      "No such column 'Note__c' on sobject of type Deal__c"
    ]);
    assert.deepEqual(await refused(call('PATCH', `sobjects/Deal__c/${own}`, { Grade__c: 'B' })), [
      400,
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      'Unable to create/update fields: Grade__c. Please check the security settings of this field and verify that it is read/write for your profile or permission set.'
    ]);
    assert.deepEqual(await refused(call('POST', 'sobjects/Plan__c', { Name: 'p' })), [
      400,
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
      'entity type cannot be inserted: Plan'
    ]);
    assert.equal((await refused(call('PATCH', `sobjects/Plan__c/${ownPlan}`, { Name: 'q' })))[0], 400);
    assert.equal((await refused(call('DELETE', `sobjects/Plan__c/${ownPlan}`)))[0], 400);
    assert.equal(org.db.get('SELECT name FROM plan__c')?.['name'], 'plan');
  });

  it('records of others are neither read, changed nor deleted', async () => {
    const before = count();
    const roads: Record<string, () => Promise<unknown>> = {
      read: () => call('GET', `sobjects/Deal__c/${foreign}`),
      readByKey: () => call('GET', 'sobjects/Deal__c/Key__c/foreign'),
      query: () => call('GET', `query?q=${encodeURIComponent("SELECT Id, Name FROM Deal__c WHERE Name LIKE 'fore%'")}`),
      queryAll: () =>
        call('GET', `queryAll?q=${encodeURIComponent("SELECT Id, Name FROM Deal__c WHERE Name LIKE 'fore%'")}`),
      search: () => call('GET', `search?q=${encodeURIComponent('FIND {foreign} RETURNING Deal__c(Name)')}`),
      collection: () => call('GET', `composite/sobjects/Deal__c?ids=${foreign}&fields=Name`),
      ui: () => call('GET', `ui-api/records/${foreign}?fields=Deal__c.Name`),
      update: () => call('PATCH', `sobjects/Deal__c/${foreign}`, { Name: 'x' }),
      delete: () => call('DELETE', `sobjects/Deal__c/${foreign}`),
      upsert: () => call('PATCH', 'sobjects/Deal__c/Key__c/foreign', { Name: 'x' }),
      collections: () => call('PATCH', 'composite/sobjects', { records: [{ attributes, id: foreign, Name: 'x' }] }),
      collectionDelete: () => call('DELETE', `composite/sobjects?ids=${foreign}`),
      composite: () =>
        call('POST', 'composite', {
          compositeRequest: [
            { method: 'DELETE', url: `/services/data/v67.0/sobjects/Deal__c/${foreign}`, referenceId: 'a' }
          ]
        }),
      bulkUpdate: () => bulk('update', `Id,Name\n${foreign},x\n`),
      bulkDelete: () => bulk('delete', `Id\n${foreign}\n`),
      bulkUpsert: () => bulk('upsert', 'Key__c,Name\nforeign,x\n', { externalIdFieldName: 'Key__c' }),
      uiUpdate: () => call('PATCH', `ui-api/records/${foreign}`, { fields: { Name: 'x' } }),
      uiDelete: () => call('DELETE', `ui-api/records/${foreign}`),
      owner: () =>
        call('PATCH', `sobjects/Deal__c/${foreign}`, { OwnerId: org.users.byUsername('clerk@writes.example')?.id })
    };
    for (const [road, take] of Object.entries(roads)) {
      const answer = JSON.stringify(await take());
      assert.doesNotMatch(answer, /"Name":"foreign"|"value":"foreign"/, road);
      isUntouched(road, before);
    }
    assert.deepEqual((await call('GET', `sobjects/Deal__c/${foreign}`)).status, 404);
  });

  it('metadata is for those who may modify it', async () => {
    const { status, body } = await call('POST', 'metadata/deployRequest', {});
    assert.equal(status, 403);
    assert.deepEqual(body, [
      {
        errorCode: 'INSUFFICIENT_ACCESS',
        message: 'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions'
      }
    ]);
  });

  it('what is allowed works on the same roads', async () => {
    assert.equal((await call('PATCH', `sobjects/Deal__c/${own}`, { Region__c: 'N' })).status, 204);
    assert.equal(stored(own).region__c, 'N');
    const { ok, failed } = await bulk('update', `Id,Region__c\n${own},S\n`);
    assert.match(ok, new RegExp(own));
    assert.doesNotMatch(failed, new RegExp(own));
    const created = (await call('POST', 'sobjects/Deal__c', { Name: 'new', Region__c: 'x' })).body as Json;
    assert.equal((await call('DELETE', `sobjects/Deal__c/${String(created.id)}`)).status, 204);
    const fields = ((await call('GET', 'sobjects/Deal__c/describe')).body as { fields: Json[] }).fields;
    const described = (name: string): Json | undefined => fields.find((field) => field.name === name);
    assert.equal(described('Note__c'), undefined);
    assert.deepEqual([described('Grade__c')?.updateable, described('Region__c')?.updateable], [false, true]);
  });
});
