import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const METADATA = {
  'staticresources/Answer.json': '{"from":"resource"}',
  'staticresources/Answer.resource-meta.xml':
    '<StaticResource><cacheControl>Public</cacheControl><contentType>application/json</contentType></StaticResource>',
  'staticresources/People.csv': 'Name,AnnualRevenue,Phone\n"Acme, Ltd",12.5,1\nRoe,,2\n',
  'staticresources/People.resource-meta.xml':
    '<StaticResource><cacheControl>Public</cacheControl><contentType>text/csv</contentType></StaticResource>',
  'labels/CustomLabels.labels-meta.xml':
    '<CustomLabels><labels><fullName>Greeting</fullName><language>en_US</language><protected>false</protected><shortDescription>g</shortDescription><value>Hello {0}</value></labels></CustomLabels>',
  'objects/Bell__e/Bell__e.object-meta.xml':
    '<CustomObject><deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><label>Bell</label><pluralLabel>Bells</pluralLabel><publishBehavior>PublishAfterCommit</publishBehavior></CustomObject>',
  'objects/Bell__e/fields/Tone__c.field-meta.xml':
    '<CustomField><fullName>Tone__c</fullName><label>Tone</label><type>Text</type><length>10</length><required>true</required></CustomField>',
  'triggers/BellTrigger.trigger':
    'trigger BellTrigger on Bell__e (after insert) { for (Bell__e b : Trigger.new) { insert new Account(Name = b.Tone__c); } }',
  'triggers/BellTrigger.trigger-meta.xml':
    '<ApexTrigger><apiVersion>66.0</apiVersion><status>Active</status></ApexTrigger>'
};

const CALLS = `@IsTest private class CallsTest {
  class Echo implements HttpCalloutMock {
    public HttpResponse respond(HttpRequest request) {
      HttpResponse r = new HttpResponse();
      r.setStatusCode(201);
      r.setStatus('Created');
      r.setHeader('Content-Type', 'text/plain');
      r.setBody(request.getMethod() + ' ' + request.getEndpoint() + ' ' + request.getHeader('x-key') + ' ' + request.getBody());
      return r;
    }
  }
  static HttpRequest request(String endpoint) {
    HttpRequest r = new HttpRequest();
    r.setEndpoint(endpoint);
    r.setMethod('POST');
    r.setHeader('X-Key', 'k');
    r.setBody('b');
    return r;
  }
  @IsTest static void mocksAnswer() {
    Test.setMock(HttpCalloutMock.class, new Echo());
    HttpResponse r = new Http().send(request('callout:Store/orders'));
    Assert.areEqual('201 Created POST callout:Store/orders k b', r.getStatusCode() + ' ' + r.getStatus() + ' ' + r.getBody());
    Assert.areEqual('text/plain', r.getHeader('content-type'));
    Assert.areEqual(new List<String>{ 'Content-Type' }, r.getHeaderKeys());
    Assert.areEqual(1, Limits.getCallouts());
    HttpRequest bytes = request('https://example.com');
    bytes.setBodyAsBlob(Blob.valueOf('raw'));
    bytes.setTimeout(2000);
    Assert.areEqual('raw', bytes.getBody());
    Assert.areEqual('raw', bytes.getBodyAsBlob().toString());
  }
  @IsTest static void resourcesAnswer() {
    StaticResourceCalloutMock one = new StaticResourceCalloutMock();
    one.setStaticResource('Answer');
    one.setStatusCode(202);
    one.setStatus('Accepted');
    one.setHeader('A', 'b');
    Test.setMock(HttpCalloutMock.class, one);
    HttpResponse r = new Http().send(request('https://example.com'));
    Assert.areEqual('202 Accepted b {"from":"resource"}', r.getStatusCode() + ' ' + r.getStatus() + ' ' + r.getHeader('a') + ' ' + r.getBody());
    MultiStaticResourceCalloutMock many = new MultiStaticResourceCalloutMock();
    many.setStaticResource('https://example.com/a', 'Answer');
    Test.setMock(HttpCalloutMock.class, many);
    Assert.areEqual('{"from":"resource"}', new Http().send(request('https://example.com/a')).getBody());
    String fault;
    try { new Http().send(request('https://example.com/b')); } catch (CalloutException e) { fault = 'refused'; }
    Assert.areEqual('refused', fault);
  }
  @IsTest static void callsAreRefusedWhereThePlatformRefusesThem() {
    String faults = '';
    try { new Http().send(request('https://example.com')); } catch (TypeException e) { faults += e.getMessage() + ';'; }
    Test.setMock(HttpCalloutMock.class, new Echo());
    insert new Account(Name = 'a');
    try { new Http().send(request('https://example.com')); } catch (CalloutException e) { faults += e.getMessage() + ';'; }
    Assert.areEqual('Methods defined as TestMethod do not support Web service callouts;You have uncommitted work pending. Please commit or rollback before calling out;', faults);
  }
}`;

