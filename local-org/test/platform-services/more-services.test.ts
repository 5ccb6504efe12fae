import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const FILES = {
  'objects/Bell__e/Bell__e.object-meta.xml':
    '<CustomObject><deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><label>Bell</label><pluralLabel>Bells</pluralLabel><publishBehavior>PublishAfterCommit</publishBehavior></CustomObject>',
  'objects/Tin__c/Tin__c.object-meta.xml':
    '<CustomObject><label>Tin</label><pluralLabel>Tins</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>',
  'objects/Tin__c/fields/Size__c.field-meta.xml':
    '<CustomField><fullName>Size__c</fullName><label>Size</label><type>Number</type><precision>5</precision><scale>0</scale></CustomField>',
  'objects/Tin__c/fields/Kind__c.field-meta.xml':
    '<CustomField><fullName>Kind__c</fullName><label>Kind</label><type>Text</type><length>5</length></CustomField>',
  'objects/Tin__c/validationRules/Size.validationRule-meta.xml':
    '<ValidationRule><fullName>Size</fullName><active>true</active><errorConditionFormula>Size__c != 42 &amp;&amp; Kind__c &lt;&gt; "any"</errorConditionFormula><errorMessage>not 42</errorMessage></ValidationRule>',
  'objects/Tin__c/validationRules/Known.validationRule-meta.xml':
    '<ValidationRule><fullName>Known</fullName><active>true</active><errorConditionFormula>Name = "needs" &amp;&amp; NOT(Size__c &lt;&gt; NULL)</errorConditionFormula><errorMessage>no size</errorMessage></ValidationRule>'
};

