import assert from 'node:assert/strict';
import { it } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const NS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

it('formulas are built, checked and evaluated from Apex', async () => {
  const org = openProject(
    {
      'objects/Account/fields/Double__c.field-meta.xml': `<CustomField ${NS}><fullName>Double__c</fullName><label>Double</label><formula>AnnualRevenue * 2</formula><formulaTreatBlanksAs>BlankAsBlank</formulaTreatBlanksAs><precision>18</precision><scale>2</scale><type>Number</type></CustomField>`
    },
    apexClass(
      'Change',
      `global class Change {
        global Account record { get { return (Account) source; } }
        global SObject source;
        global Integer count { get; set; }
        public String secret = 's';
        global class Part { global String name; }
        global Part part = new Part();
      }`
    ),
    apexClass('Hidden', 'public class Hidden { public String name; }'),
    apexClass(
      'FormulaEvalTest',
      `@IsTest private class FormulaEvalTest {
        private static FormulaEval.FormulaBuilder of(Type context, String text, FormulaEval.FormulaReturnType type) {
          return Formula.builder().withType(context).withFormula(text).withReturnType(type);
        }
        private static String refused(FormulaEval.FormulaBuilder builder) {
          try { builder.build(); } catch (FormulaValidationException e) { return e.getMessage(); }
          return null;
        }
        @IsTest static void records() {
          FormulaEval.FormulaInstance big = Formula.builder().withType(Account.SObjectType)
            .withReturnType(FormulaEval.FormulaReturnType.BOOLEAN).withFormula('AnnualRevenue > 10 && Owner.Name <> "x"').build();
          Assert.areEqual(true, big.evaluate(new Account(AnnualRevenue = 11)));
          Assert.areEqual(false, big.evaluate(new Account(AnnualRevenue = 10)));
          Assert.areEqual(new Set<String>{ 'AnnualRevenue', 'Owner.Name' }, big.getReferencedFields());
          Account child = new Account(Parent = new Account(Name = 'Up'));
          Assert.areEqual('Up!', of(Account.class, 'Parent.Name & "!"', FormulaEval.FormulaReturnType.STRING).build().evaluate(child));
          Assert.areEqual('!', of(Account.class, 'Parent.Name & "!"', FormulaEval.FormulaReturnType.STRING).build().evaluate(new Account()));
          Assert.areEqual(6, of(Account.class, 'Double__c', FormulaEval.FormulaReturnType.DECIMAL).build().evaluate(new Account(AnnualRevenue = 3)));
        }
        @IsTest static void results() {
          Object whole = of(Account.class, 'AnnualRevenue + 1', FormulaEval.FormulaReturnType.INTEGER).build().evaluate(new Account(AnnualRevenue = 1));
          Assert.isTrue(whole instanceof Integer);
          Assert.areEqual(2, whole);
          Assert.areEqual(2L, of(Account.class, 'AnnualRevenue', FormulaEval.FormulaReturnType.LONG).build().evaluate(new Account(AnnualRevenue = 2)));
          Assert.areEqual(Date.newInstance(2026, 2, 1), of(Account.class, 'DATE(2026, 2, 1)', FormulaEval.FormulaReturnType.DATE).build().evaluate(new Account()));
          Assert.areEqual(null, of(Account.class, 'AnnualRevenue + 1', FormulaEval.FormulaReturnType.DECIMAL).build().evaluate(new Account()));
          Assert.areEqual(1, of(Account.class, 'AnnualRevenue + 1', FormulaEval.FormulaReturnType.DECIMAL).treatNumericNullAsZero(true).build().evaluate(new Account()));
          Assert.areEqual('Dear A, 4', of(Account.class, 'Dear {!Name}, {!AnnualRevenue + 1}', FormulaEval.FormulaReturnType.STRING)
            .parseAsTemplate(true).build().evaluate(new Account(Name = 'A', AnnualRevenue = 3)));
        }
        @IsTest static void objects() {
          Change change = new Change();
          change.source = new Account(Name = 'N');
          change.count = 3;
          change.part.name = 'p';
          Assert.areEqual(true, of(Change.class, 'record.Name = "N" && count = 3 && part.name = "p" && source.Name = "N"',
            FormulaEval.FormulaReturnType.BOOLEAN).build().evaluate(change));
          change.source = null;
          Assert.areEqual(true, of(Change.class, 'ISBLANK(record.Name)', FormulaEval.FormulaReturnType.BOOLEAN).build().evaluate(change));
        }
        @IsTest static void refusals() {
          Assert.areEqual('Field secret does not exist. Check spelling.', refused(of(Change.class, 'secret', FormulaEval.FormulaReturnType.STRING)));
          Assert.areEqual('Field record.Nope__c does not exist. Check spelling.', refused(of(Change.class, 'record.Nope__c', FormulaEval.FormulaReturnType.STRING)));
          Assert.areEqual('Field Nope.Name does not exist. Check spelling.', refused(of(Account.class, 'Nope.Name', FormulaEval.FormulaReturnType.STRING)));
          Assert.areEqual('Unknown function NOPE. Check spelling.', refused(of(Account.class, 'NOPE(Name)', FormulaEval.FormulaReturnType.STRING)));
          Assert.isTrue(refused(of(Account.class, 'Name = ', FormulaEval.FormulaReturnType.BOOLEAN)).startsWith('Syntax error'));
          Assert.isTrue(refused(of(Hidden.class, 'name', FormulaEval.FormulaReturnType.STRING)).contains('Hidden must be global'));
          Assert.areEqual('Return type is required', refused(Formula.builder().withType(Account.class).withFormula('Name')));
          Assert.areEqual('Formula is required', refused(Formula.builder().withType(Account.class)));
          FormulaEval.FormulaBuilder user = of(Account.class, '$User.Id', FormulaEval.FormulaReturnType.STRING);
          Assert.areEqual('Field $User.Id does not exist. Check spelling.', refused(user));
          user.withGlobalVariables(new List<FormulaEval.FormulaGlobal>{ FormulaEval.FormulaGlobal.USER });
          Assert.areEqual(UserInfo.getUserId(), user.build().evaluate(new Account()));
          try {
            of(Account.class, '1 / AnnualRevenue', FormulaEval.FormulaReturnType.DECIMAL).build().evaluate(new Account(AnnualRevenue = 0));
            Assert.fail('divided');
          } catch (FormulaEvaluationException e) {
            Assert.areEqual('Division by zero', e.getMessage());
          }
        }
        @IsTest static void recalculation() {
          Account a = new Account(AnnualRevenue = 4);
          List<FormulaRecalcResult> results = Formula.recalculateFormulas(new List<SObject>{ a });
          Assert.areEqual(8, a.Double__c);
          Assert.isTrue(results[0].isSuccess());
          Assert.areEqual(0, results[0].getErrors().size());
          Assert.isTrue(results[0].getSObject() === a);
          a.AnnualRevenue = null;
          Formula.recalculateFormulas(new List<Account>{ a });
          Assert.isNull(a.Double__c);
        }
      }`
    )
  );
  assert.deepEqual(await failuresOf(org), []);
});
