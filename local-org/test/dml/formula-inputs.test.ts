import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const object = (name: string, sharing = 'ReadWrite'): Record<string, string> => ({
  [`objects/${name}/${name}.object-meta.xml`]: `<CustomObject><label>${name}</label><pluralLabel>${name}s</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>${sharing}</sharingModel></CustomObject>`
});
const field = (owner: string, name: string, inner: string): Record<string, string> => ({
  [`objects/${owner}/fields/${name}.field-meta.xml`]: `<CustomField><fullName>${name}</fullName><label>${name}</label>${inner}</CustomField>`
});
const number = '<type>Number</type><precision>9</precision><scale>1</scale>';
const rollUp = (of: string, extra = ''): string =>
  `<type>Summary</type><summaryOperation>sum</summaryOperation><summaryForeignKey>Bag__c.Shelf__c</summaryForeignKey><summarizedField>Bag__c.${of}</summarizedField>${extra}`;

const METADATA = {
  ...object('Shelf__c'),
  ...object('Bag__c', 'ControlledByParent'),
  ...field('Shelf__c', 'Room__c', '<type>Text</type><length>9</length>'),
  ...field('Shelf__c', 'Load__c', rollUp('Weight__c')),
  ...field(
    'Shelf__c',
    'Heavy_Load__c',
    rollUp(
      'Weight__c',
      '<summaryFilterItems><field>Bag__c.Is_Heavy__c</field><operation>equals</operation><value>True</value></summaryFilterItems>'
    )
  ),
  ...field('Shelf__c', 'Greatest__c', rollUp('Weight__c').replace('>sum<', '>max<')),
  ...field(
    'Bag__c',
    'Shelf__c',
    '<type>MasterDetail</type><referenceTo>Shelf__c</referenceTo><relationshipName>Bags</relationshipName>'
  ),
  ...field('Bag__c', 'Count__c', number),
  ...field('Bag__c', 'Each__c', number),
  ...field('Bag__c', 'Weight__c', `${number}<formula>Count__c * Each__c</formula>`),
  ...field('Bag__c', 'Is_Heavy__c', '<type>Checkbox</type><formula>Weight__c &gt; 10</formula>'),
  ...field('Bag__c', 'Room__c', '<type>Text</type><formula>UPPER(Shelf__r.Room__c)</formula>'),
  'triggers/BagTrigger.trigger':
    'trigger BagTrigger on Bag__c (before insert, after update, before delete) { for (Bag__c b : Trigger.isInsert ? Trigger.new : Trigger.old) { BagLog.seen.add(b.Room__c + b.Weight__c); } }',
  'triggers/BagTrigger.trigger-meta.xml':
    '<ApexTrigger><apiVersion>66.0</apiVersion><status>Active</status></ApexTrigger>'
};

const CLASSES = [
  apexClass('BagLog', 'public class BagLog { public static List<String> seen = new List<String>(); }'),
  apexClass(
    'BagTest',
    `@IsTest private class BagTest {
      @IsTest static void triggersSeeFormulasOfRecordsThatAreNotSavedYet() {
        Shelf__c s = new Shelf__c(Name = 's', Room__c = 'attic');
        insert s;
        insert new Bag__c(Name = 'b', Shelf__c = s.Id, Count__c = 2, Each__c = 1.5);
        Assert.areEqual(new List<String>{ 'ATTIC3.0' }, BagLog.seen);
        Bag__c b = [SELECT Id FROM Bag__c];
        b.Count__c = 4;
        update b;
        Assert.areEqual('ATTIC3.0', BagLog.seen[1]);
        delete b;
        Assert.areEqual('ATTIC6.0', BagLog.seen[2]);
      }
      @IsTest static void rollUpsSumAndFilterByFormulas() {
        Shelf__c s = new Shelf__c(Name = 's');
        insert s;
        Assert.areEqual(0, [SELECT Load__c FROM Shelf__c].Load__c);
        Assert.isNull([SELECT Greatest__c FROM Shelf__c].Greatest__c);
        List<Bag__c> bags = new List<Bag__c>{
          new Bag__c(Name = 'light', Shelf__c = s.Id, Count__c = 2, Each__c = 5),
          new Bag__c(Name = 'heavy', Shelf__c = s.Id, Count__c = 3, Each__c = 5.5)
        };
        insert bags;
        s = [SELECT Load__c, Heavy_Load__c FROM Shelf__c];
        Assert.areEqual(26.5, s.Load__c);
        Assert.areEqual(16.5, s.Heavy_Load__c);
        bags[0].Count__c = 4;
        update bags[0];
        s = [SELECT Load__c, Heavy_Load__c FROM Shelf__c];
        Assert.areEqual(36.5, s.Load__c);
        Assert.areEqual(36.5, s.Heavy_Load__c);
        delete bags;
        Assert.areEqual(0, [SELECT Load__c FROM Shelf__c].Load__c);
      }
      @IsTest static void aCollectionThatIsNullIsNoList() {
        List<Id> ids;
        try { List<Bag__c> found = [SELECT Id FROM Bag__c WHERE Id IN :ids]; Assert.fail(); } catch (NullPointerException e) {
          Assert.areEqual('Attempt to de-reference a null object', e.getMessage());
        }
        try { Database.query('SELECT Id FROM Bag__c WHERE Id NOT IN :ids'); Assert.fail(); } catch (NullPointerException e) {}
        ids = new List<Id>();
        Assert.areEqual(0, [SELECT COUNT() FROM Bag__c WHERE Id IN :ids]);
      }
    }`
  )
];

test('formulas feed triggers and roll-ups', async () => {
  assert.deepEqual(await failuresOf(openProject(METADATA, ...CLASSES)), []);
});
