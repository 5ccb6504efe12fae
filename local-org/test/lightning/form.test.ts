import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formSections } from '../../src/lightning/page/form.ts';
import { fixtureMetadata } from './support/fake-org.ts';

const metadata = fixtureMetadata();
const everything = () => ({ read: true, edit: true });

function form(objectName: string, isNew = true, access: Parameters<typeof formSections>[2] = everything) {
  const object = metadata.schema.object(objectName);
  assert.ok(object);
  return formSections(metadata, object, access, isNew);
}

const names = (sections: ReturnType<typeof form>): [string, string[][]][] =>
  sections.map(({ label, columns }) => [label, columns.map((column) => column.map(({ name }) => name))]);

test('a form has the sections and columns of the page layout, without what nobody can write', () => {
  assert.deepEqual(names(form('Gadget__c')), [
    [
      'Basics',
      [
        ['Name', 'Secret__c'],
        ['Account__c', 'Guaranteed__c']
      ]
    ],
    ['State', [['Stage__c'], []]]
  ]);
});

test('what the layout or the field requires is required; a checkbox never is', () => {
  const fields = form('Gadget__c').flatMap(({ columns }) => columns.flat());
  assert.deepEqual(
    fields.filter(({ required }) => required).map(({ name }) => name),
    ['Name']
  );
});

test('a new record starts with its defaults, an existing one has none', () => {
  const initial = (isNew: boolean): object =>
    Object.fromEntries(
      form('Gadget__c', isNew)
        .flatMap(({ columns }) => columns.flat())
        .flatMap((field) => (field.initial === undefined ? [] : [[field.name, field.initial]]))
    );
  assert.deepEqual(initial(true), { Guaranteed__c: true, Stage__c: 'Idea' });
  assert.deepEqual(initial(false), {});
});

test('required fields that the layout leaves out come at the end', () => {
  assert.deepEqual(
    names(form('Gadget_Part__c'))
      .flatMap(([, columns]) => columns.flat())
      .includes('Gadget__c'),
    true
  );
});

test('a field that the user may not edit has no input', () => {
  const hidden = (_object: string, field: string) => ({ read: true, edit: field !== 'Secret__c' });
  assert.doesNotMatch(JSON.stringify(names(form('Gadget__c', true, hidden))), /Secret__c/);
});

test('a person’s name and an address are written in parts; the owner of a new record is not asked for', () => {
  const fields = names(form('Contact')).flatMap(([, columns]) => columns.flat());
  for (const name of ['FirstName', 'LastName', 'MailingStreet', 'MailingCity', 'MailingCountry'])
    assert.ok(fields.includes(name), name);
  assert.ok(!fields.includes('MailingAddress') && !fields.includes('Name') && !fields.includes('OwnerId'));
  assert.ok(
    names(form('Contact', false))
      .flatMap(([, columns]) => columns.flat())
      .includes('OwnerId')
  );
});
