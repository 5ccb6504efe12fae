import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const field = (name: string, inner: string): Record<string, string> => ({
  [`objects/Crate__c/fields/${name}.field-meta.xml`]: `<CustomField><fullName>${name}</fullName><label>${name.replace(/__c$/, '')}</label>${inner}</CustomField>`
});

const METADATA = {
  'objects/Crate__c/Crate__c.object-meta.xml':
    '<CustomObject><label>Crate</label><pluralLabel>Crates</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>',
  ...field('Open__c', '<type>Checkbox</type><defaultValue>false</defaultValue>'),
  ...field('Size__c', '<type>Number</type><precision>4</precision><scale>0</scale>'),
  ...field(
    'Account__c',
    '<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Crates</relationshipName>'
  ),
  ...field(
    'Shipped_To__c',
    '<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Received_Crates</relationshipName>'
  ),
  ...field('Address__c', '<type>Text</type><formula>Name &amp; BR() &amp; "left" &amp; "  "</formula>'),
  'triggers/CrateTrigger.trigger':
    "trigger CrateTrigger on Crate__c (after delete) { CrateLog.calls++; for (Crate__c c : Trigger.old) { if (c.Name == 'stuck') c.addError('It is stuck'); } }",
  'triggers/CrateTrigger.trigger-meta.xml':
    '<ApexTrigger><apiVersion>66.0</apiVersion><status>Active</status></ApexTrigger>'
};

const CLASSES = [
  apexClass('CrateLog', 'public class CrateLog { public static Integer calls = 0; }'),
  apexClass(
    'CrateTest',
    `@IsTest private class CrateTest {
      @IsTest static void aCheckboxReadsAsFalseWhenItHoldsNull() {
        Boolean nothing;
        Crate__c c = new Crate__c(Name = 'a', Open__c = nothing);
        Assert.areEqual(false, c.Open__c);
        Boolean read = c.Open__c;
        Assert.areEqual(false, read);
        Assert.isNull(c.get('Open__c'));
        Assert.isTrue(String.valueOf(c).contains('Open__c=null'));
        c.Open__c = true;
        Assert.areEqual(true, c.Open__c);
        Crate__c none;
        try { Boolean b = none.Open__c; Assert.fail(); } catch (NullPointerException e) {}
      }
      @IsTest static void aCheckboxCannotBeSavedAsNull() {
        Crate__c c = new Crate__c(Name = 'a', Open__c = null);
        try { insert c; Assert.fail(); } catch (DmlException e) {
          Assert.areEqual('Insert failed. First exception on row 0; first error: INVALID_TYPE_ON_FIELD_IN_RECORD, Open: value not of required type: : [Open__c]', e.getMessage());
        }
        insert new Crate__c(Name = 'b');
        Assert.areEqual(false, [SELECT Open__c FROM Crate__c].Open__c);
      }
      @IsTest static void errorsAfterADeletionTakeItBack() {
        List<Crate__c> crates = new List<Crate__c>{ new Crate__c(Name = 'stuck'), new Crate__c(Name = 'loose') };
        insert crates;
        List<Database.DeleteResult> results = Database.delete(crates, false);
        Assert.isFalse(results[0].isSuccess());
        Assert.areEqual('It is stuck', results[0].getErrors()[0].getMessage());
        Assert.isTrue(results[1].isSuccess());
        Assert.areEqual('stuck', [SELECT Name FROM Crate__c].Name);
        Assert.areEqual(2, CrateLog.calls);
        try { delete crates[0]; Assert.fail(); } catch (DmlException e) { Assert.areEqual('It is stuck', e.getDmlMessage(0)); }
        Assert.areEqual(1, [SELECT COUNT() FROM Crate__c]);
      }
      @IsTest static void aParentInMemoryIsKnownByItsId() {
        Account a = new Account(Name = 'a', Site = 's');
        insert a;
        insert new Crate__c(Name = 'c', Account__r = a);
        Assert.areEqual(a.Id, [SELECT Account__c FROM Crate__c].Account__c);
        try { insert new Crate__c(Name = 'd', Account__r = new Account(Name = 'a', Site = 's')); Assert.fail(); } catch (DmlException e) {
          Assert.isTrue(e.getMessage().contains('INVALID_FIELD, More than 1 field provided in an external foreign key reference in entity: Account'), e.getMessage());
        }
      }
      @IsTest static void blankFieldsMakeNoIntegers() {
        Assert.isNull(Integer.valueOf(new Crate__c().Size__c));
        Assert.areEqual(7, Integer.valueOf(new Crate__c(Size__c = 7).Size__c));
        String text;
        try { Integer i = Integer.valueOf(text); Assert.fail(); } catch (NullPointerException e) { Assert.areEqual('Argument cannot be null.', e.getMessage()); }
      }
      @IsTest static void aQueryWithChildrenHasNoneOfOtherRelationships() {
        Account a = new Account(Name = 'a');
        insert a;
        insert new Crate__c(Name = 'c', Account__c = a.Id, Shipped_To__c = a.Id);
        Account found = [SELECT Id, (SELECT Id FROM Crates__r) FROM Account];
        Assert.areEqual(1, found.Crates__r.size());
        Assert.areEqual(0, found.Received_Crates__r.size());
      }
      @IsTest static void formulasBreakLinesAndEndWithoutBlanks() {
        Crate__c c = new Crate__c(Name = 'Up');
        insert c;
        Assert.areEqual('Up<br>left', [SELECT Address__c FROM Crate__c].Address__c);
        Crate__c other = new Crate__c(Name = 'Down');
        List<FormulaRecalcResult> results = Formula.recalculateFormulas(new List<SObject>{ other });
        Assert.areEqual('Down<br>left', other.Address__c);
        Assert.areEqual(1, results.size());
        Assert.isTrue(results[0].isSuccess());
        Assert.isTrue(results[0].getErrors().isEmpty());
        Assert.areEqual('Down', results[0].getSObject().get('Name'));
        try { Formula.recalculateFormulas(null); Assert.fail(); } catch (NullPointerException e) {}
      }
    }`
  )
];

test('records keep the rules of the platform about what they hold', async () => {
  assert.deepEqual(await failuresOf(openProject(METADATA, ...CLASSES)), []);
});