const PAGES = `@IsTest private class PagesTest {
  @IsTest static void pagesHaveParameters() {
    PageReference p = new PageReference('/apex/thing?a=1&b=two%20words#end');
    Assert.areEqual('1', p.getParameters().get('A'));
    Assert.areEqual('two words', p.getParameters().get('b'));
    Assert.areEqual('end', p.getAnchor());
    p.getParameters().put('c', 'x&y');
    Assert.areEqual('/apex/thing?a=1&b=two+words&c=x%26y#end'.replace('+', ' '), EncodingUtil.urlDecode(p.getUrl().replace('%26', '%2526'), 'UTF-8'));
    Assert.isFalse(p.getRedirect());
    Assert.isTrue(p.setRedirect(true).getRedirect());
    p.setAnchor('top');
    Assert.isTrue(p.getUrl().endsWith('#top'));
    Test.setCurrentPage(p);
    Assert.areEqual('1', ApexPages.currentPage().getParameters().get('a'));
  }
  @IsTest static void messagesAreKept() {
    Assert.isFalse(ApexPages.hasMessages());
    ApexPages.addMessage(new ApexPages.Message(ApexPages.Severity.WARNING, 'careful', 'more'));
    ApexPages.addMessages(new IllegalArgumentException('bad'));
    Assert.isTrue(ApexPages.hasMessages() && ApexPages.hasMessages(ApexPages.Severity.ERROR) && !ApexPages.hasMessages(ApexPages.Severity.INFO));
    List<ApexPages.Message> all = ApexPages.getMessages();
    Assert.areEqual(2, all.size());
    Assert.areEqual('careful more WARNING', all[0].getSummary() + ' ' + all[0].getDetail() + ' ' + all[0].getSeverity().name());
    Assert.areEqual('bad', all[1].getSummary());
  }
}`;

