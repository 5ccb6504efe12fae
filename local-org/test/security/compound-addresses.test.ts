import assert from 'node:assert/strict';
import { it } from 'node:test';
import { describeField, findField } from '../../src/lightning/page/describe-field.ts';
import { Org } from '../../src/org/org.ts';
import { writeProject } from '../dml/org-double.ts';

const NS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const READ = `<objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead>
  <modifyAllRecords>false</modifyAllRecords><object>Account</object><viewAllRecords>false</viewAllRecords></objectPermissions>`;

it('an address is one field to grant: without it a page leaves the address out, with it the parts are there too', () => {
  const source = writeProject({
    'permissionsets/Plain.permissionset-meta.xml': `<PermissionSet ${NS}><label>Plain</label>${READ}</PermissionSet>`,
    'permissionsets/Billing.permissionset-meta.xml': `<PermissionSet ${NS}>
      <fieldPermissions><editable>false</editable><field>Account.BillingAddress</field><readable>true</readable></fieldPermissions>
      <label>Billing</label>${READ}</PermissionSet>`
  });
  const profile = 'Minimum Access - Salesforce';
  const user = (name: string) => ({ username: `${name}@example.com`, lastName: name, profile, permissionSets: [name] });
  const org = Org.open({ source: [source], config: { users: { plain: user('Plain'), billing: user('Billing') } } });
  const account = org.schema.object('Account');
  assert.ok(account);
  const shown = (name: string): (string | undefined)[] => {
    const user = org.users.byUsername(`${name}@example.com`);
    assert.ok(user);
    return ['BillingAddress', 'BillingCity', 'ShippingAddress'].map((fieldName) => {
      const field = findField(account, fieldName);
      assert.ok(field);
      return describeField(org.schema, account, field, (object, of) => org.access.fieldAccess(user, object, of))?.name;
    });
  };
  assert.deepEqual(shown('Plain'), [undefined, undefined, undefined]);
  assert.deepEqual(shown('Billing'), ['BillingAddress', 'BillingCity', undefined]);
});
