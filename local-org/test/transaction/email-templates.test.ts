import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const template = (inner: string): string => `<EmailTemplate>${inner}</EmailTemplate>`;

const FILES = {
  'email/Shop_Mails.emailFolder-meta.xml': '<EmailFolder><name>Mails of the shop</name></EmailFolder>',
  'email/Shop_Mails/Thanks.email': 'Thank you',
  'email/Shop_Mails/Thanks.email-meta.xml': template(
    '<available>true</available><name>Thanks a lot</name><subject>Thanks</subject><type>text</type><encodingKey>UTF-8</encodingKey>'
  ),
  'email/unfiled$public/Page.email': 'Hi <b>you</b>',
  'email/unfiled$public/Page.email-meta.xml': template(
    '<available>false</available><name>Page</name><subject>Hi</subject><type>custom</type><textOnly>Hi as text</textOnly>'
  )
};

const CLASSES = [
  apexClass(
    'TemplateTest',
    `@IsTest private class TemplateTest {
      @IsTest static void templatesAreRecords() {
        EmailTemplate thanks = [SELECT Name, Subject, Body, HtmlValue, IsActive, TemplateType, Folder.Name FROM EmailTemplate WHERE DeveloperName = 'Thanks'];
        Assert.areEqual('Thanks a lot/Thanks/Thank you/true/text', String.join(new List<Object>{ thanks.Name, thanks.Subject, thanks.Body, thanks.IsActive, thanks.TemplateType }, '/'));
        Assert.isNull(thanks.HtmlValue);
        Assert.areEqual('Mails of the shop', thanks.Folder.Name);
        EmailTemplate page = [SELECT Body, HtmlValue, IsActive, FolderId FROM EmailTemplate WHERE Name = 'Page'];
        Assert.areEqual('Hi as text/Hi <b>you</b>/false', String.join(new List<Object>{ page.Body, page.HtmlValue, page.IsActive }, '/'));
        Assert.areEqual(UserInfo.getOrganizationId(), page.FolderId);
        Assert.areEqual(1, [SELECT COUNT() FROM Folder WHERE Type = 'Email']);
      }
    }`
  )
];

test('e-mail templates of the project are records', async () => {
  assert.deepEqual(await failuresOf(openProject(FILES, ...CLASSES)), []);
});
