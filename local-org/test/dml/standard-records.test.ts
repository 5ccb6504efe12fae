import { test } from 'node:test';
import assert from 'node:assert/strict';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const OBJECT =
  '<CustomObject><label>Crate</label><pluralLabel>Crates</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>';

const TESTS = `@IsTest private class StandardRecordsTest {
  static String insertFault(SObject record) {
    try { insert record; return 'done'; } catch (DmlException e) { return e.getDmlType(0) + ': ' + e.getDmlMessage(0); }
  }
  static String updateFault(SObject record) {
    try { update record; return 'done'; } catch (DmlException e) { return e.getDmlType(0) + ': ' + e.getDmlMessage(0); }
  }
  static String deleteFault(SObject record) {
    try { delete record; return 'done'; } catch (DmlException e) { return e.getDmlType(0) + ': ' + e.getDmlMessage(0); }
  }

  @IsTest static void tasksKnowWhetherTheyAreDone() {
    Account a = new Account(Name = 'a');
    insert a;
    Contact c = new Contact(LastName = 'c', AccountId = a.Id);
    insert c;
    Opportunity o = new Opportunity(Name = 'o', StageName = 'Prospecting', CloseDate = Date.today(), AccountId = a.Id);
    insert o;
    Task open = new Task(Subject = 's', Status = 'Not Started', Priority = 'High', WhoId = c.Id);
    Task about = new Task(Subject = 't', Status = 'Completed', Priority = 'Normal', WhatId = o.Id);
    Task ofAccount = new Task(Subject = 'u', WhatId = a.Id);
    insert new List<Task>{ open, about, ofAccount };
    Map<Id, Task> stored = new Map<Id, Task>([SELECT IsClosed, IsHighPriority, CompletedDateTime, AccountId, Status, Priority FROM Task]);
    Assert.isFalse(stored.get(open.Id).IsClosed);
    Assert.isTrue(stored.get(open.Id).IsHighPriority);
    Assert.isNull(stored.get(open.Id).CompletedDateTime);
    Assert.areEqual(a.Id, stored.get(open.Id).AccountId);
    Assert.isTrue(stored.get(about.Id).IsClosed);
    Assert.isFalse(stored.get(about.Id).IsHighPriority);
    Assert.isNotNull(stored.get(about.Id).CompletedDateTime);
    Assert.areEqual(a.Id, stored.get(about.Id).AccountId);
    Assert.areEqual(a.Id, stored.get(ofAccount.Id).AccountId);
    Assert.areEqual('Not Started', stored.get(ofAccount.Id).Status);
    Assert.areEqual('Normal', stored.get(ofAccount.Id).Priority);
    update new Task(Id = open.Id, Status = 'Completed');
    update new Task(Id = about.Id, Status = 'In Progress', WhatId = null);
    Assert.isNotNull([SELECT CompletedDateTime FROM Task WHERE Id = :open.Id].CompletedDateTime);
    Task reopened = [SELECT IsClosed, CompletedDateTime, AccountId FROM Task WHERE Id = :about.Id];
    Assert.isFalse(reopened.IsClosed);
    Assert.isNull(reopened.CompletedDateTime);
    Assert.isNull(reopened.AccountId);
  }

  @IsTest static void eventsHaveABeginningAnEndAndADuration() {
    Datetime start = Datetime.newInstanceGmt(2026, 3, 1, 10, 0, 0);
    Event byMinutes = new Event(Subject = 'a', StartDateTime = start, DurationInMinutes = 45);
    Event byEnd = new Event(Subject = 'b', StartDateTime = start, EndDateTime = start.addMinutes(90));
    insert new List<Event>{ byMinutes, byEnd };
    Event first = [SELECT EndDateTime, ActivityDateTime, ActivityDate FROM Event WHERE Id = :byMinutes.Id];
    Assert.areEqual(start.addMinutes(45), first.EndDateTime);
    Assert.areEqual(start, first.ActivityDateTime);
    Assert.areEqual(Date.newInstance(2026, 3, 1), first.ActivityDate);
    Assert.areEqual(90, [SELECT DurationInMinutes FROM Event WHERE Id = :byEnd.Id].DurationInMinutes);
    update new Event(Id = byMinutes.Id, DurationInMinutes = 15);
    Assert.areEqual(start.addMinutes(15), [SELECT EndDateTime FROM Event WHERE Id = :byMinutes.Id].EndDateTime);
  }

  @IsTest static void linesOfOpportunitiesAndOrdersMakeTheirTotals() {
    Account a = new Account(Name = 'a');
    insert a;
    Product2 p = new Product2(Name = 'Lamp', ProductCode = 'L-1', IsActive = true);
    insert p;
    PricebookEntry entry = new PricebookEntry(Product2Id = p.Id, Pricebook2Id = Test.getStandardPricebookId(), UnitPrice = 12.50, IsActive = true);
    insert entry;
    PricebookEntry stored = [SELECT Name, ProductCode FROM PricebookEntry];
    Assert.areEqual('Lamp', stored.Name);
    Assert.areEqual('L-1', stored.ProductCode);
    Opportunity o = new Opportunity(Name = 'o', StageName = 'Prospecting', CloseDate = Date.newInstance(2026, 5, 31), AccountId = a.Id, Pricebook2Id = Test.getStandardPricebookId());
    insert o;
    OpportunityLineItem discounted = new OpportunityLineItem(OpportunityId = o.Id, PricebookEntryId = entry.Id, Quantity = 4, UnitPrice = 10, Discount = 25);
    OpportunityLineItem total = new OpportunityLineItem(OpportunityId = o.Id, PricebookEntryId = entry.Id, Quantity = 3, TotalPrice = 20);
    insert new List<OpportunityLineItem>{ discounted, total };
    OpportunityLineItem first = [SELECT TotalPrice, Subtotal, ListPrice, Product2Id, ProductCode FROM OpportunityLineItem WHERE Id = :discounted.Id];
    Assert.areEqual(30.00, first.TotalPrice);
    Assert.areEqual(40.00, first.Subtotal);
    Assert.areEqual(12.50, first.ListPrice);
    Assert.areEqual(p.Id, first.Product2Id);
    Assert.areEqual('L-1', first.ProductCode);
    Assert.areEqual(6.67, [SELECT UnitPrice FROM OpportunityLineItem WHERE Id = :total.Id].UnitPrice);
    Opportunity summed = [SELECT Amount, HasOpportunityLineItem, ExpectedRevenue, Probability, FiscalYear, FiscalQuarter, Fiscal FROM Opportunity];
    Assert.areEqual(50, summed.Amount);
    Assert.isTrue(summed.HasOpportunityLineItem);
    Assert.areEqual(10, summed.Probability);
    Assert.areEqual(2026, summed.FiscalYear);
    Assert.areEqual(2, summed.FiscalQuarter);
    Assert.areEqual('2026 2', summed.Fiscal);
    update new OpportunityLineItem(Id = discounted.Id, Quantity = 8);
    Assert.areEqual(80, [SELECT Amount FROM Opportunity].Amount);
    delete [SELECT Id FROM OpportunityLineItem];
    Opportunity emptied = [SELECT Amount, HasOpportunityLineItem FROM Opportunity];
    Assert.isFalse(emptied.HasOpportunityLineItem);
    Contract agreed = new Contract(AccountId = a.Id, StartDate = Date.today(), ContractTerm = 12, Status = 'Draft');
    insert agreed;
    Order ordered = new Order(AccountId = a.Id, EffectiveDate = Date.today(), Status = 'Draft', Pricebook2Id = Test.getStandardPricebookId());
    insert ordered;
    insert new OrderItem(OrderId = ordered.Id, PricebookEntryId = entry.Id, Quantity = 2, UnitPrice = 12.50);
    Order draft = [SELECT TotalAmount, StatusCode, ActivatedDate, OrderNumber FROM Order];
    Assert.areEqual(25, draft.TotalAmount);
    Assert.areEqual('Draft', draft.StatusCode);
    Assert.isNull(draft.ActivatedDate);
    ordered.Status = 'Activated';
    update ordered;
    Order active = [SELECT StatusCode, ActivatedDate, ActivatedById FROM Order];
    Assert.areEqual('Activated', active.StatusCode);
    Assert.isNotNull(active.ActivatedDate);
    Assert.areEqual(UserInfo.getUserId(), active.ActivatedById);
  }

  @IsTest static void stagesDecideOnProbabilityUnlessItIsGiven() {
    Opportunity won = new Opportunity(Name = 'w', StageName = 'Closed Won', CloseDate = Date.today(), Amount = 200);
    Opportunity lost = new Opportunity(Name = 'l', StageName = 'Closed Lost', CloseDate = Date.today());
    Opportunity own = new Opportunity(Name = 'o', StageName = 'Negotiation/Review', CloseDate = Date.today(), Probability = 33, Amount = 10);
    insert new List<Opportunity>{ won, lost, own };
    Map<Id, Opportunity> stored = new Map<Id, Opportunity>([SELECT IsWon, IsClosed, Probability, ForecastCategory, ForecastCategoryName, ExpectedRevenue FROM Opportunity]);
    Assert.isTrue(stored.get(won.Id).IsWon && stored.get(won.Id).IsClosed);
    Assert.areEqual(200, stored.get(won.Id).ExpectedRevenue);
    Assert.areEqual('Closed', stored.get(won.Id).ForecastCategory);
    Assert.isTrue(stored.get(lost.Id).IsClosed && !stored.get(lost.Id).IsWon);
    Assert.areEqual(0, stored.get(lost.Id).Probability);
    Assert.areEqual('Omitted', stored.get(lost.Id).ForecastCategoryName);
    Assert.areEqual(33, stored.get(own.Id).Probability);
    Assert.areEqual(3.30, stored.get(own.Id).ExpectedRevenue);
    update new Opportunity(Id = own.Id, StageName = 'Value Proposition');
    Opportunity moved = [SELECT Probability, IsClosed, ExpectedRevenue FROM Opportunity WHERE Id = :own.Id];
    Assert.areEqual(50, moved.Probability);
    Assert.areEqual(5, moved.ExpectedRevenue);
    Assert.isFalse(moved.IsClosed);
  }

  @IsTest static void casesCopyTheirContactAndRememberTheirEnd() {
    Account a = new Account(Name = 'a');
    insert a;
    Contact c = new Contact(LastName = 'c', AccountId = a.Id, Email = 'c@example.com', Phone = '1', MobilePhone = '2', Fax = '3');
    insert c;
    Case open = new Case(Subject = 's', ContactId = c.Id);
    Case closed = new Case(Subject = 't', Status = 'Closed');
    insert new List<Case>{ open, closed };
    Case stored = [SELECT AccountId, ContactEmail, ContactPhone, ContactMobile, ContactFax, IsClosed, ClosedDate, IsClosedOnCreate, Status FROM Case WHERE Id = :open.Id];
    Assert.areEqual(a.Id, stored.AccountId);
    Assert.areEqual('c@example.com 1 2 3', stored.ContactEmail + ' ' + stored.ContactPhone + ' ' + stored.ContactMobile + ' ' + stored.ContactFax);
    Assert.areEqual('New', stored.Status);
    Assert.isFalse(stored.IsClosed);
    Assert.isNull(stored.ClosedDate);
    Case done = [SELECT IsClosed, ClosedDate, IsClosedOnCreate FROM Case WHERE Id = :closed.Id];
    Assert.isTrue(done.IsClosed && done.IsClosedOnCreate);
    Assert.isNotNull(done.ClosedDate);
    update new Case(Id = open.Id, Status = 'Closed');
    Case ended = [SELECT ClosedDate, IsClosedOnCreate FROM Case WHERE Id = :open.Id];
    Assert.isNotNull(ended.ClosedDate);
    Assert.isFalse(ended.IsClosedOnCreate);
    update new Case(Id = open.Id, Status = 'New', ContactId = null);
    Case again = [SELECT ClosedDate, ContactEmail FROM Case WHERE Id = :open.Id];
    Assert.isNull(again.ClosedDate);
    Assert.isNull(again.ContactEmail);
  }

  @IsTest static void membersOfCampaignsShowThePerson() {
    Account a = new Account(Name = 'Acme');
    insert a;
    Contact c = new Contact(LastName = 'Byron', FirstName = 'Ada', AccountId = a.Id, Email = 'ada@example.com');
    insert c;
    Lead l = new Lead(LastName = 'Lee', Company = 'Lee Ltd', Title = 'Dr');
    insert l;
    Campaign k = new Campaign(Name = 'k', IsActive = true);
    insert k;
    CampaignMember ofContact = new CampaignMember(CampaignId = k.Id, ContactId = c.Id);
    CampaignMember ofLead = new CampaignMember(CampaignId = k.Id, LeadId = l.Id, Status = 'Responded');
    insert new List<CampaignMember>{ ofContact, ofLead };
    CampaignMember first = [SELECT FirstName, LastName, Email, CompanyOrAccount, Type, LeadOrContactId, HasResponded, Status FROM CampaignMember WHERE Id = :ofContact.Id];
    Assert.areEqual('Ada Byron ada@example.com Acme Contact', first.FirstName + ' ' + first.LastName + ' ' + first.Email + ' ' + first.CompanyOrAccount + ' ' + first.Type);
    Assert.areEqual(c.Id, first.LeadOrContactId);
    Assert.areEqual('Sent', first.Status);
    Assert.isFalse(first.HasResponded);
    CampaignMember second = [SELECT CompanyOrAccount, Title, Type, HasResponded FROM CampaignMember WHERE Id = :ofLead.Id];
    Assert.areEqual('Lee Ltd Dr Lead', second.CompanyOrAccount + ' ' + second.Title + ' ' + second.Type);
    Assert.isTrue(second.HasResponded);
  }

  @IsTest static void filesHaveVersionsOfWhichOneIsTheLatest() {
    ContentVersion v1 = new ContentVersion(PathOnClient = 'notes.txt', VersionData = Blob.valueOf('one'));
    insert v1;
    v1 = [SELECT Title, FileExtension, FileType, ContentSize, VersionNumber, IsLatest, ContentDocumentId FROM ContentVersion WHERE Id = :v1.Id];
    Assert.areEqual('notes txt TEXT 3 1', v1.Title + ' ' + v1.FileExtension + ' ' + v1.FileType + ' ' + v1.ContentSize + ' ' + v1.VersionNumber);
    Assert.isTrue(v1.IsLatest);
    insert new ContentVersion(PathOnClient = 'notes.txt', Title = 'second', VersionData = Blob.valueOf('longer'), ContentDocumentId = v1.ContentDocumentId);
    List<ContentVersion> all = [SELECT VersionNumber, IsLatest FROM ContentVersion ORDER BY VersionNumber];
    Assert.areEqual(2, all.size());
    Assert.isFalse(all[0].IsLatest);
    Assert.isTrue(all[1].IsLatest);
    Assert.areEqual('2', all[1].VersionNumber);
    ContentDocument document = [SELECT Title, ContentSize, LatestPublishedVersionId FROM ContentDocument];
    Assert.areEqual('second', document.Title);
    Assert.areEqual(6, document.ContentSize);
    Assert.areEqual(all[1].Id, document.LatestPublishedVersionId);
  }

  @IsTest static void aRoleCanBeSharedWith() {
    UserRole r = new UserRole(Name = 'East', DeveloperName = 'East');
    System.runAs(new User(Id = UserInfo.getUserId())) { insert r; }
    List<Group> groups = [SELECT Type, DeveloperName FROM Group WHERE RelatedId = :r.Id ORDER BY Type];
    Assert.areEqual(2, groups.size());
    Assert.areEqual('Role', groups[0].Type);
    Assert.areEqual('RoleAndSubordinates', groups[1].Type);
    Assert.areEqual('East', groups[0].DeveloperName);
  }

  @IsTest static void changesNeedAnIdThatExists() {
    Assert.areEqual('MISSING_ARGUMENT: Id not specified in an update call', updateFault(new Account(Name = 'x')));
    Account a = new Account(Name = 'a');
    insert a;
    delete a;
    Assert.areEqual('ENTITY_IS_DELETED: entity is deleted', updateFault(new Account(Id = a.Id, Name = 'b')));
    Assert.areEqual('ENTITY_IS_DELETED: entity is deleted', deleteFault(new Account(Id = a.Id)));
    Assert.areEqual('ENTITY_IS_DELETED: entity is deleted', insertFault(new Contact(LastName = 'c', AccountId = a.Id)));
    undelete a;
    Assert.areEqual(1, [SELECT COUNT() FROM Account]);
    String message;
    try { undelete a; } catch (DmlException e) { message = e.getDmlType(0) + ': ' + e.getDmlMessage(0); }
    Assert.areEqual('UNDELETE_FAILED: Entity is not in the recycle bin', message);
    Assert.areEqual('done', insertFault(new Contact(LastName = 'c', AccountId = a.Id)));
  }

  @IsTest static void mergingMovesTheChildren() {
    Account kept = new Account(Name = 'kept', Site = 's');
    Account gone = new Account(Name = 'gone', Phone = '1');
    Account also = new Account(Name = 'also');
    insert new List<Account>{ kept, gone, also };
    Contact c = new Contact(LastName = 'c', AccountId = gone.Id);
    Contact d = new Contact(LastName = 'd', AccountId = also.Id);
    insert new List<Contact>{ c, d };
    kept.Description = 'merged';
    merge kept new List<Account>{ gone, also };
    Assert.areEqual(2, [SELECT COUNT() FROM Contact WHERE AccountId = :kept.Id]);
    Assert.areEqual(1, [SELECT COUNT() FROM Account]);
    Assert.areEqual('merged', [SELECT Description FROM Account].Description);
    Assert.areEqual(2, [SELECT COUNT() FROM Account WHERE MasterRecordId = :kept.Id AND IsDeleted = TRUE ALL ROWS]);
    Account other = new Account(Name = 'o');
    insert other;
    Database.MergeResult result = Database.merge(kept, other.Id);
    Assert.isTrue(result.isSuccess());
    Assert.areEqual(kept.Id, result.getId());
    Assert.areEqual(new List<Id>{ other.Id }, result.getMergedRecordIds());
  }

  @IsTest static void parentsAreFoundByTheirExternalId() {
    insert new List<Crate__c>{ new Crate__c(Name = 'p', Code__c = 'P'), new Crate__c(Name = 'twin', Note__c = 'T'), new Crate__c(Name = 'twin', Note__c = 'T') };
    Crate__c child = new Crate__c(Name = 'c', Parent__r = new Crate__c(Code__c = 'P'));
    insert child;
    Assert.areEqual('p', [SELECT Parent__r.Name FROM Crate__c WHERE Id = :child.Id].Parent__r.Name);
    Assert.areEqual(
      'INVALID_FIELD: Foreign key external ID: none not found for field Code__c in entity Crate__c',
      insertFault(new Crate__c(Name = 'd', Parent__r = new Crate__c(Code__c = 'none'))));
    Assert.areEqual(
      'INVALID_FIELD: More than 1 field provided in an external foreign key reference in entity: Crate__c',
      insertFault(new Crate__c(Name = 'd', Parent__r = new Crate__c(Code__c = 'P', Note__c = 'x'))));
    Assert.areEqual(
      'DUPLICATE_EXTERNAL_ID: Note__c: more than one record found for external id field: T',
      insertFault(new Crate__c(Name = 'd', Parent__r = new Crate__c(Note__c = 'T'))));
    Database.UpsertResult ambiguous = Database.upsert(new Crate__c(Name = 'e', Note__c = 'T'), Crate__c.Note__c, false);
    Assert.areEqual(StatusCode.DUPLICATE_EXTERNAL_ID, ambiguous.getErrors()[0].getStatusCode());
    Database.UpsertResult missing = Database.upsert(new Crate__c(Name = 'e'), Crate__c.Note__c, false);
    Assert.areEqual(StatusCode.MISSING_ARGUMENT, missing.getErrors()[0].getStatusCode());
    Assert.areEqual('Note__c not specified', missing.getErrors()[0].getMessage());
    Crate__c made = new Crate__c(Name = 'e', Note__c = 'N');
    Assert.isTrue(Database.upsert(made, Crate__c.Note__c).isCreated());
    Assert.isFalse(Database.upsert(new Crate__c(Name = 'f', Note__c = 'N'), Crate__c.Note__c).isCreated());
    Assert.areEqual('f', [SELECT Name FROM Crate__c WHERE Note__c = 'N'].Name);
  }

  @IsTest static void aRecordCannotChangeItselfFromItsTrigger() {
    Crate__c c = new Crate__c(Name = 'updates itself');
    insert c;
    CrateTriggerHandler.action = 'update';
    Assert.isTrue(updateFault(c).contains('SELF_REFERENCE_FROM_TRIGGER, Object (id = ' + c.Id + ') is currently in trigger CrateTrigger, therefore it cannot recursively update itself'), updateFault(c));
    CrateTriggerHandler.action = 'delete';
    Assert.isTrue(deleteFault(c).contains('SELF_REFERENCE_FROM_TRIGGER, Object (id = ' + c.Id + ') is currently in trigger CrateTrigger, therefore it cannot recursively '), deleteFault(c));
  }

  @IsTest static void rollUpsTakeWhatTheirFiltersLetThrough() {
    Crate__c box = new Crate__c(Name = 'box');
    insert box;
    List<Part__c> parts = new List<Part__c>{
      new Part__c(Name = 'a', Crate__c = box.Id, Kind__c = 'Lamp', Price__c = 2.50, Used__c = true),
      new Part__c(Name = 'b', Crate__c = box.Id, Kind__c = 'Shade', Price__c = 4.00),
      new Part__c(Name = 'c', Crate__c = box.Id, Kind__c = 'Cord', Price__c = 8.25)
    };
    insert parts;
    Crate__c totals = [SELECT Parts__c, Lamps__c, Others__c, Dearest__c, Cheap__c, UsedSum__c FROM Crate__c WHERE Id = :box.Id];
    Assert.areEqual(3, totals.Parts__c);
    Assert.areEqual(6.50, totals.Lamps__c);
    Assert.areEqual(1, totals.Others__c);
    Assert.areEqual(8.25, totals.Dearest__c);
    Assert.areEqual(2, totals.Cheap__c);
    Assert.areEqual(2.50, totals.UsedSum__c);
    update new Part__c(Id = parts[0].Id, Price__c = 4.01, Used__c = false);
    totals = [SELECT Lamps__c, Cheap__c, UsedSum__c FROM Crate__c WHERE Id = :box.Id];
    Assert.areEqual(8.01, totals.Lamps__c);
    Assert.areEqual(1, totals.Cheap__c);
    Assert.areEqual(0, totals.UsedSum__c);
    delete parts;
    totals = [SELECT Parts__c, Lamps__c, Dearest__c FROM Crate__c WHERE Id = :box.Id];
    Assert.areEqual(0, totals.Parts__c);
    Assert.areEqual(0, totals.Lamps__c);
    Assert.isNull(totals.Dearest__c);
    undelete parts[2];
    Assert.areEqual(8.25, [SELECT Dearest__c FROM Crate__c WHERE Id = :box.Id].Dearest__c);
  }
}`;

