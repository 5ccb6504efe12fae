import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { combine, isVisible, type VisibilityFacts } from '../../src/lightning/client/platform/visibility.ts';

function facts(record: Record<string, unknown>): VisibilityFacts {
  return {
    record: (path) => record[path],
    hasCustomPermission: (name) => name === 'See_It',
    user: { 'profile.name': 'Standard User' },
    formFactor: 'Large'
  };
}

const rule = (left: string, operator: string, right: string) => ({ criteria: [{ left, operator, right }] });

test('a component without a rule is shown', () => {
  assert.equal(isVisible(undefined, facts({})), true);
});

test('record fields are compared by value for numbers and without case for text', () => {
  assert.equal(isVisible(rule('{!Record.Price__c}', 'GT', '9'), facts({ Price__c: 10 })), true);
  assert.equal(isVisible(rule('{!Record.Price__c}', 'GT', '9'), facts({ Price__c: 8.99 })), false);
  assert.equal(isVisible(rule('{!Record.Stage__c}', 'EQUAL', 'sold'), facts({ Stage__c: 'Sold' })), true);
  assert.equal(isVisible(rule('{!Record.Stage__c}', 'CONTAINS', 'ol'), facts({ Stage__c: 'Sold' })), true);
  assert.equal(isVisible(rule('{!Record.Active__c}', 'EQUAL', 'true'), facts({ Active__c: true })), true);
});

test('an empty field is neither greater nor less than anything, and differs from every value', () => {
  for (const operator of ['GT', 'GE', 'LT', 'LE']) {
    assert.equal(isVisible(rule('{!Record.Price__c}', operator, '0'), facts({ Price__c: null })), false, operator);
  }
  assert.equal(isVisible(rule('{!Record.Price__c}', 'NE', '5'), facts({ Price__c: null })), true);
});

test('permissions, form factor and profile can be asked for', () => {
  assert.equal(isVisible(rule('{!$Permission.CustomPermission.See_It}', 'EQUAL', 'true'), facts({})), true);
  assert.equal(isVisible(rule('{!$Permission.CustomPermission.Other}', 'EQUAL', 'true'), facts({})), false);
  assert.equal(isVisible(rule('{!$Client.FormFactor}', 'EQUAL', 'Small'), facts({})), false);
  assert.equal(isVisible(rule('{!$User.Profile.Name}', 'EQUAL', 'Standard User'), facts({})), true);
});

test('an operator that is not known hides the component', () => {
  assert.equal(isVisible(rule('{!Record.Price__c}', 'SOUNDS_LIKE', '1'), facts({ Price__c: 1 })), false);
});

test('logic agrees with the same expression in JavaScript', () => {
  const tree = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.integer({ min: 1, max: 4 }).map(String),
      fc.tuple(tie('node'), tie('node')).map(([left, right]) => `(${left} AND ${right})`),
      fc.tuple(tie('node'), tie('node')).map(([left, right]) => `(${left} OR ${right})`),
      tie('node').map((inner) => `NOT (${inner})`)
    )
  })).node;
  fc.assert(
    fc.property(tree, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (expression, values) => {
      const script = expression
        .replace(/\d/g, (digit) => String(values[Number(digit) - 1]))
        .replaceAll('AND', '&&')
        .replaceAll('OR', '||')
        .replaceAll('NOT', '!');
      assert.equal(combine(expression, values), new Function(`return ${script}`)());
    })
  );
});
