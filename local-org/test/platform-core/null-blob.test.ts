import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

test('the text of a blob that is null is a null argument; its size is a null reference', async () => {
  const org = openProject(
    apexClass(
      'FocusTest',
      `@IsTest private class FocusTest {
        static Blob body() { return new RestRequest().requestBody; }
        @IsTest static void text() {
          try { body().toString(); Assert.fail(); } catch (NullPointerException e) { Assert.areEqual('Argument cannot be null.', e.getMessage()); }
          Assert.isNull(body()?.toString());
          Assert.areEqual('a', Blob.valueOf('a').toString());
        }
        @IsTest static void size() {
          try { body().size(); Assert.fail(); } catch (NullPointerException e) { Assert.areEqual('Attempt to de-reference a null object', e.getMessage()); }
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
