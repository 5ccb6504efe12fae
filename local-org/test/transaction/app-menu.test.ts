import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

test('applications are entries of the app menu, whose order can be set', async () => {
  const org = openProject(
    {
      'applications/Red.app-meta.xml':
        '<CustomApplication><label>Red one</label><uiType>Lightning</uiType></CustomApplication>',
      'applications/Blue.app-meta.xml':
        '<CustomApplication><label>Blue one</label><uiType>Lightning</uiType></CustomApplication>'
    },
    apexClass(
      'FocusTest',
      `@IsTest private class FocusTest {
        @IsTest static void order() {
          Map<String, Id> apps = new Map<String, Id>();
          for (AppMenuItem item : [SELECT Name, Label, ApplicationId FROM AppMenuItem WHERE Type = 'TabSet']) {
            Assert.areEqual(item.Name + ' one', item.Label);
            apps.put(item.Name, item.ApplicationId);
          }
          Assert.areEqual(2, apps.size());
          for (List<String> names : new List<List<String>>{ new List<String>{ 'Red', 'Blue' }, new List<String>{ 'Blue', 'Red' } }) {
            AppLauncher.AppMenu.setOrgSortOrder(new List<Id>{ apps.get(names[0]), apps.get(names[1]) });
            Assert.areEqual(names[0], [SELECT Name FROM AppMenuItem ORDER BY SortOrder LIMIT 1].Name);
          }
        }
      }`
    )
  );
  try {
    assert.deepEqual(await failuresOf(org), []);
  } finally {
    org.close();
  }
});
