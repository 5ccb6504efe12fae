import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Org, runTests } from '../../src/index.ts';
import { writeProject } from '../dml/org-double.ts';
import { apexClass, administratorSees } from '../support/apex-project.ts';
import { inPackage, projectFiles, testClass } from './support.ts';

const CONFIG = {
  organization: {
    currency: 'EUR',
    currencies: [
      { isoCode: 'USD', conversionRate: 2 },
      { isoCode: 'JPY', conversionRate: 100, decimalPlaces: 0 }
    ]
  },
  users: { admin: { username: 'a@example.com', lastName: 'A', profile: 'System Administrator', currency: 'USD' } }
};

const AMOUNT = '<label>Amount</label><precision>18</precision><scale>2</scale><type>Currency</type>';
const OBJECTS = {
  'objects/Box__c/Box__c.object-meta.xml': `<CustomObject><label>Box</label><pluralLabel>Boxes</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel><deploymentStatus>Deployed</deploymentStatus></CustomObject>`,
  'objects/Box__c/fields/Total__c.field-meta.xml': `<CustomField><fullName>Total__c</fullName><label>Total</label><type>Summary</type><summarizedField>Item__c.Amount__c</summarizedField><summaryForeignKey>Item__c.Box__c</summaryForeignKey><summaryOperation>sum</summaryOperation></CustomField>`,
  'objects/Item__c/Item__c.object-meta.xml': `<CustomObject><label>Item</label><pluralLabel>Items</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ControlledByParent</sharingModel><deploymentStatus>Deployed</deploymentStatus></CustomObject>`,
  'objects/Item__c/fields/Amount__c.field-meta.xml': `<CustomField><fullName>Amount__c</fullName>${AMOUNT}</CustomField>`,
  'objects/Item__c/fields/Box__c.field-meta.xml': `<CustomField><fullName>Box__c</fullName><label>Box</label><type>MasterDetail</type><referenceTo>Box__c</referenceTo><relationshipName>Items</relationshipName></CustomField>`,
  ...administratorSees('Box__c.Total__c', 'Item__c.Amount__c')
};

const DEALS = `insert new List<Opportunity>{
    new Opportunity(Name='a', StageName='Prospecting', CloseDate=Date.today(), Amount=100),
    new Opportunity(Name='b', StageName='Prospecting', CloseDate=Date.today(), Amount=90, CurrencyIsoCode='EUR'),
    new Opportunity(Name='c', StageName='Prospecting', CloseDate=Date.today(), Amount=1000, CurrencyIsoCode='JPY')
  };`;

