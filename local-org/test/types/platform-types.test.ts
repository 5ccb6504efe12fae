import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlatformTypes } from '../../src/types/index.ts';

const types = PlatformTypes.load();

test('a generic platform class keeps its type variables', () => {
  const map = types.get('system.map');
  assert.equal(map?.name, 'System.Map');
  assert.deepEqual(map?.typeParameters, ['$K', '$V']);
  const get = map?.methods.find((method) => method.name === 'get');
  assert.deepEqual(get?.parameters, [{ name: '$K', args: [] }]);
  assert.deepEqual(get?.returnType, { name: '$V', args: [] });
});

test('a name that collides with Java loses its mark', () => {
  const names = types.get('system.list')?.methods.map((method) => method.name);
  assert.ok(names?.includes('toString') && names.includes('hashCode'));
});

test('static and instance methods of System.String are told apart', () => {
  const methods = types.get('system.string')?.methods ?? [];
  assert.equal(methods.find((method) => method.name === 'join')?.isStatic, true);
  assert.equal(methods.find((method) => method.name === 'length')?.isStatic, false);
});

test('an enum has its constants and no Java members', () => {
  const level = types.get('system.logginglevel');
  assert.equal(level?.kind, 'enum');
  assert.ok(level?.fields.some((field) => field.name === 'FINEST'));
  assert.equal(
    level?.methods.some((method) => method.name === 'valueOf'),
    false
  );
});

test('a platform exception has its super type', () => {
  assert.equal(types.get('system.dmlexception')?.superType?.name, 'System.Exception');
});

test('fields of a standard object are values, parents or children', () => {
  const contact = types.sobjects.get('CONTACT');
  const field = (name: string): unknown => contact?.fields.find((candidate) => candidate.name === name);
  assert.equal(contact?.name, 'Contact');
  assert.deepEqual(field('LastName'), { name: 'LastName', kind: 'field', type: 'String' });
  assert.deepEqual(field('Account'), { name: 'Account', kind: 'parent', type: 'Account' });
  assert.deepEqual(field('Cases'), { name: 'Cases', kind: 'children', type: 'Case' });
  assert.deepEqual(field('MailingAddress'), { name: 'MailingAddress', kind: 'field', type: 'Address' });
});