const HANDLER = `public class CrateTriggerHandler {
  public static String action;
  public static void run() {
    String wanted = action;
    action = null;
    if (wanted == 'update') { update new Crate__c(Id = Trigger.new[0].Id, Name = 'again'); }
    if (wanted == 'delete') { delete new Crate__c(Id = Trigger.old[0].Id); }
  }
}`;

function field(object: string, name: string, xml: string): Record<string, string> {
  return {
    [`objects/${object}/fields/${name}.field-meta.xml`]: `<CustomField><fullName>${name}</fullName><label>${name}</label>${xml}</CustomField>`
  };
}

function rollUp(name: string, operation: string, summarized: string | null, filters = ''): Record<string, string> {
  const what = summarized === null ? '' : `<summarizedField>Part__c.${summarized}</summarizedField>`;
  return field(
    'Crate__c',
    name,
    `<type>Summary</type><summaryForeignKey>Part__c.Crate__c</summaryForeignKey><summaryOperation>${operation}</summaryOperation>${what}${filters}`
  );
}

const filter = (name: string, operation: string, value: string): string =>
  `<summaryFilterItems><field>Part__c.${name}</field><operation>${operation}</operation><value>${value}</value></summaryFilterItems>`;

const METADATA = {
  'objects/Crate__c/Crate__c.object-meta.xml': OBJECT,
  'objects/Part__c/Part__c.object-meta.xml': OBJECT.replace('ReadWrite', 'ControlledByParent'),
  ...field(
    'Crate__c',
    'Code__c',
    '<type>Text</type><length>9</length><externalId>true</externalId><unique>true</unique>'
  ),
  ...field('Crate__c', 'Note__c', '<type>Text</type><length>9</length><externalId>true</externalId>'),
  ...field(
    'Crate__c',
    'Parent__c',
    '<type>Lookup</type><referenceTo>Crate__c</referenceTo><relationshipName>Children</relationshipName>'
  ),
  ...field(
    'Part__c',
    'Crate__c',
    '<type>MasterDetail</type><referenceTo>Crate__c</referenceTo><relationshipName>Parts</relationshipName>'
  ),
  ...field('Part__c', 'Kind__c', '<type>Text</type><length>20</length>'),
  ...field('Part__c', 'Price__c', '<type>Number</type><precision>10</precision><scale>2</scale>'),
  ...field('Part__c', 'Used__c', '<type>Checkbox</type><defaultValue>false</defaultValue>'),
  ...rollUp('Parts__c', 'count', null),
  ...rollUp('Lamps__c', 'sum', 'Price__c', filter('Kind__c', 'equals', 'Lamp, Shade')),
  ...rollUp('Others__c', 'count', null, filter('Kind__c', 'notEqual', 'Lamp, Shade')),
  ...rollUp('Dearest__c', 'max', 'Price__c'),
  ...rollUp('Cheap__c', 'count', null, filter('Price__c', 'lessOrEqual', '4')),
  ...rollUp('UsedSum__c', 'sum', 'Price__c', filter('Used__c', 'equals', 'True')),
  'triggers/CrateTrigger.trigger':
    'trigger CrateTrigger on Crate__c (before update, before delete) { CrateTriggerHandler.run(); }',
  'triggers/CrateTrigger.trigger-meta.xml':
    '<ApexTrigger><apiVersion>66.0</apiVersion><status>Active</status></ApexTrigger>'
};

test('standard objects and their rules behave as documented', async () => {
  const org = openProject(METADATA, apexClass('CrateTriggerHandler', HANDLER), apexClass('StandardRecordsTest', TESTS));
  assert.deepEqual(await failuresOf(org), []);
  await org.close();
});
