import assert from 'node:assert/strict';
import { it } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';
import {
  assignments,
  bool,
  condition,
  decision,
  field,
  filter,
  flowFile,
  num,
  ref,
  start,
  text,
  to,
  variable
} from './flow-files.ts';

const on = (object: string, moment: string, kind: string, more = ''): string =>
  `<object>${object}</object><triggerType>${moment}</triggerType><recordTriggerType>${kind}</recordTriggerType>${more}`;

const files = [
  flowFile(
    'Before',
    `<formulas><name>Loud</name><dataType>String</dataType><expression>UPPER({!$Record.Name}) &amp; IF(ISNEW(), " new", IF(ISCHANGED({!$Record.Name}), " was " &amp; PRIORVALUE({!$Record.Name}), " same"))</expression></formulas>` +
      start('Mark', on('Account', 'RecordBeforeSave', 'CreateAndUpdate', filter('Site', 'NotEqualTo', text('skip')))) +
      `<recordUpdates><name>Mark</name>${field('Description', ref('Loud'))}<inputReference>$Record</inputReference></recordUpdates>`
  ),
  flowFile(
    'Refuses',
    start('Check', on('Account', 'RecordBeforeSave', 'CreateAndUpdate')) +
      decision('Check', condition('$Record.Name', 'EqualTo', text('bad')), 'and', 'Refuse', 'None') +
      `<assignments><name>None</name></assignments>` +
      `<customErrors><name>Refuse</name><customErrorMessages><errorMessage>No {!$Record.Name} names</errorMessage><fieldSelection>Name</fieldSelection><isFieldError>true</isFieldError></customErrorMessages></customErrors>`
  ),
  flowFile(
    'After',
    start(
      'Task',
      on(
        'Account',
        'RecordAfterSave',
        'Update',
        `<doesRequireRecordChangedToMeetCriteria>true</doesRequireRecordChangedToMeetCriteria>` +
          filter('NumberOfEmployees', 'GreaterThan', num(10))
      )
    ) +
      `<recordCreates><name>Task</name>${to('Self')}${field('LastName', ref('$Record.Name'))}${field('AccountId', ref('$Record.Id'))}${field('FirstName', ref('$Record__Prior.Site'))}<object>Contact</object></recordCreates>` +
      `<recordUpdates><name>Self</name>${field('Site', text('by flow'))}<inputReference>$Record</inputReference></recordUpdates>`
  ),
  flowFile(
    'Formula',
    start(
      'Add',
      on('Contact', 'RecordAfterSave', 'Create', `<filterFormula>NOT(ISBLANK({!$Record.Title}))</filterFormula>`)
    ) +
      variable('owner', 'SObject', '', '<objectType>Account</objectType>') +
      `<recordLookups><name>Add</name>${to('Count')}${filter('Id', 'EqualTo', ref('$Record.AccountId'))}<getFirstRecordOnly>true</getFirstRecordOnly><object>Account</object><outputReference>owner</outputReference><queriedFields>NumberOfEmployees</queriedFields></recordLookups>` +
      assignments('Count', [['owner.NumberOfEmployees', 'Add', num(1)]], to('Save')) +
      `<recordUpdates><name>Save</name><inputReference>owner</inputReference></recordUpdates>`
  ),
  flowFile(
    'Fails',
    start('Make', on('Contact', 'RecordAfterSave', 'CreateAndUpdate', filter('Department', 'EqualTo', text('fail')))) +
      `<recordCreates><name>Make</name>${field('FirstName', text('x'))}<object>Contact</object></recordCreates>`
  ),
  flowFile(
    'Deletes',
    `<start>${on('Account', 'RecordBeforeDelete', 'Delete')}${to('Keep')}</start>` +
      decision('Keep', condition('$Record.Name', 'EqualTo', text('keep')), 'and', 'Refuse', 'Gone') +
      `<customErrors><name>Refuse</name><customErrorMessages><errorMessage>It stays</errorMessage><isFieldError>false</isFieldError></customErrorMessages></customErrors>` +
      `<recordCreates><name>Gone</name>${field('LastName', ref('$Record.Name'))}<object>Contact</object></recordCreates>`
  ),
  flowFile(
    'Inactive',
    start('Mark', on('Account', 'RecordBeforeSave', 'CreateAndUpdate')) +
      `<recordUpdates><name>Mark</name>${field('Description', text('inactive'))}<inputReference>$Record</inputReference></recordUpdates>`,
    { status: 'Obsolete' }
  ),
  flowFile(
    'Flags',
    start('Mark', on('Contact', 'RecordBeforeSave', 'Update')) +
      decision('Mark', condition('$Record.Title', 'IsChanged', bool(true)), 'and', 'Yes', 'No') +
      assignments('Yes', [['$Record.Department', 'Assign', text('moved')]]) +
      assignments('No', [['$Record.Department', 'Assign', text('stayed')]])
  ),
  {
    'triggers/Seen.trigger': `trigger Seen on Account (before insert, after update) {
      Account a = Trigger.new[0];
      if (Trigger.isBefore) { FlowTest.seen.add('before ' + a.Description); }
      else { FlowTest.seen.add('after ' + [SELECT COUNT() FROM Contact WHERE AccountId = :a.Id]); } }`,
    'triggers/Seen.trigger-meta.xml': '<ApexTrigger><apiVersion>66.0</apiVersion><status>Active</status></ApexTrigger>'
  },
  apexClass(
    'FlowTest',
    `@IsTest public class FlowTest {
      public static List<String> seen = new List<String>();
      private static Account stored(Id id) { return [SELECT Description, Site, NumberOfEmployees FROM Account WHERE Id = :id]; }
      @IsTest static void beforeSave() {
        Account a = new Account(Name = 'one');
        insert a;
        Assert.areEqual(new List<String>{ 'before ONE new' }, seen);
        Assert.areEqual('ONE new', stored(a.Id).Description);
        Assert.isNull(a.Description);
        a.Name = 'two';
        update a;
        Assert.areEqual('TWO was one', stored(a.Id).Description);
        update a;
        Assert.areEqual('TWO same', stored(a.Id).Description);
        update new Account(Id = a.Id, Site = 'skip', Description = 'mine');
        Assert.areEqual('mine', stored(a.Id).Description);
      }
      @IsTest static void refusals() {
        List<Database.SaveResult> results = Database.insert(new List<Account>{ new Account(Name = 'good'), new Account(Name = 'bad') }, false);
        Assert.isTrue(results[0].isSuccess());
        Database.Error error = results[1].getErrors()[0];
        Assert.areEqual('No bad names', error.getMessage());
        Assert.areEqual(StatusCode.FIELD_CUSTOM_VALIDATION_EXCEPTION, error.getStatusCode());
        Assert.areEqual(new List<String>{ 'Name' }, error.getFields());
        Assert.areEqual(1, [SELECT COUNT() FROM Account]);
      }
      @IsTest static void afterSave() {
        List<Account> all = new List<Account>();
        for (Integer i = 0; i < 210; i++) { all.add(new Account(Name = 'n' + i, Site = 'before', NumberOfEmployees = i == 0 ? 11 : 10)); }
        insert all;
        Assert.areEqual(0, [SELECT COUNT() FROM Contact]);
        for (Account a : all) { a.NumberOfEmployees = 11; }
        seen.clear();
        Integer before = Limits.getDmlStatements();
        update all;
        // the statement, and for each of the two chunks one of contacts and one of accounts
        Assert.areEqual(before + 5, Limits.getDmlStatements());
        Assert.areEqual('after 0', seen[0]);
        Assert.areEqual(209, [SELECT COUNT() FROM Contact WHERE FirstName = 'before']);
        Assert.areEqual(0, [SELECT COUNT() FROM Contact WHERE LastName = 'n0']);
        Assert.areEqual('before', stored(all[0].Id).Site);
        Assert.areEqual('by flow', stored(all[1].Id).Site);
        update all;
        Assert.areEqual(209, [SELECT COUNT() FROM Contact]);
      }
      @IsTest static void entryFormula() {
        Account a = new Account(Name = 'a', NumberOfEmployees = 1);
        insert a;
        insert new List<Contact>{ new Contact(LastName = 'x', AccountId = a.Id, Title = 't'), new Contact(LastName = 'y', AccountId = a.Id) };
        Assert.areEqual(2, stored(a.Id).NumberOfEmployees);
        Contact x = [SELECT Id FROM Contact WHERE LastName = 'x'];
        x.Title = 'u';
        update x;
        Assert.areEqual('moved', [SELECT Department FROM Contact WHERE Id = :x.Id].Department);
        update x;
        Assert.areEqual('stayed', [SELECT Department FROM Contact WHERE Id = :x.Id].Department);
        Assert.areEqual(2, stored(a.Id).NumberOfEmployees);
      }
      @IsTest static void faults() {
        try { insert new Contact(LastName = 'f', Department = 'fail'); Assert.fail(); }
        catch (DmlException e) {
          Assert.areEqual(StatusCode.CANNOT_EXECUTE_FLOW_TRIGGER, e.getDmlType(0));
          Assert.areEqual('We can\\'t save this record because the “Fails label” process failed. Give your Salesforce admin these details. '
            + 'This error occurred when the flow tried to create records: REQUIRED_FIELD_MISSING: Required fields are missing: [LastName]. '
            + 'You can look up ExceptionCode values in the SOAP API Developer Guide.', e.getDmlMessage(0));
        }
        List<Database.SaveResult> results = Database.insert(
          new List<Contact>{ new Contact(LastName = 'f', Department = 'fail'), new Contact(LastName = 'g') }, false);
        Assert.isFalse(results[0].isSuccess());
        Assert.isTrue(results[1].isSuccess());
        Assert.areEqual(1, [SELECT COUNT() FROM Contact]);
      }
      @IsTest static void deletions() {
        List<Account> all = new List<Account>{ new Account(Name = 'keep'), new Account(Name = 'go') };
        insert all;
        List<Database.DeleteResult> results = Database.delete(all, false);
        Assert.areEqual('It stays', results[0].getErrors()[0].getMessage());
        Assert.isTrue(results[1].isSuccess());
        Assert.areEqual('go', [SELECT LastName FROM Contact].LastName);
      }
    }`
  )
];

it('record-triggered flows run at their place, in bulk, and refuse records', async () => {
  assert.deepEqual(await failuresOf(openProject(...files)), []);
});