const SERVICES = `@IsTest private class ServicesTest {
  @IsTest static void mailsAreChecked() {
    Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage();
    String faults = '';
    m.setSubject('s');
    m.setPlainTextBody('b');
    try { Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ m }); } catch (EmailException e) { faults += e.getMessage() + ';'; }
    m.setToAddresses(new List<String>{ 'nobody' });
    try { Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ m }); } catch (EmailException e) { faults += e.getMessage() + ';'; }
    Assert.areEqual('SendEmail failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Add a recipient to send an email.: [];SendEmail failed. First exception on row 0; first error: INVALID_EMAIL_ADDRESS, Email address is invalid: nobody: [];', faults);
    m.setToAddresses(new List<String>{ 'ada@example.com' });
    List<Messaging.SendEmailResult> results = Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ m });
    Assert.isTrue(results[0].isSuccess());
    Assert.areEqual(3, Limits.getEmailInvocations());
    m.setPlainTextBody(null);
    results = Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ m }, false);
    Assert.isFalse(results[0].isSuccess());
    Assert.areEqual(StatusCode.REQUIRED_FIELD_MISSING, results[0].getErrors()[0].getStatusCode());
  }
  @IsTest static void testDataIsLoaded() {
    List<Account> loaded = (List<Account>) Test.loadData(Account.SObjectType, 'People');
    Assert.areEqual(2, loaded.size());
    Account a = [SELECT Name, AnnualRevenue, Phone FROM Account WHERE Id = :loaded[0].Id];
    Assert.areEqual('Acme, Ltd 12.5 1', a.Name + ' ' + a.AnnualRevenue.setScale(1) + ' ' + a.Phone);
    Assert.isNull([SELECT AnnualRevenue FROM Account WHERE Name = 'Roe'].AnnualRevenue);
  }
  @IsTest static void labelsAreTexts() {
    Assert.areEqual('Hello Ada', String.format(Label.Greeting, new List<String>{ 'Ada' }));
    Assert.areEqual('Hello {0}', System.Label.Greeting);
    Assert.areEqual('Hello {0}', Label.get('', 'Greeting'));
  }
  @IsTest static void eventsReachTheirTriggersWhenDelivered() {
    Database.SaveResult published = EventBus.publish(new Bell__e(Tone__c = 'ding'));
    Assert.isTrue(published.isSuccess());
    Assert.areEqual(0, [SELECT COUNT() FROM Account]);
    Test.getEventBus().deliver();
    Assert.areEqual('ding', [SELECT Name FROM Account].Name);
    List<Database.SaveResult> results = EventBus.publish(new List<Bell__e>{ new Bell__e(Tone__c = 'dong'), new Bell__e() });
    Assert.isTrue(results[0].isSuccess());
    Assert.isFalse(results[1].isSuccess());
    Test.getEventBus().deliver();
    Assert.areEqual(2, [SELECT COUNT() FROM Account]);
    Test.startTest();
    EventBus.publish(new Bell__e(Tone__c = 'gong'));
    Test.stopTest();
    Assert.areEqual(3, [SELECT COUNT() FROM Account]);
  }
  @IsTest static void usersAreKnown() {
    User me = [SELECT Username, LastName, ProfileId, TimeZoneSidKey, LocaleSidKey, LanguageLocaleKey, Email FROM User WHERE Id = :UserInfo.getUserId()];
    Assert.areEqual(me.Username, UserInfo.getUserName());
    Assert.areEqual(me.LastName, UserInfo.getLastName());
    Assert.areEqual(me.ProfileId, UserInfo.getProfileId());
    Assert.areEqual(me.TimeZoneSidKey, UserInfo.getTimeZone().getId());
    Assert.areEqual(me.LocaleSidKey, UserInfo.getLocale());
    Assert.areEqual(me.LanguageLocaleKey, UserInfo.getLanguage());
    Assert.areEqual([SELECT Id FROM Organization].Id, UserInfo.getOrganizationId());
    Assert.areEqual('Standard', UserInfo.getUserType());
    Assert.isFalse(UserInfo.isMultiCurrencyOrganization());
  }
  @IsTest static void typesAreFoundByTheirNames() {
    Assert.areEqual(ServicesTest.class, Type.forName('ServicesTest'));
    Assert.areEqual('List<String>', Type.forName('List<String>').getName());
    Assert.isNull(Type.forName('Nope'));
    Assert.isTrue(Type.forName('Account').newInstance() instanceof Account);
    Assert.isTrue(Exception.class.isAssignableFrom(DmlException.class));
    Assert.isFalse(DmlException.class.isAssignableFrom(Exception.class));
    Assert.areEqual('CallsTest', CallsTest.class.getName());
  }
  @IsTest static void restIsAtHand() {
    RestContext.request = new RestRequest();
    RestContext.response = new RestResponse();
    RestContext.request.requestURI = '/services/apexrest/x/1';
    RestContext.request.addParameter('a', '1');
    RestContext.request.addHeader('H', 'v');
    RestContext.request.requestBody = Blob.valueOf('body');
    Assert.areEqual('1 v body', RestContext.request.params.get('a') + ' ' + RestContext.request.headers.get('H') + ' ' + RestContext.request.requestBody.toString());
    RestContext.response.statusCode = 404;
    RestContext.response.addHeader('X', 'y');
    Assert.areEqual('y', RestContext.response.headers.get('X'));
  }
  @IsTest static void assertionsAreNotCaught() {
    String fault;
    try { System.assertEquals(1, 2, 'm'); } catch (Exception e) { fault = 'caught'; }
  }
  @IsTest static void theSystemAnswers() {
    Assert.isTrue(Test.isRunningTest());
    Assert.isFalse(System.isBatch() || System.isFuture() || System.isQueueable() || System.isScheduled());
    Assert.isTrue(System.now() <= Datetime.now());
    Assert.areEqual(Date.today(), System.today());
    Assert.isTrue(System.currentTimeMillis() > 1600000000000L);
    Assert.areEqual(Quiddity.RUNTEST_SYNC.name().left(7), Request.getCurrent().getQuiddity().name().left(7));
  }
}`;

test('services of the platform behave in Apex as documented', async () => {
  const org = openProject(
    METADATA,
    apexClass('CallsTest', CALLS),
    apexClass('PagesTest', PAGES),
    apexClass('ServicesTest', SERVICES)
  );
  assert.deepEqual(await failuresOf(org), [
    'ServicesTest.assertionsAreNotCaught: System.AssertException: Assertion Failed: m: Expected: 1, Actual: 2'
  ]);
  await org.close();
});
