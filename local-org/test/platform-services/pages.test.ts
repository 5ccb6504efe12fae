import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const CLASSES = [
  apexClass(
    'PageTest',
    `@IsTest private class PageTest {
      static PageReference atStart = ApexPages.currentPage();
      @IsTest static void testsHaveAPageFromTheStart() {
        Assert.isNotNull(atStart);
        ApexPages.currentPage().getParameters().put('id', '7');
        Assert.areEqual('7', ApexPages.currentPage().getParameters().get('id'));
        Test.setCurrentPage(new PageReference('/apex/other'));
        Assert.areEqual('/apex/other', ApexPages.currentPage().getUrl());
      }
      @IsTest static void choicesAndCookies() {
        SelectOption choice = new SelectOption('v', 'Label');
        Assert.areEqual('v Label false true', String.join(new List<Object>{ choice.getValue(), choice.getLabel(), choice.getDisabled(), choice.getEscapeItem() }, ' '));
        choice.setValue('w'); choice.setLabel('Other'); choice.setDisabled(true); choice.setEscapeItem(false);
        Assert.areEqual('w Other true false', String.join(new List<Object>{ choice.getValue(), choice.getLabel(), choice.getDisabled(), choice.getEscapeItem() }, ' '));
        Assert.isTrue(new SelectOption('a', 'b', true).getDisabled());
        PageReference page = new PageReference('/apex/p');
        Assert.isTrue(page.getCookies().isEmpty());
        page.setCookies(new List<Cookie>{ new Cookie('seen', '3', '/shop', 60, true) });
        Cookie kept = page.getCookies().get('seen');
        Assert.areEqual('seen 3 /shop 60 true false', String.join(new List<Object>{ kept.getName(), kept.getValue(), kept.getPath(), kept.getMaxAge(), kept.isSecure(), kept.isHttpOnly() }, ' '));
        Assert.areEqual('Lax', new Cookie('a', 'b', null, -1, false, 'Lax', true).getSameSite());
      }
      @IsTest static void aControllerOfOneRecord() {
        Account a = new Account(Name = 'a');
        ApexPages.StandardController controller = new ApexPages.StandardController(a);
        Assert.isNull(controller.getId());
        Assert.areEqual(a, controller.getRecord());
        PageReference saved = controller.save();
        Assert.areEqual('/' + a.Id, saved.getUrl());
        Assert.areEqual(a.Id, controller.getId());
        Assert.areEqual('/' + a.Id, controller.view().getUrl());
        Assert.areEqual('/' + a.Id + '/e', controller.edit().getUrl());
        a.Name = null;
        Assert.isNull(controller.save());
        Assert.areEqual(ApexPages.Severity.ERROR, ApexPages.getMessages()[0].getSeverity());
        try { controller.addFields(new List<String>{ 'Site' }); Assert.fail(); } catch (SObjectException e) {
          Assert.areEqual('You cannot call addFields when the data is being passed into the controller by the caller.', e.getMessage());
        }
        controller.delete();
        Assert.areEqual(0, [SELECT COUNT() FROM Account]);
        try { controller = new ApexPages.StandardController(null); Assert.fail(); } catch (NullPointerException e) {}
      }
      @IsTest static void aControllerOfASet() {
        List<Account> accounts = new List<Account>();
        for (Integer i = 0; i < 45; i++) { accounts.add(new Account(Name = 'a' + i, Site = String.valueOf(100 + i))); }
        insert accounts;
        ApexPages.StandardSetController set1 = new ApexPages.StandardSetController(Database.getQueryLocator('SELECT Name, Site FROM Account ORDER BY Site'));
        Assert.areEqual(20, set1.getPageSize());
        Assert.areEqual(45, set1.getResultSize());
        Assert.isTrue(set1.getCompleteResult());
        Assert.areEqual(20, set1.getRecords().size());
        Assert.isFalse(set1.getHasPrevious());
        set1.next();
        Assert.isTrue(set1.getHasPrevious());
        Assert.isTrue(set1.getHasNext());
        Assert.areEqual('a20', set1.getRecords()[0].get('Name'));
        set1.last();
        Assert.areEqual(3, set1.getPageNumber());
        Assert.areEqual(5, set1.getRecords().size());
        Assert.isFalse(set1.getHasNext());
        set1.next();
        Assert.areEqual(3, set1.getPageNumber());
        set1.previous();
        Assert.areEqual(2, set1.getPageNumber());
        set1.first();
        Assert.areEqual(1, set1.getPageNumber());
        set1.setPageSize(15);
        set1.setPageNumber(3);
        Assert.areEqual(15, set1.getRecords().size());
        Assert.areEqual('a44', set1.getRecords()[14].get('Name'));
        set1.setSelected(new List<SObject>{ set1.getRecords()[14] });
        set1.getRecord().put('Site', 'chosen');
        set1.getRecords()[0].put('Site', 'changed');
        Assert.isNotNull(set1.save());
        Assert.areEqual('chosen', [SELECT Site FROM Account WHERE Name = 'a44'].Site);
        Assert.areEqual('changed', [SELECT Site FROM Account WHERE Name = 'a30'].Site);
        Assert.areEqual('131', [SELECT Site FROM Account WHERE Name = 'a31'].Site);
        Assert.areEqual(1, new ApexPages.StandardSetController(new List<Account>{ accounts[3] }).getResultSize());
      }
      @IsTest static void blankFieldsMakeNoDates() {
        Campaign c = new Campaign(Name = 'c');
        Assert.isNull(Date.valueOf(c.StartDate));
        Assert.isNull(Datetime.valueOf((Object) c.CreatedDate));
        Assert.isNull(Double.valueOf((Object) c.BudgetedCost));
        Assert.areEqual(Date.newInstance(2026, 3, 1), Date.valueOf((Object) '2026-03-01'));
        String text;
        try { Date d = Date.valueOf(text); Assert.fail(); } catch (NullPointerException e) {}
      }
    }`
  )
];

test('classes of pages, as tests meet them', async () => {
  assert.deepEqual(await failuresOf(openProject(...CLASSES)), []);
});