const CLASSES = [
  apexClass(
    'Soap',
    `public class Soap {
      public class Answer { public String text; }
      public String endpoint = 'https://example.com/soap';
      public String ask() {
        Map<String, Answer> response = new Map<String, Answer>();
        response.put('response_x', null);
        WebServiceCallout.invoke(this, 'question', response, new List<String>{ endpoint, 'act', 'urn:req', 'ask', 'urn:res', 'askResponse', 'Soap.Answer' });
        return response.get('response_x').text;
      }
    }`
  ),
  apexClass(
    'MoreTest',
    `@IsTest private class MoreTest {
      class SoapMock implements WebServiceMock {
        public void doInvoke(Object stub, Object request, Map<String, Object> response, String endpoint, String soapAction, String requestName, String responseNS, String responseName, String responseType) {
          Soap.Answer answer = new Soap.Answer();
          answer.text = String.join(new List<String>{ (String) request, endpoint, soapAction, requestName, responseNS, responseName, responseType, ((Soap) stub).endpoint.left(5) }, '|');
          response.put('response_x', answer);
        }
      }
      class Echo implements HttpCalloutMock {
        public HttpResponse respond(HttpRequest request) { HttpResponse r = new HttpResponse(); r.setBody('' + request.getEndpoint()); return r; }
      }
      @IsTest static void soapIsAnsweredByAMock() {
        try { new Soap().ask(); Assert.fail('called'); } catch (TypeException e) {
          Assert.areEqual('Methods defined as TestMethod do not support Web service callouts', e.getMessage());
        }
        Test.setMock(WebServiceMock.class, new SoapMock());
        Assert.areEqual('question|https://example.com/soap|act|ask|urn:res|askResponse|Soap.Answer|https', new Soap().ask());
        Assert.areEqual(2, Limits.getCallouts());
      }
      @IsTest static void aMockAnswersWithoutAnEndpoint() {
        try { new Http().send(new HttpRequest()); Assert.fail('sent'); } catch (CalloutException e) { Assert.areEqual('Null endpoint', e.getMessage()); }
        Test.setMock(HttpCalloutMock.class, new Echo());
        Assert.areEqual('null', new Http().send(new HttpRequest()).getBody());
        HttpCalloutMock asMock = new StaticResourceCalloutMock();
        Assert.isNotNull(asMock);
        asMock = new MultiStaticResourceCalloutMock();
      }
      static BusinessHours standard() { return [SELECT Id, Name, IsActive, MondayStartTime, SundayEndTime FROM BusinessHours WHERE IsDefault = TRUE]; }
      @IsTest static void everyOrgIsOpenRoundTheClock() {
        BusinessHours h = standard();
        Assert.areEqual('Default', h.Name);
        Assert.areEqual(Time.newInstance(0, 0, 0, 0), h.MondayStartTime);
        Datetime start = Datetime.newInstanceGmt(2026, 3, 7, 23, 0, 0);
        Assert.isTrue(BusinessHours.isWithin(h.Id, start));
        Assert.areEqual(start.addHours(30), BusinessHours.add(h.Id, start, 30 * 3600000L));
        Assert.areEqual(30 * 3600000L, BusinessHours.diff(h.Id, start, start.addHours(30)));
        Assert.areEqual(start, BusinessHours.nextStartDate(h.Id, start));
      }
      @IsTest static void hoursOfADayAreCountedInTheirZone() {
        Time nine = Time.newInstance(9, 0, 0, 0);
        Time five = Time.newInstance(17, 0, 0, 0);
        BusinessHours h = new BusinessHours(Name = 'Week', IsActive = true, TimeZoneSidKey = 'Europe/Berlin', MondayStartTime = nine, MondayEndTime = five, TuesdayStartTime = nine, TuesdayEndTime = five);
        insert h;
        // 2026-07-06 is a Monday; Berlin is two hours ahead.
        Datetime open = Datetime.newInstanceGmt(2026, 7, 6, 7, 0, 0);
        Assert.isTrue(BusinessHours.isWithin(h.Id, open));
        Assert.isFalse(BusinessHours.isWithin(h.Id, open.addSeconds(-1)));
        Assert.isTrue(BusinessHours.isWithin(h.Id, open.addHours(8).addSeconds(-1)));
        Assert.isFalse(BusinessHours.isWithin(h.Id, open.addHours(8)));
        Assert.areEqual(open, BusinessHours.nextStartDate(h.Id, open.addHours(-20)));
        Assert.areEqual(open.addDays(1).addHours(2), BusinessHours.add(h.Id, open, 10 * 3600000L));
        Assert.areEqual(open.addHours(8), BusinessHours.addGmt(h.Id, open, 8 * 3600000L));
        Assert.areEqual(open.addDays(7).addHours(1), BusinessHours.add(h.Id, open, 17 * 3600000L));
        Assert.areEqual(16 * 3600000L, BusinessHours.diff(h.Id, open.addDays(-3), open.addDays(4)));
        Assert.areEqual(-3 * 3600000L, BusinessHours.diff(h.Id, open.addHours(3), open));
      }
      @IsTest static void whatIsUnknownDoesNotDiffer() {
        insert new Tin__c(Name = 'blank');
        Assert.isTrue(Database.insert(new Tin__c(Name = 'right', Size__c = 42), false).isSuccess());
        Assert.areEqual('not 42', Database.insert(new Tin__c(Name = 'wrong', Size__c = 41), false).getErrors()[0].getMessage());
        Assert.isTrue(Database.insert(new Tin__c(Name = 'any', Size__c = 41, Kind__c = 'any'), false).isSuccess());
        Assert.areEqual('no size', Database.insert(new Tin__c(Name = 'needs'), false).getErrors()[0].getMessage());
        Assert.isTrue(Database.insert(new Tin__c(Name = 'needs', Size__c = 42), false).isSuccess());
      }
      @IsTest static void publishingHasAnId() {
        Database.SaveResult a = EventBus.publish(new Bell__e());
        Database.SaveResult b = EventBus.publish(new Bell__e());
        Assert.areEqual(36, EventBus.getOperationId(a).length());
        Assert.areEqual(EventBus.getOperationId(a), EventBus.getOperationId(a));
        Assert.areNotEqual(EventBus.getOperationId(a), EventBus.getOperationId(b));
      }
      @IsTest static void listsOfIdsAreListsOfTexts() {
        Object ids = new List<Id>{ UserInfo.getUserId() };
        Assert.areEqual(UserInfo.getUserId(), ((List<String>) ids)[0]);
        Object texts = new List<String>{ 'a' };
        try { List<Id> no = (List<Id>) texts; Assert.fail('cast'); } catch (TypeException e) {
          Assert.areEqual('Invalid conversion from runtime type List<String> to List<Id>', e.getMessage());
        }
      }
      @IsTest static void choicesOfAPicklistGoIntoJson() {
        Schema.PicklistEntry hot = Account.Rating.getDescribe().getPicklistValues()[0];
        Assert.areEqual('Not Started', Task.Status.getDescribe().getDefaultValue());
        Assert.isNull(Account.Rating.getDescribe().getDefaultValue());
        Assert.areEqual('{"active":true,"defaultValue":false,"label":"Hot","validFor":null,"value":"Hot"}', JSON.serialize(hot));
      }
      @IsTest static void whatConnectApiIsSentCanBeBuilt() {
        ConnectApi.TextSegmentInput text = new ConnectApi.TextSegmentInput();
        text.text = 'Hello';
        ConnectApi.MessageBodyInput body = new ConnectApi.MessageBodyInput();
        body.messageSegments = new List<ConnectApi.MessageSegmentInput>{ text };
        ConnectApi.FeedItemInput item = new ConnectApi.FeedItemInput();
        item.body = body;
        item.subjectId = 'me';
        item.feedElementType = ConnectApi.FeedElementType.FeedItem;
        ConnectApi.FeedElementInput element = item;
        Assert.areEqual('Hello', ((ConnectApi.TextSegmentInput) ((ConnectApi.FeedItemInput) element).body.messageSegments[0]).text);
        Assert.areEqual('me', element.subjectId);
        Assert.isNull(item.visibility);
        try { ConnectApi.ChatterFeeds.postFeedElement(null, item); Assert.fail('posted'); } catch (UnsupportedOperationException e) {
          Assert.areEqual('ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true).', e.getMessage());
        }
      }
      @IsTest static void mailGoesToManyAndToIds() {
        Messaging.MassEmailMessage mail = new Messaging.MassEmailMessage();
        mail.setTargetObjectIds(new List<Id>{ UserInfo.getUserId() });
        mail.setTemplateId('00X000000000001');
        mail.setDescription('news');
        Assert.areEqual('news', mail.getDescription());
        Assert.areEqual(1, mail.getTargetObjectIds().size());
        Assert.isTrue(Messaging.sendEmail(new List<Messaging.Email>{ mail })[0].isSuccess());
        Messaging.SingleEmailMessage single = new Messaging.SingleEmailMessage();
        single.setToAddresses(new List<String>{ UserInfo.getUserId() });
        single.setPlainTextBody('x');
        Assert.isTrue(Messaging.sendEmail(new List<Messaging.Email>{ single })[0].isSuccess());
        single.setToAddresses(new List<String>{ '001000000000001' });
        try { Messaging.sendEmail(new List<Messaging.Email>{ single }); Assert.fail('sent'); } catch (EmailException e) {
          Assert.isTrue(e.getMessage().contains('INVALID_EMAIL_ADDRESS'), e.getMessage());
        }
      }
    }`
  )
];

test('services of the platform', async (t) => {
  const org = openProject(FILES, ...CLASSES);
  t.after(() => org.close());
  assert.deepEqual(await failuresOf(org), []);
});

test('a class is found by its name with the namespace of the project', async (t) => {
  const found = apexClass(
    'NamedTest',
    "@IsTest private class NamedTest { @IsTest static void a() { Assert.areEqual(NamedTest.class, Type.forName('mine.NamedTest')); Assert.areEqual(NamedTest.class, Type.forName('MINE', 'NamedTest')); Assert.isNull(Type.forName('other.NamedTest')); } }"
  );
  const org = openProject({
    ...Object.fromEntries(Object.entries(found).map(([name, text]) => [`app/${name}`, text])),
    'sfdx-project.json': '{"packageDirectories":[{"path":"app"}],"namespace":"mine"}'
  });
  t.after(() => org.close());
  assert.deepEqual(await failuresOf(org), []);
});