const TESTS = testClass('CurrencyTest', {
  knowsTheCurrencies: `Assert.isTrue(UserInfo.isMultiCurrencyOrganization());
    Assert.areEqual('USD', UserInfo.getDefaultCurrency());
    CurrencyType yen = [SELECT ConversionRate, DecimalPlaces, IsCorporate, IsActive FROM CurrencyType WHERE IsoCode = 'JPY'];
    Assert.areEqual(100, yen.ConversionRate);
    Assert.areEqual(0, yen.DecimalPlaces);
    Assert.isTrue([SELECT IsCorporate FROM CurrencyType WHERE IsoCode = 'EUR'].IsCorporate);
    List<Schema.PicklistEntry> values = Item__c.CurrencyIsoCode.getDescribe().getPicklistValues();
    Assert.areEqual('EUR', values[0].getValue());
    Assert.areEqual(3, values.size());`,
  givesRecordsTheUsersCurrency: `${DEALS}
    Assert.areEqual('USD', [SELECT CurrencyIsoCode FROM Opportunity WHERE Name = 'a'].CurrencyIsoCode);
    Assert.areEqual('EUR', [SELECT CurrencyIsoCode FROM Opportunity WHERE Name = 'b'].CurrencyIsoCode);`,
  refusesOtherCurrencies: `String message = '';
    try { insert new Account(Name='a', CurrencyIsoCode='CHF'); } catch (DmlException e) { message = e.getMessage(); }
    Assert.isTrue(message.contains('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'), message);`,
  convertsToTheUsersCurrency: `${DEALS}
    Map<String, Decimal> amounts = new Map<String, Decimal>();
    for (Opportunity o : [SELECT Name, convertCurrency(Amount) FROM Opportunity]) { amounts.put(o.Name, o.Amount); }
    Assert.areEqual(new Map<String, Decimal>{ 'a' => 100, 'b' => 180, 'c' => 20 }, amounts);`,
  addsUpInTheCorporateCurrency: `${DEALS}
    AggregateResult r = [SELECT SUM(Amount) total, MAX(Amount) most, AVG(Amount) middle FROM Opportunity];
    Assert.areEqual(150, (Decimal) r.get('total'));
    Assert.areEqual(90, (Decimal) r.get('most'));
    Assert.areEqual(50, (Decimal) r.get('middle'));`,
  comparesAmountsOfACurrency: `${DEALS}
    List<Opportunity> found = [SELECT Name FROM Opportunity WHERE Amount > USD50 ORDER BY Name];
    Assert.areEqual(2, found.size());
    Assert.areEqual('a', found[0].Name);
    Assert.areEqual(2, [SELECT COUNT() FROM Opportunity WHERE Amount >= 100]);`,
  sortsByWorth: `${DEALS}
    List<Opportunity> sorted = [SELECT Name FROM Opportunity ORDER BY Amount DESC];
    Assert.areEqual('b', sorted[0].Name);
    Assert.areEqual('a', sorted[1].Name);
    Assert.areEqual('c', sorted[2].Name);`,
  rollsUpIntoTheParentsCurrency: `Box__c box = new Box__c(Name='b', CurrencyIsoCode='EUR'); insert box;
    insert new List<Item__c>{ new Item__c(Box__c=box.Id, Amount__c=100), new Item__c(Box__c=box.Id, Amount__c=10, CurrencyIsoCode='EUR') };
    Assert.areEqual(60, [SELECT Total__c FROM Box__c].Total__c);`,
  givesLinesTheCurrencyOfTheWhole: `Account a = new Account(Name='a'); insert a;
    Product2 p = new Product2(Name='p', IsActive=true); insert p;
    Id standard = Test.getStandardPricebookId();
    PricebookEntry usd = new PricebookEntry(Pricebook2Id=standard, Product2Id=p.Id, UnitPrice=2, IsActive=true);
    PricebookEntry eur = new PricebookEntry(Pricebook2Id=standard, Product2Id=p.Id, UnitPrice=1, IsActive=true, CurrencyIsoCode='EUR');
    insert new List<PricebookEntry>{ usd, eur };
    Order o = new Order(AccountId=a.Id, EffectiveDate=Date.today(), Status='Draft', Pricebook2Id=standard, CurrencyIsoCode='EUR'); insert o;
    insert new OrderItem(OrderId=o.Id, PricebookEntryId=eur.Id, Quantity=1, UnitPrice=1);
    Assert.areEqual('EUR', [SELECT CurrencyIsoCode FROM OrderItem].CurrencyIsoCode);`,
  leavesCurrenciesToTheApi: `String message = '';
    try { insert (SObject) Type.forName('CurrencyType').newInstance(); } catch (Exception e) { message = e.getMessage(); }
    Assert.isTrue(message.contains('DML not allowed on CurrencyType'), message);`
});

function open(features: readonly string[], files: Readonly<Record<string, string>>): Org {
  return Org.open({ source: [writeProject({ ...projectFiles(features), ...inPackage(files) })], config: CONFIG });
}

describe('several currencies', () => {
  it('behave as on the platform where the feature is on', async () => {
    const org = open(['MultiCurrency'], { ...OBJECTS, ...TESTS });
    assert.deepEqual(
      org.compileErrors.map(({ message }) => message),
      []
    );
    const { tests } = await runTests(org, {});
    assert.deepEqual(
      tests
        .filter(({ outcome }) => outcome !== 'Pass')
        .map(({ methodName, message }) => `${methodName}: ${message ?? ''}`),
      []
    );
    assert.equal(tests.length, 10);
  });

  it('do not exist without the feature', () => {
    const expressions = {
      Row: '[SELECT IsoCode FROM CurrencyType]',
      Kind: 'new CurrencyType()',
      Field: '[SELECT CurrencyIsoCode FROM Account]',
      Value: 'new Account().CurrencyIsoCode'
    };
    const classes = Object.entries(expressions).map(([name, text]) =>
      apexClass(name, `public class ${name} { Object value = ${text}; }`)
    );
    const org = open([], Object.assign({}, ...classes) as Record<string, string>);
    assert.deepEqual(
      org.compileErrors.map(({ message }) => /\b(CurrencyType|CurrencyIsoCode)\b/.exec(message)?.[1]).sort(),
      ['CurrencyIsoCode', 'CurrencyIsoCode', 'CurrencyType', 'CurrencyType']
    );
  });
});
