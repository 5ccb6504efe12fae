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

const REMEMBER = variable('people', 'SObject', 'coi', '<objectType>Contact</objectType>');

const files = [
  flowFile(
    'Basics',
    variable('given', 'String', 'i') +
      variable('count', 'Number', 'io', '<scale>2</scale>') +
      variable('kept', 'String', '', text('inner')) +
      variable('answer', 'String', 'o') +
      variable('names', 'String', 'co') +
      variable('untouched', 'String', 'co') +
      variable('size', 'Number', 'o') +
      variable('person', 'SObject', 'o', '<objectType>Contact</objectType>') +
      `<constants><name>Suffix</name><dataType>String</dataType>${text('!')}</constants>` +
      `<formulas><name>Doubled</name><dataType>Number</dataType><expression>{!count} * 2 + IF(ISBLANK({!kept}), 100, 0)</expression><scale>1</scale></formulas>` +
      `<textTemplates><name>Letter</name><isViewedAsPlainText>true</isViewedAsPlainText><text>Dear {!given} {!person.LastName}{!Suffix}</text></textTemplates>` +
      start('Set') +
      assignments(
        'Set',
        [
          ['count', 'Add', num(1.5)],
          ['person.LastName', 'Assign', text('Byron')],
          ['person.FirstName', 'Assign', ref('given')],
          ['answer', 'Assign', text('Hello, ')],
          ['answer', 'Add', ref('Letter')],
          ['names', 'Add', text('b')],
          ['names', 'AddAtStart', text('a')],
          ['names', 'Add', text('c')],
          ['names', 'Add', text('b')],
          ['names', 'RemoveFirst', text('b')],
          ['size', 'AssignCount', ref('names')],
          ['size', 'Subtract', num(0.5)]
        ],
        to('Set2')
      ) +
      assignments('Set2', [['count', 'Assign', ref('Doubled')]])
  ),
  flowFile(
    'Decides',
    variable('text', 'String', 'i') +
      variable('n', 'Number', 'i') +
      variable('answer', 'String', 'o') +
      start('Is') +
      decision(
        'Is',
        condition('text', 'EqualTo', text('YES')) +
          condition('n', 'GreaterThan', num(2)) +
          condition('text', 'StartsWith', text('For')) +
          condition('n', 'IsNull', bool(true)),
        '(1 AND 2) OR 3 OR 4',
        'Yes',
        'No'
      ) +
      assignments('Yes', [['answer', 'Assign', text('yes')]]) +
      assignments('No', [['answer', 'Assign', text('no')]])
  ),
  flowFile(
    'Records',
    variable('account', 'String', 'i') +
      variable('ids', 'String', 'co') +
      variable('made', 'SObject', 'co', '<objectType>Contact</objectType>') +
      variable('one', 'SObject', '', '<objectType>Contact</objectType>') +
      variable('newest', 'String', 'o') +
      variable('none', 'SObject', 'o', '<objectType>Contact</objectType>') +
      variable('owner', 'String', 'o') +
      start('Make') +
      `<recordCreates><name>Make</name>${to('Get')}${field('Name', text('Made by a flow'))}<object>Account</object><storeOutputAutomatically>true</storeOutputAutomatically></recordCreates>` +
      `<recordLookups><name>Get</name>${to('Each')}<filterLogic>1 AND (2 OR 3)</filterLogic>${filter('AccountId', 'EqualTo', ref('account'))}${filter('LastName', 'EqualTo', text('One'))}${filter('LastName', 'Contains', text('w'))}<getFirstRecordOnly>false</getFirstRecordOnly><object>Contact</object><sortField>LastName</sortField><sortOrder>Desc</sortOrder><storeOutputAutomatically>true</storeOutputAutomatically></recordLookups>` +
      `<loops><name>Each</name><collectionReference>Get</collectionReference><iterationOrder>Asc</iterationOrder>${to('Fill', 'nextValueConnector')}${to('Save', 'noMoreValuesConnector')}</loops>` +
      assignments(
        'Fill',
        [
          ['ids', 'Add', ref('Each.LastName')],
          ['owner', 'Assign', ref('Each.Account.Name')],
          ['one.LastName', 'Assign', ref('Each.LastName')],
          ['one.LastName', 'Add', text(' again')],
          ['one.AccountId', 'Assign', ref('Make')],
          ['made', 'Add', ref('one')]
        ],
        to('Each')
      ) +
      `<recordCreates><name>Save</name>${to('Change')}<inputReference>made</inputReference></recordCreates>` +
      `<recordUpdates><name>Change</name>${to('Drop')}<filterLogic>and</filterLogic>${filter('AccountId', 'EqualTo', ref('Make'))}${field('FirstName', text('Changed'))}<object>Contact</object></recordUpdates>` +
      `<recordDeletes><name>Drop</name>${to('Nobody')}${filter('LastName', 'EqualTo', text('Three'))}<object>Contact</object></recordDeletes>` +
      `<recordLookups><name>Nobody</name>${filter('LastName', 'EqualTo', text('Nobody'))}<assignNullValuesIfNoRecordsFound>true</assignNullValuesIfNoRecordsFound><object>Contact</object><outputReference>none</outputReference><queriedFields>LastName</queriedFields></recordLookups>`
  ),
  flowFile(
    'Faults',
    variable('message', 'String', 'o') +
      variable('rescue', 'Boolean', 'i') +
      start('Which') +
      decision('Which', condition('rescue', 'EqualTo', bool(true)), 'and', 'Rescued', 'Lost') +
      `<recordCreates><name>Rescued</name>${to('Tell', 'faultConnector')}${field('FirstName', text('x'))}<object>Contact</object></recordCreates>` +
      `<recordCreates><name>Lost</name>${field('FirstName', text('x'))}<object>Contact</object></recordCreates>` +
      assignments('Tell', [['message', 'Assign', ref('$Flow.FaultMessage')]])
  ),
  flowFile(
    'Outer',
    variable('n', 'Number', 'i') +
      variable('total', 'Number', 'o') +
      variable('shout', 'String', 'o') +
      start('Inside') +
      `<subflows><name>Inside</name>${to('Call')}<flowName>Inner</flowName><inputAssignments><name>n</name>${ref('n')}</inputAssignments><outputAssignments><assignToReference>total</assignToReference><name>result</name></outputAssignments></subflows>` +
      `<actionCalls><name>Call</name><actionName>Shout</actionName><actionType>apex</actionType><inputParameters><name>times</name>${ref('total')}</inputParameters><outputParameters><assignToReference>shout</assignToReference><name>said</name></outputParameters></actionCalls>`
  ),
  flowFile(
    'Inner',
    variable('n', 'Number', 'i') +
      variable('result', 'Number', 'o') +
      start('Set') +
      assignments('Set', [
        ['result', 'Assign', ref('n')],
        ['result', 'Add', num(1)]
      ])
  ),
  flowFile(
    'Sorts',
    REMEMBER +
      variable('first', 'String', 'o') +
      start('Sort') +
      `<collectionProcessors><name>Sort</name><collectionProcessorType>SortCollectionProcessor</collectionProcessorType><collectionReference>people</collectionReference>${to('Keep')}<limit>2</limit><sortOptions><sortField>LastName</sortField><sortOrder>Desc</sortOrder></sortOptions></collectionProcessors>` +
      `<collectionProcessors><name>Keep</name><assignNextValueToReference>current_Keep</assignNextValueToReference><collectionProcessorType>FilterCollectionProcessor</collectionProcessorType><collectionReference>people</collectionReference><conditionLogic>and</conditionLogic>${condition('current_Keep.LastName', 'EqualTo', text('b'))}${to('Each')}</collectionProcessors>` +
      `<loops><name>Each</name><collectionReference>Keep</collectionReference>${to('Take', 'nextValueConnector')}</loops>` +
      assignments('Take', [['first', 'Add', ref('Each.LastName')]], to('Each'))
  ),
  flowFile('Waits', start('Wait') + `<waits><name>Wait</name></waits>`),
  flowFile('Draft', variable('a', 'String', 'o', text('draft')), { status: 'Draft' }),
  apexClass(
    'Shout',
    `public class Shout {
      public static Integer calls = 0;
      public class Input { @InvocableVariable public Integer times; }
      public class Output { @InvocableVariable public String said; }
      @InvocableMethod public static List<Output> run(List<Input> inputs) {
        calls++;
        List<Output> r = new List<Output>();
        for (Input i : inputs) { Output o = new Output(); o.said = 'hey'.repeat(i.times); r.add(o); }
        return r;
      } }`
  ),
  apexClass(
    'FlowTest',
    `@IsTest private class FlowTest {
      private static Flow.Interview run(String name, Map<String, Object> inputs) {
        Flow.Interview i = Flow.Interview.createInterview(name, inputs); i.start(); return i;
      }
      @IsTest static void basics() {
        Flow.Interview.Basics i = new Flow.Interview.Basics(new Map<String, Object>{ 'GIVEN' => 'Ada', 'count' => 2, 'kept' => 'no input' });
        try { i.getVariableValue('answer'); Assert.fail(); } catch (FlowException e) { Assert.areEqual('Interview not started', e.getMessage()); }
        i.start();
        Assert.areEqual('Hello, Dear Ada Byron!', i.getVariableValue('answer'));
        Assert.areEqual(7.0, i.getVariableValue('count'));
        Assert.areEqual('inner', i.getVariableValue('kept'));
        Assert.areEqual(new List<String>{ 'a', 'c', 'b' }, (List<String>) i.getVariableValue('names'));
        Assert.areEqual(2.5, i.getVariableValue('size'));
        Assert.isNull(i.getVariableValue('untouched'));
        Assert.isNull(i.getVariableValue('nothing'));
        Contact person = (Contact) i.getVariableValue('person');
        Assert.areEqual('Ada', person.FirstName);
      }
      private static Object decided(String text, Decimal n) {
        return run('Decides', new Map<String, Object>{ 'text' => text, 'n' => n }).getVariableValue('answer');
      }
      @IsTest static void decides() {
        Assert.areEqual('yes', decided('Yes', 3));
        Assert.areEqual('no', decided('Yes', 2));
        Assert.areEqual('no', decided('Nes', 3));
        Assert.areEqual('yes', decided('forty', 1));
        Assert.areEqual('no', decided('a forty', 1));
        Assert.areEqual('yes', decided(null, null));
      }
      @IsTest static void records() {
        Account a = new Account(Name = 'Old');
        insert a;
        insert new List<Contact>{ new Contact(LastName = 'One', AccountId = a.Id), new Contact(LastName = 'Two', AccountId = a.Id),
          new Contact(LastName = 'Three', AccountId = a.Id), new Contact(LastName = 'One') };
        Test.startTest();
        Flow.Interview i = Flow.Interview.createInterview(null, 'Records', new Map<String, Object>{ 'account' => a.Id });
        i.start();
        Assert.areEqual(4, Limits.getQueries());
        Assert.areEqual(4, Limits.getDmlStatements());
        Test.stopTest();
        Assert.areEqual(new List<String>{ 'Two', 'One' }, (List<String>) i.getVariableValue('ids'));
        Assert.areEqual('Old', i.getVariableValue('owner'));
        Assert.isNull(i.getVariableValue('none'));
        List<Contact> made = [SELECT LastName, FirstName FROM Contact WHERE Account.Name = 'Made by a flow' ORDER BY LastName];
        Assert.areEqual(2, made.size());
        Assert.areEqual('One again', made[0].LastName);
        Assert.areEqual('Changed', made[1].FirstName);
        Assert.areEqual(made[0].Id, ((List<Contact>) i.getVariableValue('made'))[1].Id);
        Assert.areEqual(0, [SELECT COUNT() FROM Contact WHERE LastName = 'Three']);
      }
      @IsTest static void faults() {
        Assert.areEqual('This error occurred when the flow tried to create records: REQUIRED_FIELD_MISSING: Required fields are missing: [LastName]. '
          + 'You can look up ExceptionCode values in the SOAP API Developer Guide.',
          run('Faults', new Map<String, Object>{ 'rescue' => true }).getVariableValue('message'));
        try { run('Faults', new Map<String, Object>()); Assert.fail(); }
        catch (FlowException e) { Assert.isTrue(e.getMessage().startsWith('An unhandled fault has occurred in this flow'), e.getMessage()); }
        try { run('Missing', null); Assert.fail(); }
        catch (TypeException e) { Assert.areEqual('Invalid type: Missing', e.getMessage()); }
      }
      @IsTest static void subflowsAndActions() {
        Flow.Interview i = run('Outer', new Map<String, Object>{ 'n' => 1 });
        Assert.areEqual(2, i.getVariableValue('total'));
        Assert.areEqual('heyhey', i.getVariableValue('shout'));
        Invocable.Action action = Invocable.Action.createCustomAction('flow', 'Outer').setInvocationParameter('n', 0);
        action.addInvocation().setInvocationParameter('n', 2);
        action.addInvocation().setInvocationParameter('n', -9);
        Shout.calls = 0;
        List<Invocable.Action.Result> results = action.invoke();
        Assert.areEqual(1, Shout.calls);
        Assert.areEqual('hey', results[0].getOutputParameters().get('shout'));
        Assert.areEqual('heyheyhey', results[1].getOutputParameters().get('shout'));
        Assert.areEqual('Finished', results[1].getOutputParameters().get('Flow__InterviewStatus'));
        Invocable.Action failing = Invocable.Action.createCustomAction('flow', 'Faults').setInvocationParameter('rescue', true);
        failing.addInvocation().setInvocationParameter('rescue', false);
        results = failing.invoke();
        Assert.isTrue(results[0].isSuccess());
        Assert.isFalse(results[1].isSuccess());
        Assert.areEqual('An error occurred when executing a flow interview.', results[1].getErrors()[0].getMessage());
      }
      @IsTest static void collections() {
        List<Contact> people = new List<Contact>{ new Contact(LastName = 'a'), new Contact(LastName = 'B'), new Contact(LastName = 'c') };
        Flow.Interview i = run('Sorts', new Map<String, Object>{ 'people' => people });
        Assert.areEqual('B', i.getVariableValue('first'));
        List<Contact> sorted = (List<Contact>) i.getVariableValue('people');
        Assert.areEqual(2, sorted.size());
        Assert.areEqual('c', sorted[0].LastName);
      }
      @IsTest static void drafts() { Assert.areEqual('draft', run('Draft', null).getVariableValue('a')); }
      @IsTest static void waits() { run('Waits', null); }
    }`
  )
];

it('autolaunched flows run from Apex with their variables, records, faults, subflows and actions', async () => {
  assert.deepEqual(await failuresOf(openProject(...files)), [
    'FlowTest.waits: NotImplementedError: Not implemented in the local org: element waits (Wait) in the flow Waits'
  ]);
});
