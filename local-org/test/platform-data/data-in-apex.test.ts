import assert from 'node:assert/strict';
import { test } from 'node:test';
import { administratorSees, apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const OBJECT =
  '<CustomObject><label>Crate</label><pluralLabel>Crates</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>';

const field = (name: string, xml: string): Record<string, string> => ({
  [`objects/Crate__c/fields/${name}.field-meta.xml`]: `<CustomField><fullName>${name}</fullName><label>${name.slice(0, -3)}</label>${xml}</CustomField>`
});

const METADATA = {
  'objects/Crate__c/Crate__c.object-meta.xml': OBJECT,
  ...field('Text__c', '<type>Text</type><length>10</length><inlineHelpText>Help</inlineHelpText>'),
  ...field('Number__c', '<type>Number</type><precision>8</precision><scale>3</scale>'),
  ...field('Flag__c', '<type>Checkbox</type><defaultValue>true</defaultValue>'),
  ...field('Day__c', '<type>Date</type>'),
  ...field('At__c', '<type>DateTime</type>'),
  ...field('Clock__c', '<type>Time</type>'),
  ...field('Place__c', '<type>Location</type><scale>5</scale>'),
  ...field(
    'Kind__c',
    '<type>Picklist</type><valueSet><valueSetDefinition><value><fullName>A</fullName><default>true</default><label>Letter A</label></value><value><fullName>B</fullName><default>false</default><label>B</label></value></valueSetDefinition></valueSet>'
  ),
  ...field('Double__c', '<type>Number</type><precision>18</precision><scale>3</scale><formula>Number__c * 2</formula>'),
  ...field(
    'Account__c',
    '<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Crates</relationshipName>'
  ),
  'objects/Crate__c/fieldSets/Short.fieldSet-meta.xml':
    '<FieldSet><fullName>Short</fullName><description>A few</description><displayedFields><field>Text__c</field><isRequired>true</isRequired></displayedFields><displayedFields><field>Account__r.Name</field><isRequired>false</isRequired></displayedFields><label>Short list</label></FieldSet>',
  'applications/Crates.app-meta.xml':
    '<CustomApplication><label>Crate app</label><description>All of them</description><tabs>Crate__c</tabs><tabs>standard-Account</tabs></CustomApplication>',
  'tabs/Crate__c.tab-meta.xml': '<CustomTab><customObject>true</customObject><motif>Custom1: Heart</motif></CustomTab>'
};

const RECORDS = `@IsTest private class RecordsTest {
  static String putFault(SObject record, String field, Object value) {
    try { record.put(field, value); return 'done'; } catch (Exception e) { return e.getTypeName() + ': ' + e.getMessage(); }
  }
  @IsTest static void valuesAreHeldToTheirFields() {
    Crate__c c = new Crate__c();
    Assert.areEqual('done', putFault(c, 'Text__c', 'x'));
    Assert.areEqual('done', putFault(c, 'Number__c', 5));
    Assert.areEqual('done', putFault(c, 'Day__c', Date.newInstance(2026, 1, 1)));
    Assert.areEqual('done', putFault(c, 'At__c', Date.newInstance(2026, 1, 1)));
    Assert.areEqual(Datetime.newInstanceGmt(2026, 1, 1), c.At__c);
    Assert.areEqual('done', putFault(c, 'Clock__c', Time.newInstance(1, 0, 0, 0)));
    Assert.areEqual('System.SObjectException: Illegal assignment from String to Decimal', putFault(c, 'Number__c', 'x'));
    Assert.areEqual('System.SObjectException: Illegal assignment from Integer to String', putFault(c, 'Text__c', 5));
    Assert.areEqual('System.SObjectException: Illegal assignment from String to Boolean', putFault(c, 'Flag__c', 'true'));
    Assert.areEqual('System.SObjectException: Illegal assignment from String to Date', putFault(c, 'Day__c', '2026-01-01'));
    Assert.areEqual('System.SObjectException: Illegal assignment from String to Datetime', putFault(c, 'At__c', 'x'));
    Assert.areEqual('System.SObjectException: Illegal assignment from String to Time', putFault(c, 'Clock__c', 'x'));
    Assert.areEqual('System.StringException: Invalid id: x', putFault(c, 'Account__c', 'x'));
    Assert.areEqual('System.SObjectException: Invalid field Nope__c for Crate__c', putFault(c, 'Nope__c', 'x'));
    Assert.areEqual('System.SObjectException: Field Double__c is not editable', putFault(c, 'Double__c', 1));
    Object before = c.put('Text__c', 'y');
    Assert.areEqual('x', before);
    Assert.areEqual('y', c.get(Crate__c.Text__c));
    Assert.isTrue(c.isSet('Text__c') && !c.isSet('Kind__c'));
    Map<String, Object> populated = c.getPopulatedFieldsAsMap();
    Assert.areEqual(5, populated.size());
    Assert.areEqual('y', populated.get('Text__c'));
    c.clear();
    Assert.isNull(c.Text__c);
    Assert.areEqual(0, c.getPopulatedFieldsAsMap().size());
  }
  @IsTest static void parentsAndChildrenArePartsOfRecords() {
    Account a = new Account(Name = 'a');
    insert a;
    insert new List<Crate__c>{ new Crate__c(Name = 'one', Account__c = a.Id), new Crate__c(Name = 'two', Account__c = a.Id) };
    Account loaded = [SELECT Name, (SELECT Name FROM Crates__r ORDER BY Name) FROM Account];
    Assert.areEqual(2, loaded.getSObjects('Crates__r').size());
    Assert.areEqual('two', loaded.Crates__r[1].Name);
    Crate__c c = [SELECT Account__r.Name FROM Crate__c WHERE Name = 'one'];
    Assert.areEqual('a', c.getSObject('Account__r').get('Name'));
    Assert.areEqual('a', (String) c.getSObject(Crate__c.Account__c).get(Account.Name));
    Crate__c fresh = new Crate__c();
    fresh.putSObject('Account__r', new Account(Name = 'b'));
    Assert.areEqual('b', fresh.Account__r.Name);
    String fault;
    try { fresh.putSObject('Account__r', new Contact()); fault = 'none'; } catch (SObjectException e) { fault = e.getMessage(); }
    Assert.areEqual('Illegal assignment from Contact to Account', fault);
    try { fresh.getSObject('Nope__r'); fault = 'none'; } catch (SObjectException e) { fault = e.getMessage(); }
    Assert.areEqual('Invalid relationship Nope__r for Crate__c', fault);
    Account copy = loaded.clone(true, true);
    Assert.areEqual(a.Id, copy.Id);
    Assert.areEqual(2, copy.Crates__r.size());
    Assert.isNull(loaded.clone().Id);
    Assert.isTrue(copy.isClone() && !loaded.isClone());
    Assert.areEqual(loaded.Id, copy.getCloneSourceId());
  }
  @IsTest static void formulasAreComputedAgain() {
    Crate__c c = new Crate__c(Number__c = 4);
    c.recalculateFormulas();
    Assert.areEqual(8, c.Double__c);
    c.Number__c = 5;
    Assert.areEqual(8, c.Double__c);
    c.recalculateFormulas();
    Assert.areEqual(10, c.Double__c);
  }
  @IsTest static void placesHaveDistances() {
    Location a = Location.newInstance(0, 0);
    Location b = Location.newInstance(0, 1);
    Assert.areEqual(1, b.getLongitude());
    Assert.isTrue(Math.abs(Location.getDistance(a, b, 'km') - 111.19) < 0.1);
    Assert.isTrue(Math.abs(a.getDistance(b, 'mi') - 69.09) < 0.1);
    insert new Crate__c(Name = 'here', Place__Latitude__s = 10, Place__Longitude__s = 20);
    Crate__c c = [SELECT Place__c, Place__Latitude__s FROM Crate__c];
    Assert.areEqual(10, c.Place__c.getLatitude());
    Assert.areEqual(20, c.Place__c.longitude);
  }
  @IsTest static void recordsAreMadeFromTypes() {
    SObject made = Crate__c.SObjectType.newSObject(null, true);
    Assert.areEqual(true, made.get('Flag__c'));
    Assert.areEqual('A', made.get('Kind__c'));
    Assert.isNull(Crate__c.SObjectType.newSObject().get('Kind__c'));
    Assert.areEqual(Crate__c.SObjectType, made.getSObjectType());
    Assert.areEqual('Crate__c', String.valueOf(made.getSObjectType()));
    Id fake = Crate__c.SObjectType.getDescribe().getKeyPrefix() + '000000000001';
    Assert.areEqual(18, String.valueOf(fake).length());
    Assert.areEqual(Crate__c.SObjectType, fake.getSObjectType());
    Assert.areEqual('Crate__c', fake.getSObjectType().getDescribe().getName());
  }
}`;

const DESCRIBE = `@IsTest private class DescribeTest {
  @IsTest static void fieldsTellWhatTheyAre() {
    Schema.DescribeFieldResult n = Crate__c.Number__c.getDescribe();
    Assert.areEqual('Number__c Number 8 3 DOUBLE', n.getName() + ' ' + n.getLabel() + ' ' + n.getPrecision() + ' ' + n.getScale() + ' ' + n.getType().name());
    Assert.isTrue(n.isCustom() && n.isNillable() && n.isCreateable() && n.isUpdateable() && n.isSortable() && n.isFilterable() && n.isPermissionable());
    Assert.isFalse(n.isCalculated() || n.isUnique() || n.isExternalId() || n.isAutoNumber() || n.isNameField() || n.isHtmlFormatted());
    Schema.DescribeFieldResult t = Schema.SObjectType.Crate__c.fields.Text__c;
    Assert.areEqual('Help 10', t.getInlineHelpText() + ' ' + t.getLength());
    Assert.areEqual(Schema.SoapType.STRING, t.getSoapType());
    Schema.DescribeFieldResult d = Crate__c.Double__c.getDescribe();
    Assert.isTrue(d.isCalculated() && !d.isCreateable() && !d.isUpdateable());
    Assert.areEqual('Number__c * 2', d.getCalculatedFormula());
    Schema.DescribeFieldResult a = Crate__c.Account__c.getDescribe();
    Assert.areEqual(new List<Schema.SObjectType>{ Account.SObjectType }, a.getReferenceTo());
    Assert.areEqual('Account__r', a.getRelationshipName());
    Assert.isFalse(a.isCascadeDelete() || a.isRestrictedDelete() || a.isNamePointing());
    Assert.isNull(a.getRelationshipOrder());
    List<Schema.PicklistEntry> values = Crate__c.Kind__c.getDescribe().getPicklistValues();
    Assert.areEqual('A Letter A true true', values[0].getValue() + ' ' + values[0].getLabel() + ' ' + values[0].isActive() + ' ' + values[0].isDefaultValue());
    Assert.isFalse(values[1].isDefaultValue());
    Assert.areEqual(Crate__c.Text__c, Crate__c.Text__c.getDescribe().getSObjectField());
    Assert.areEqual('Text__c', String.valueOf(Crate__c.Text__c));
    Assert.isTrue(Crate__c.Text__c == Schema.SObjectType.Crate__c.fields.getMap().get('TEXT__C'));
    Assert.isTrue(new Set<Schema.SObjectField>{ Crate__c.Text__c }.contains(Crate__c.Text__c.getDescribe().getSObjectField()));
    Assert.isFalse(Account.Name == Contact.Name);
    Assert.isTrue(Account.Name.getDescribe().isNameField());
  }
  @IsTest static void objectsTellWhatTheyAre() {
    Schema.DescribeSObjectResult o = Crate__c.SObjectType.getDescribe();
    Assert.areEqual('Crate__c Crate Crates', o.getName() + ' ' + o.getLabel() + ' ' + o.getLabelPlural());
    Assert.isTrue(o.isCustom() && o.isCreateable() && o.isQueryable() && o.isSearchable() == o.isSearchable() && !o.isCustomSetting());
    Assert.isTrue(o.fields.getMap().containsKey('text__c') && o.fields.getMap().containsKey('ownerid'));
    List<Schema.ChildRelationship> all = Account.SObjectType.getDescribe().getChildRelationships();
    Integer found = 0;
    for (Schema.ChildRelationship r : all) {
      if (r.getChildSObject() == Crate__c.SObjectType) {
        found++;
        Assert.areEqual('Crates__r', r.getRelationshipName());
        Assert.areEqual(Crate__c.Account__c, r.getField());
        Assert.isFalse(r.isCascadeDelete() || r.isRestrictedDelete());
      }
    }
    Assert.areEqual(1, found);
    Assert.areEqual(o.getName(), Schema.describeSObjects(new List<String>{ 'crate__c' })[0].getName());
    Assert.areEqual(Crate__c.SObjectType, Schema.getGlobalDescribe().get('CRATE__C'));
    Assert.areEqual(Crate__c.SObjectType, ((SObject) Type.forName('Crate__c').newInstance()).getSObjectType());
    String fault;
    try { Schema.describeSObjects(new List<String>{ 'Nope__c' }); } catch (Exception e) { fault = e.getTypeName(); }
    Assert.areEqual('System.InvalidParameterValueException', fault);
  }
  @IsTest static void fieldSetsListTheirMembers() {
    Map<String, Schema.FieldSet> sets = Schema.SObjectType.Crate__c.fieldSets.getMap();
    Assert.areEqual(1, sets.size());
    Schema.FieldSet s = Schema.SObjectType.Crate__c.fieldSets.Short;
    Assert.areEqual('Short Short list A few', s.getName() + ' ' + s.getLabel() + ' ' + s.getDescription());
    List<Schema.FieldSetMember> members = s.getFields();
    Assert.areEqual(2, members.size());
    Assert.areEqual('Text__c Text STRING true', members[0].getFieldPath() + ' ' + members[0].getLabel() + ' ' + members[0].getType().name() + ' ' + members[0].getRequired());
    Assert.areEqual('Account__r.Name', members[1].getFieldPath());
    Assert.isTrue(members[1].getRequired() && members[1].getDbRequired() && !members[0].getDbRequired());
    Assert.areEqual(Crate__c.Text__c, members[0].getSObjectField());
    Assert.areEqual(Crate__c.SObjectType, s.getSObjectType());
  }
  @IsTest static void applicationsHaveTabs() {
    Boolean found = false;
    for (Schema.DescribeTabSetResult app : Schema.describeTabs()) {
      if (app.getLabel() == 'Crate app') {
        found = true;
        Assert.areEqual('All of them', app.getDescription());
        Assert.areEqual(2, app.getTabs().size());
        Assert.areEqual('Crate__c', app.getTabs()[0].getSobjectName());
        Assert.areEqual('Crates', app.getTabs()[0].getLabel());
      }
    }
    Assert.isTrue(found);
  }
}`;

const DATABASE = `@IsTest private class DatabaseTest {
  @IsTest static void queriesBindWhatTheyAreGiven() {
    insert new List<Crate__c>{ new Crate__c(Name = 'a', Number__c = 1), new Crate__c(Name = 'b', Number__c = 2), new Crate__c(Name = 'c', Number__c = 3) };
    Map<String, Object> binds = new Map<String, Object>{ 'low' => 2, 'names' => new List<String>{ 'b', 'c' } };
    Assert.areEqual(2, Database.queryWithBinds('SELECT Id FROM Crate__c WHERE Number__c >= :low AND Name IN :names', binds, AccessLevel.SYSTEM_MODE).size());
    Assert.areEqual(2, Database.countQueryWithBinds('SELECT COUNT() FROM Crate__c WHERE Number__c >= :low', binds, AccessLevel.SYSTEM_MODE));
    Assert.areEqual(3, Database.countQuery('SELECT COUNT() FROM Crate__c'));
    Integer low = 3;
    Assert.areEqual('c', ((Crate__c) Database.query('SELECT Name FROM Crate__c WHERE Number__c >= :low')).Name);
    String faults = '';
    try { Database.query('SELECT Nope FROM Crate__c'); } catch (QueryException e) { faults += 'a'; Assert.isTrue(e.getMessage().contains('No such column \\'Nope\\' on entity \\'Crate__c\\''), e.getMessage()); }
    try { Database.query('SELECT Id FROM'); } catch (QueryException e) { faults += 'b'; }
    try { Database.query('SELECT Id FROM Crate__c WHERE Name = :missing'); } catch (QueryException e) { faults += 'c'; Assert.areEqual('Variable does not exist: missing', e.getMessage()); }
    try { Database.queryWithBinds('SELECT Id FROM Crate__c WHERE Name = :x', new Map<String, Object>{ 'x' => 'a', 'X' => 'b' }, AccessLevel.SYSTEM_MODE); } catch (QueryException e) { faults += 'd'; Assert.isTrue(e.getMessage().startsWith('The bindMap consists of duplicate case-insensitive keys: ['), e.getMessage()); }
    try { Crate__c none = Database.query('SELECT Id FROM Crate__c WHERE Name = \\'zz\\''); } catch (QueryException e) { faults += 'e'; Assert.areEqual('List has no rows for assignment to SObject', e.getMessage()); }
    try { Crate__c many = [SELECT Id FROM Crate__c]; } catch (QueryException e) { faults += 'f'; Assert.areEqual('List has more than 1 row for assignment to SObject', e.getMessage()); }
    Assert.areEqual('abcdef', faults);
    Database.QueryLocator locator = Database.getQueryLocator('SELECT Name FROM Crate__c ORDER BY Name');
    Assert.isTrue(locator.getQuery().startsWith('SELECT Name FROM Crate__c'));
    Database.QueryLocatorIterator it = locator.iterator();
    String names = '';
    while (it.hasNext()) { names += ((Crate__c) it.next()).Name; }
    Assert.areEqual('abc', names);
  }
  @IsTest static void cursorsFetchPages() {
    List<Crate__c> crates = new List<Crate__c>();
    for (Integer i = 0; i < 10; i++) { crates.add(new Crate__c(Name = 'n' + i)); }
    insert crates;
    Database.Cursor cursor = Database.getCursor('SELECT Name FROM Crate__c ORDER BY Name');
    Assert.areEqual(10, cursor.getNumRecords());
    List<Crate__c> page = (List<Crate__c>) cursor.fetch(8, 2);
    Assert.areEqual('n8 n9', page[0].Name + ' ' + page[1].Name);
    Integer faults = 0;
    try { cursor.fetch(-1, 2); } catch (Exception e) { faults++; Assert.areEqual('System.InvalidParameterValueException', e.getTypeName()); }
    try { cursor.fetch(9, 2); } catch (Exception e) { faults++; Assert.areEqual('System.InvalidParameterValueException', e.getTypeName()); }
    Assert.areEqual(2, faults);
  }
  @IsTest static void changesAreListed() {
    Crate__c kept = new Crate__c(Name = 'kept');
    Crate__c gone = new Crate__c(Name = 'gone');
    insert new List<Crate__c>{ kept, gone };
    delete gone;
    Datetime now = Datetime.now();
    Database.GetUpdatedResult updated = Database.getUpdated('Crate__c', now.addMinutes(-1), now.addMinutes(1));
    Assert.areEqual(new List<Id>{ kept.Id }, updated.getIds());
    Database.GetDeletedResult deleted = Database.getDeleted('Crate__c', now.addMinutes(-1), now.addMinutes(1));
    Assert.areEqual(1, deleted.getDeletedRecords().size());
    Assert.areEqual(gone.Id, deleted.getDeletedRecords()[0].getId());
    Assert.isNotNull(deleted.getDeletedRecords()[0].getDeletedDate());
  }
  @IsTest static void resultsTellWhatFailed() {
    List<Database.SaveResult> results = Database.insert(new List<Crate__c>{ new Crate__c(Name = 'a', Text__c = 'far too long text'), new Crate__c(Name = 'b') }, false);
    Assert.isFalse(results[0].isSuccess());
    Assert.isNull(results[0].getId());
    Database.Error e = results[0].getErrors()[0];
    Assert.areEqual(StatusCode.STRING_TOO_LONG, e.getStatusCode());
    Assert.areEqual(new List<String>{ 'Text__c' }, e.getFields());
    Assert.areEqual('Text: data value too large: far too long text (max length=10)', e.getMessage());
    Assert.isTrue(results[1].isSuccess());
    Assert.areEqual(0, results[1].getErrors().size());
    Assert.areEqual('Database.SaveResult[getErrors=();getId=' + results[1].getId() + ';isSuccess=true;]', String.valueOf(results[1]));
    List<Database.DeleteResult> deletions = Database.delete(new List<Id>{ results[1].getId(), Crate__c.SObjectType.getDescribe().getKeyPrefix() + '000000000999' }, false);
    Assert.isTrue(deletions[0].isSuccess() && !deletions[1].isSuccess());
    Assert.isTrue(Database.undelete(results[1].getId()).isSuccess());
    Database.emptyRecycleBin(new List<Crate__c>());
    Crate__c c = [SELECT Id FROM Crate__c];
    Database.delete(c);
    Assert.isTrue(Database.emptyRecycleBin(c).isSuccess());
    Assert.isFalse(Database.undelete(c, false).isSuccess());
  }
  @IsTest static void savepointsGoBack() {
    insert new Crate__c(Name = 'before');
    Savepoint first = Database.setSavepoint();
    insert new Crate__c(Name = 'middle');
    Savepoint second = Database.setSavepoint();
    insert new Crate__c(Name = 'after');
    Database.rollback(second);
    Assert.areEqual(2, [SELECT COUNT() FROM Crate__c]);
    Database.rollback(first);
    Assert.areEqual(1, [SELECT COUNT() FROM Crate__c]);
    Boolean refused = false;
    try { Database.rollback(second); } catch (Exception e) { refused = true; }
    Assert.isTrue(refused);
    Savepoint third = Database.setSavepoint();
    Database.releaseSavepoint(third);
    refused = false;
    try { Database.rollback(third); } catch (Exception e) { refused = true; }
    Assert.isTrue(refused);
  }
  @IsTest static void leadsAreConverted() {
    Lead l = new Lead(LastName = 'Lee', FirstName = 'Ann', Company = 'Lee Ltd', Email = 'ann@example.com');
    insert l;
    LeadStatus converted = [SELECT MasterLabel FROM LeadStatus WHERE IsConverted = TRUE LIMIT 1];
    Database.LeadConvert order = new Database.LeadConvert();
    order.setLeadId(l.Id);
    order.setConvertedStatus(converted.MasterLabel);
    order.setOpportunityName('Deal');
    Database.LeadConvertResult result = Database.convertLead(order);
    Assert.isTrue(result.isSuccess());
    Assert.areEqual('Lee Ltd', [SELECT Name FROM Account WHERE Id = :result.getAccountId()].Name);
    Contact c = [SELECT Name, Email, AccountId FROM Contact WHERE Id = :result.getContactId()];
    Assert.areEqual('Ann Lee ann@example.com', c.Name + ' ' + c.Email);
    Assert.areEqual(result.getAccountId(), c.AccountId);
    Assert.areEqual('Deal', [SELECT Name FROM Opportunity WHERE Id = :result.getOpportunityId()].Name);
    l = [SELECT IsConverted, ConvertedAccountId, Status FROM Lead WHERE Id = :l.Id];
    Assert.isTrue(l.IsConverted);
    Assert.areEqual(result.getAccountId(), l.ConvertedAccountId);
    Database.LeadConvertResult again = Database.convertLead(order, false);
    Assert.isFalse(again.isSuccess());
    Assert.areEqual(StatusCode.CANNOT_UPDATE_CONVERTED_LEAD, again.getErrors()[0].getStatusCode());
    Lead other = new Lead(LastName = 'Roe', Company = 'Roe');
    insert other;
    Database.LeadConvert request = new Database.LeadConvert();
    request.setLeadId(other.Id);
    request.setConvertedStatus(converted.MasterLabel);
    request.setAccountId(result.getAccountId());
    request.setDoNotCreateOpportunity(true);
    Database.LeadConvertResult second = Database.convertLead(request);
    Assert.areEqual(result.getAccountId(), second.getAccountId());
    Assert.isNull(second.getOpportunityId());
    Assert.areEqual(1, [SELECT COUNT() FROM Account]);
    String fault;
    request = new Database.LeadConvert();
    request.setLeadId(other.Id);
    try { Database.convertLead(request); } catch (DmlException e) { fault = e.getMessage(); }
    Assert.isTrue(fault.startsWith('ConvertLead failed. First exception on row 0'), fault);
  }
  @IsTest static void mergesTellWhatTheyMerged() {
    Account kept = new Account(Name = 'kept');
    Account one = new Account(Name = 'one');
    Account two = new Account(Name = 'two');
    insert new List<Account>{ kept, one, two };
    List<Database.MergeResult> results = Database.merge(kept, new List<Account>{ one, two }, false);
    Assert.areEqual(2, results.size());
    Assert.isTrue(results[0].isSuccess() && results[1].isSuccess());
    Assert.areEqual(1, [SELECT COUNT() FROM Account]);
    String fault;
    try { Database.merge(kept, kept); } catch (DmlException e) { fault = 'refused'; }
    Assert.areEqual('refused', fault);
  }
  @IsTest static void searchesFindWhatATestFixes() {
    Crate__c c = new Crate__c(Name = 'needle');
    insert c;
    Test.setFixedSearchResults(new List<Id>{ c.Id });
    List<List<SObject>> found = [FIND 'needle' IN ALL FIELDS RETURNING Crate__c(Name), Account];
    Assert.areEqual(2, found.size());
    Assert.areEqual('needle', ((Crate__c) found[0][0]).Name);
    Assert.areEqual(0, found[1].size());
    Assert.areEqual(1, Search.query('FIND {needle} RETURNING Crate__c')[0].size());
    Search.SearchResults results = Search.find('FIND {needle} RETURNING Crate__c(Name)');
    Assert.areEqual('needle', results.get('Crate__c')[0].getSObject().get('Name'));
    String fault;
    try { Search.query('FIND'); } catch (SearchException e) { fault = 'refused'; }
    Assert.areEqual('refused', fault);
  }
}`;

test('records, describes and the Database class behave in Apex as documented', async () => {
  const org = openProject(
    METADATA,
    administratorSees('Crate__c.Number__c', 'Crate__c.Double__c'),
    apexClass('RecordsTest', RECORDS),
    apexClass('DescribeTest', DESCRIBE),
    apexClass('DatabaseTest', DATABASE)
  );
  assert.deepEqual(await failuresOf(org), []);
  await org.close();
});
