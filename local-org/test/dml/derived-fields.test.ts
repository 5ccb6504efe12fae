import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const TESTS = `@IsTest private class DerivedTest {
  static Opportunity deal(String stage) {
    return new Opportunity(Name = stage, StageName = stage, CloseDate = Date.newInstance(2026, 3, 31));
  }

  @IsTest static void eachStageHasItsProbability() {
    Map<String, Integer> expected = new Map<String, Integer>{
      'Prospecting' => 10, 'Qualification' => 10, 'Needs Analysis' => 20, 'Value Proposition' => 50, 'Id. Decision Makers' => 60,
      'Perception Analysis' => 70, 'Proposal/Price Quote' => 75, 'Negotiation/Review' => 90, 'Closed Won' => 100, 'Closed Lost' => 0
    };
    List<Opportunity> deals = new List<Opportunity>();
    for (String stage : expected.keySet()) deals.add(deal(stage));
    insert deals;
    for (Opportunity o : [SELECT StageName, Probability, IsClosed, IsWon, ForecastCategoryName, Amount, ExpectedRevenue FROM Opportunity]) {
      Assert.areEqual(expected.get(o.StageName), o.Probability, o.StageName);
      Assert.areEqual(o.StageName.startsWith('Closed'), o.IsClosed, o.StageName);
      Assert.areEqual(o.StageName == 'Closed Won', o.IsWon, o.StageName);
      Assert.areEqual(o.StageName == 'Closed Won' ? 'Closed' : o.StageName == 'Closed Lost' ? 'Omitted' : 'Pipeline', o.ForecastCategoryName);
      Assert.isNull(o.ExpectedRevenue);
    }
  }

  @IsTest static void quartersEndWithTheirThirdMonth() {
    List<Opportunity> deals = new List<Opportunity>();
    for (Integer month = 1; month <= 12; month++) {
      Opportunity o = deal('Prospecting');
      o.CloseDate = Date.newInstance(2025, month, 1);
      deals.add(o);
    }
    insert deals;
    List<String> periods = new List<String>();
    for (Opportunity o : [SELECT Fiscal FROM Opportunity ORDER BY CloseDate]) periods.add(o.Fiscal.right(1));
    Assert.areEqual('111222333444', String.join(periods, ''));
    update new Opportunity(Id = deals[0].Id, CloseDate = Date.newInstance(2027, 12, 31));
    Assert.areEqual('2027 4', [SELECT Fiscal FROM Opportunity WHERE Id = :deals[0].Id].Fiscal);
  }

  @IsTest static void aQueriedProbabilityDoesNotHoldAgainstANewStage() {
    Opportunity o = deal('Prospecting');
    o.Amount = 100;
    insert o;
    Opportunity read = [SELECT StageName, Probability FROM Opportunity];
    read.StageName = 'Closed Won';
    update read;
    Assert.areEqual(100, [SELECT Probability FROM Opportunity].Probability);
    update new Opportunity(Id = o.Id, Probability = 12);
    Assert.areEqual(12, [SELECT ExpectedRevenue FROM Opportunity].ExpectedRevenue);
    update new Opportunity(Id = o.Id, Amount = null);
    Assert.isNull([SELECT ExpectedRevenue FROM Opportunity].ExpectedRevenue);
  }

  @IsTest static void namesOfPeopleAreJoined() {
    Contact whole = new Contact(FirstName = 'Ada', LastName = 'Byron');
    Contact brief = new Contact(LastName = 'Lee');
    Lead l = new Lead(FirstName = 'Jo', LastName = 'March', Company = 'Orchard');
    insert new List<SObject>{ whole, brief, l };
    Assert.areEqual('Ada Byron', [SELECT Name FROM Contact WHERE Id = :whole.Id].Name);
    Assert.areEqual('Lee', [SELECT Name FROM Contact WHERE Id = :brief.Id].Name);
    Assert.areEqual('Jo March', [SELECT Name FROM Lead].Name);
    update new Contact(Id = whole.Id, FirstName = null);
    Assert.areEqual('Byron', [SELECT Name FROM Contact WHERE Id = :whole.Id].Name);
  }

  @IsTest static void activitiesBelongToTheAccountOfWhatTheyAreAbout() {
    Account a = new Account(Name = 'a');
    Account b = new Account(Name = 'b');
    insert new List<Account>{ a, b };
    Contact c = new Contact(LastName = 'c', AccountId = a.Id);
    Case k = new Case(Subject = 'k', AccountId = b.Id);
    insert new List<SObject>{ c, k };
    Task both = new Task(Subject = 't', WhoId = c.Id, WhatId = k.Id);
    Event who = new Event(Subject = 'e', WhoId = c.Id, StartDateTime = Datetime.newInstance(2026, 1, 1), DurationInMinutes = 10);
    insert new List<SObject>{ both, who };
    Assert.areEqual(b.Id, [SELECT AccountId FROM Task].AccountId);
    Assert.areEqual(a.Id, [SELECT AccountId FROM Event].AccountId);
    update new Task(Id = both.Id, WhatId = null);
    Assert.areEqual(a.Id, [SELECT AccountId FROM Task].AccountId);
    update new Contact(Id = c.Id, AccountId = b.Id);
    update new Task(Id = both.Id, Subject = 'again');
    Assert.areEqual(a.Id, [SELECT AccountId FROM Task].AccountId);
  }

  @IsTest static void eventsFollowTheirEndUnlessTheirLengthChanges() {
    Datetime start = Datetime.newInstanceGmt(2026, 3, 1, 23, 30, 0);
    Event e = new Event(Subject = 'a', StartDateTime = start, EndDateTime = start.addMinutes(60));
    insert e;
    update new Event(Id = e.Id, EndDateTime = start.addMinutes(25));
    Assert.areEqual(25, [SELECT DurationInMinutes FROM Event].DurationInMinutes);
    update new Event(Id = e.Id, DurationInMinutes = 40);
    Assert.areEqual(start.addMinutes(40), [SELECT EndDateTime FROM Event].EndDateTime);
    Assert.areEqual(Date.newInstance(2026, 3, 1), [SELECT ActivityDate FROM Event].ActivityDate);
  }

  @IsTest static void filesTellTheirKind() {
    Map<String, String> kinds = new Map<String, String>{
      'a.txt' => 'TEXT', 'a.doc' => 'WORD', 'a.docx' => 'WORD_X', 'a.xls' => 'EXCEL', 'a.xlsx' => 'EXCEL_X', 'a.ppt' => 'POWER_POINT',
      'a.pptx' => 'POWER_POINT_X', 'a.jpeg' => 'JPEG', 'a.htm' => 'HTML', 'a.PDF' => 'PDF', 'a.b.csv' => 'CSV', 'plain' => 'UNKNOWN'
    };
    List<ContentVersion> versions = new List<ContentVersion>();
    for (String name : kinds.keySet()) versions.add(new ContentVersion(PathOnClient = name, VersionData = Blob.valueOf('abc')));
    insert versions;
    for (ContentVersion v : [SELECT PathOnClient, FileType, FileExtension, Title, ContentSize FROM ContentVersion]) {
      Assert.areEqual(kinds.get(v.PathOnClient), v.FileType, v.PathOnClient);
      Assert.areEqual(v.PathOnClient == 'plain' ? null : v.PathOnClient.substringAfterLast('.'), v.FileExtension);
      Assert.areEqual(v.PathOnClient == 'plain' ? 'plain' : v.PathOnClient.substringBeforeLast('.'), v.Title);
      Assert.areEqual(3, v.ContentSize);
    }
    Account a = new Account(Name = 'a');
    insert a;
    ContentVersion shown = new ContentVersion(PathOnClient = 'b.txt', VersionData = Blob.valueOf('b'), FirstPublishLocationId = a.Id);
    insert shown;
    ContentDocumentLink link = [SELECT ShareType, Visibility, ContentDocument.Title FROM ContentDocumentLink WHERE LinkedEntityId = :a.Id];
    Assert.areEqual('V AllUsers b', link.ShareType + ' ' + link.Visibility + ' ' + link.ContentDocument.Title);
    Id document = [SELECT ContentDocumentId FROM ContentVersion WHERE Id = :shown.Id].ContentDocumentId;
    Assert.areEqual(2, [SELECT COUNT() FROM ContentDocumentLink WHERE ContentDocumentId = :document]);
    Assert.areEqual('I', [SELECT ShareType FROM ContentDocumentLink WHERE ContentDocumentId = :document AND LinkedEntityId = :UserInfo.getUserId()].ShareType);
    Attachment att = new Attachment(Name = 'x', ParentId = a.Id, Body = Blob.valueOf('12345'));
    insert att;
    Assert.areEqual(5, [SELECT BodyLength FROM Attachment].BodyLength);
  }

  @IsTest static void linesTakeThePriceOfTheirEntry() {
    Product2 p = new Product2(Name = 'Lamp', IsActive = true);
    insert p;
    PricebookEntry entry = new PricebookEntry(Product2Id = p.Id, Pricebook2Id = Test.getStandardPricebookId(), UnitPrice = 12.50, IsActive = true);
    insert entry;
    Opportunity o = deal('Prospecting');
    o.Pricebook2Id = Test.getStandardPricebookId();
    insert o;
    OpportunityLineItem line = new OpportunityLineItem(OpportunityId = o.Id, PricebookEntryId = entry.Id, Quantity = 3, UnitPrice = 9.99);
    insert line;
    line = [SELECT UnitPrice, ListPrice, TotalPrice, Subtotal FROM OpportunityLineItem];
    Assert.areEqual(9.99, line.UnitPrice);
    Assert.areEqual(12.50, line.ListPrice);
    Assert.areEqual(29.97, line.TotalPrice);
    Assert.areEqual(29.97, line.Subtotal);
    update new OpportunityLineItem(Id = line.Id, UnitPrice = 10);
    Assert.areEqual(30, [SELECT TotalPrice FROM OpportunityLineItem].TotalPrice);
    update new OpportunityLineItem(Id = line.Id, Description = 'same');
    Assert.areEqual(30, [SELECT TotalPrice FROM OpportunityLineItem].TotalPrice);
  }

  @IsTest static void membersOfCampaignsKnowTheOwnerOfThePerson() {
    Contact c = new Contact(LastName = 'Byron', Salutation = 'Ms.', Phone = '1', LeadSource = 'Web');
    Campaign k = new Campaign(Name = 'k', IsActive = true);
    insert new List<SObject>{ c, k };
    CampaignMember m = new CampaignMember(CampaignId = k.Id, ContactId = c.Id, Status = 'responded');
    insert m;
    m = [SELECT Salutation, Name, Phone, LeadSource, LeadOrContactOwnerId, CompanyOrAccount, HasResponded FROM CampaignMember];
    Assert.areEqual('Ms. 1 Web', m.Salutation + ' ' + m.Phone + ' ' + m.LeadSource);
    Assert.areEqual('Byron', m.Name);
    Assert.areEqual(UserInfo.getUserId(), m.LeadOrContactOwnerId);
    Assert.isNull(m.CompanyOrAccount);
    Assert.isTrue(m.HasResponded);
  }

  @IsTest static void caseDatesStayWhileACaseIsClosed() {
    Account own = new Account(Name = 'own');
    Account other = new Account(Name = 'other');
    insert new List<Account>{ own, other };
    Contact c = new Contact(LastName = 'c', AccountId = other.Id);
    insert c;
    Case k = new Case(Subject = 's', Status = 'Closed', ContactId = c.Id, AccountId = own.Id);
    insert k;
    Datetime closed = [SELECT ClosedDate FROM Case].ClosedDate;
    Test.setCreatedDate(k.Id, Datetime.newInstance(2020, 1, 1));
    update new Case(Id = k.Id, Subject = 'still');
    Case stored = [SELECT ClosedDate, IsClosedOnCreate, AccountId FROM Case];
    Assert.areEqual(closed, stored.ClosedDate);
    Assert.isTrue(stored.IsClosedOnCreate);
    Assert.areEqual(own.Id, stored.AccountId);
  }
}`;

test('what the platform computes on standard objects', async () => {
  const org = openProject(apexClass('DerivedTest', TESTS));
  assert.deepEqual(await failuresOf(org), []);
  await org.close();
});
