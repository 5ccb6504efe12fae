import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findBeginnings, findText, highlight, isLongEnough } from '../../src/lightning/client/platform/sosl.ts';
import { optionAfter } from '../../src/lightning/client/platform/listbox.ts';
import { answerApi } from '../../src/lightning/server/api.ts';
import { parseSosl } from '../../src/soql/index.ts';
import { fakeOrg } from './support/fake-org.ts';

const org = fakeOrg();

interface Searched {
  objectName: string;
  columns: { path: string }[];
  secondary: { path: string }[];
  paths: string[];
}

function searched(parameters: Record<string, string>, alias = 'admin'): Searched[] {
  const user = org.personas().find((persona) => persona.alias === alias)?.user;
  assert.ok(user);
  const request = { org, user, components: new Set<string>(), parameters: new URLSearchParams(parameters) };
  return (answerApi('search', request) as { objects: Searched[] }).objects;
}

test('the app’s objects are searched first, then the usual ones; hits show the search layout', () => {
  const objects = searched({ objects: 'Gadget__c,Account' });
  assert.deepEqual(
    objects.slice(0, 3).map(({ objectName }) => objectName),
    ['Gadget__c', 'Account', 'Contact']
  );
  assert.ok(objects.some(({ objectName }) => objectName === 'Case'));
  const [gadget] = objects;
  assert.deepEqual(
    gadget?.columns.map(({ path }) => path),
    ['Name', 'Stage__c', 'Account__c', 'Secret__c']
  );
  assert.deepEqual(gadget?.paths, ['Id', 'Name', 'Stage__c', 'Account__c', 'Account__r.Name', 'Secret__c']);
});

test('an object whose search is off is not searched, but its records can be chosen in a lookup', () => {
  assert.ok(!searched({ objects: 'Gadget_Part__c' }).some(({ objectName }) => objectName === 'Gadget_Part__c'));
  assert.deepEqual(
    searched({ objects: 'Gadget_Part__c', only: 'true' }).map(({ objectName }) => objectName),
    ['Gadget_Part__c']
  );
});

test('what the user may not read is neither searched nor shown', () => {
  const objects = searched({ objects: 'Gadget__c,Account' }, 'viewer');
  assert.ok(!objects.some(({ objectName }) => objectName === 'Account'));
  assert.doesNotMatch(JSON.stringify(objects), /Secret__c/);
});

/** The text of a FIND clause, as the platform's parser takes it. */
function textOf(find: string): string {
  const query = parseSosl(`${find} RETURNING Gadget__c(Id)`);
  assert.equal(query.returning.length, 1);
  assert.ok(query.find.kind === 'text');
  return query.find.text;
}

test('while somebody types, every word may go on', () => {
  const rows: [string, string][] = [
    ['#10113', '10113*'],
    ['B2B-103', 'B2B* 103*'],
    ['ada@example.com', 'ada* example* com*'],
    ['nord* gmbh', 'nord* gmbh*'],
    ['this and that', 'this* and* that*']
  ];
  for (const [typed, expected] of rows) assert.equal(textOf(findBeginnings(typed)), expected, typed);
});

test('a finished search keeps wildcards, phrases and operators; other marks stand for themselves', () => {
  const rows: [string, string][] = [
    ['1011*', '1011*'],
    ['*chair', 'chair'],
    ['"oak wall" AND shelf', '"oak wall"  AND shelf'],
    ['a-b', 'a\\-b'],
    ['(x1 OR y1) z1', '(x1 OR y1) z1'],
    ['x1) y1', 'x1\\) y1'],
    ['{y}', '\\{y\\}']
  ];
  for (const [typed, expected] of rows) assert.equal(textOf(findText(typed)), expected, typed);
});

test('whatever is typed stays inside the braces of the search', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (typed) => {
      if (!isLongEnough(typed)) return;
      textOf(findBeginnings(typed));
      textOf(findText(typed));
    })
  );
});

test('a search needs two letters or digits', () => {
  for (const text of ['a', '#1', '**', '- -']) assert.equal(isLongEnough(text), false, text);
  for (const text of ['ab', '#10', 'ä1']) assert.equal(isLongEnough(text), true, text);
});

test('hits are marked where the words begin, and nowhere inside others', () => {
  const marked = (text: string, search: string): string =>
    highlight(text, search)
      .map((part) => (part.isHit ? `[${part.text}]` : part.text))
      .join('');
  assert.equal(marked('Order · #10113 · Paul', '#1011'), 'Order · #[1011]3 · Paul');
  assert.equal(marked('Ada Lovelace and Adam', 'ada'), '[Ada] Lovelace and [Ada]m');
  assert.equal(marked('Canada', 'ada'), 'Canada');
  assert.equal(marked('Nordlicht', 'n*t'), '[Nordlicht]');
  assert.equal(marked('1.5 (x)', '('), '1.5 (x)');
});

test('arrow keys go round, Home and End only once an option is chosen', () => {
  assert.equal(optionAfter('ArrowDown', -1, 3), 0);
  assert.equal(optionAfter('ArrowDown', 2, 3), 0);
  assert.equal(optionAfter('ArrowUp', 0, 3), 2);
  assert.equal(optionAfter('End', 0, 3), 2);
  assert.equal(optionAfter('Home', 2, 3), 0);
  assert.equal(optionAfter('Home', -1, 3), undefined);
  assert.equal(optionAfter('x', 1, 3), undefined);
  assert.equal(optionAfter('ArrowDown', -1, 0), undefined);
});
