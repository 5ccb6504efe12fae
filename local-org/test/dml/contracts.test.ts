import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const CLASSES = [
  apexClass(
    'ContractsTest',
    `@IsTest private class ContractsTest {
      static StatusCode fault(SObject record) {
        try { insert record; return null; } catch (DmlException e) { return e.getDmlType(0); }
      }
      @IsTest static void prefixesAreThoseOfThePlatform() {
        Map<String, String> known = new Map<String, String>{
          'Individual' => '0PK', 'Quote' => '0Q0', 'QuoteLineItem' => '0QL', 'ServiceContract' => '810', 'ContractLineItem' => '811', 'Entitlement' => '550',
          'WorkOrder' => '0WO', 'WorkOrderLineItem' => '1WL', 'Idea' => '087', 'Topic' => '0TO', 'AccountTeamMember' => '01M', 'OpportunityTeamMember' => '00q', 'OperatingHours' => '0OH' };
        Map<String, Schema.SObjectType> all = Schema.getGlobalDescribe();
        for (String name : known.keySet()) { Assert.areEqual(known.get(name), all.get(name)?.getDescribe().getKeyPrefix(), name); }
      }
      @IsTest static void individualsHaveTheNamesOfPeople() {
        Individual i = new Individual(FirstName = 'Ada', LastName = 'Byron');
        insert i;
        Assert.areEqual('Ada Byron', [SELECT Name FROM Individual].Name);
        insert new Contact(LastName = 'c', IndividualId = i.Id);
        Assert.areEqual('Byron', [SELECT Individual.LastName FROM Contact].Individual.LastName);
        Assert.areEqual(StatusCode.REQUIRED_FIELD_MISSING, fault(new Individual(FirstName = 'x')));
      }
      @IsTest static void quotesBelongToOpportunities() {
        Opportunity o = new Opportunity(Name = 'o', StageName = 'Prospecting', CloseDate = Date.today());
        insert o;
        Assert.areEqual(StatusCode.REQUIRED_FIELD_MISSING, fault(new Quote(Name = 'q')));
        Assert.isNull(fault(new Quote(Name = 'q', OpportunityId = o.Id)));
        Opportunity found = [SELECT (SELECT QuoteNumber FROM Quotes) FROM Opportunity];
        Assert.areEqual(8, found.Quotes[0].QuoteNumber.length());
        delete o;
        Assert.areEqual(0, [SELECT COUNT() FROM Quote]);
      }
      @IsTest static void workOrdersStartNewAndEntitlementsBelongToAccounts() {
        insert new WorkOrder(Subject = 'w');
        WorkOrder w = [SELECT Status, Priority, WorkOrderNumber FROM WorkOrder];
        Assert.areEqual('New Low 8', w.Status + ' ' + w.Priority + ' ' + w.WorkOrderNumber.length());
        Assert.areEqual(StatusCode.REQUIRED_FIELD_MISSING, fault(new WorkOrderLineItem(Subject = 'l')));
        Assert.areEqual(StatusCode.REQUIRED_FIELD_MISSING, fault(new Entitlement(Name = 'e')));
        Assert.areEqual(StatusCode.REQUIRED_FIELD_MISSING, fault(new Idea(Body = 'b')));
        Assert.isNull(fault(new Topic(Name = 't')));
      }
    }`
  )
];

test('quotes, contracts, work orders and individuals are as the object reference says', async () => {
  assert.deepEqual(await failuresOf(openProject(...CLASSES)), []);
});
