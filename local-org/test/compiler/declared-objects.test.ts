import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';
import { load } from '../program/support.ts';

test('an object named like a class of static methods, and a query beside a record', async () => {
  const org = openProject(
    apexClass(
      'HoursTest',
      `@IsTest private class HoursTest {
        @IsTest static void declares() {
          List<BusinessHours> known = new List<BusinessHours>();
          BusinessHours hours = new BusinessHours(Name = 'Night');
          known.add(hours);
          System.assertEquals('Night', known[0].Name);
        }
        static Long diff(Id hours, Datetime start) {
          return BusinessHours.diff(hours, start, start);
        }
        @IsTest static void choosesRecordOrQuery() {
          List<Profile> none = new List<Profile>();
          String name = 'System Administrator';
          Profile found = none.isEmpty() ? [SELECT Id, Name FROM Profile WHERE Name = :name LIMIT 1] : none.get(0);
          System.assertEquals(name, found.Name);
        }
        @IsTest static void signsWithBuilder() {
          AsyncOptions options = new AsyncOptions();
          options.DuplicateSignature = QueueableDuplicateSignature.Builder().addString('once').build();
          System.assertNotEquals(null, options.DuplicateSignature);
        }
      }`
    )
  );
  assert.deepEqual(await failuresOf(org), []);
});

test('methods of a private inner interface are visible wherever its values are', () => {
  const { program } = load(
    `public class Holder {
      public static final Loader loader = new Loading();
      private interface Loader { Integer load(); }
      private class Loading implements Loader { public Integer load() { return 7; } }
    }`,
    'public class Reader { public static Integer run() { return Holder.loader.load(); } }'
  );
  assert.equal(program.callStatic('reader', 'run', []), 7);
});
