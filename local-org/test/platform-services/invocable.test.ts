import assert from 'node:assert/strict';
import { it } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

it('actions are invoked from Apex, in bulk, and tell what became of each invocation', async () => {
  const org = openProject(
    apexClass(
      'Divide',
      `public class Divide {
        public static Integer calls = 0;
        public class Input { @InvocableVariable public Integer numerator; @InvocableVariable public Integer denominator; }
        public class Output { @InvocableVariable public Integer quotient; public Integer hidden = 1; }
        @InvocableMethod(label='Divide') public static List<Output> run(List<Input> inputs) {
          calls++;
          List<Output> outputs = new List<Output>();
          for (Input i : inputs) { Output o = new Output(); o.quotient = i.numerator / i.denominator; outputs.add(o); }
          return outputs;
        }
      }`
    ),
    apexClass(
      'Shout',
      `public class Shout { @InvocableMethod public static List<String> up(List<String> texts) {
      List<String> r = new List<String>(); for (String t : texts) { r.add(t.toUpperCase()); } return r; } }`
    ),
    apexClass(
      'Quiet',
      `public class Quiet { public static Integer seen; @InvocableMethod public static void run(List<Id> ids) { seen = ids.size(); } }`
    ),
    apexClass(
      'Short',
      `public class Short { @InvocableMethod public static List<String> run(List<String> texts) { return new List<String>(); } }`
    ),
    apexClass(
      'ActionTest',
      `@IsTest private class ActionTest {
        private static Invocable.Action apex(String name) { return Invocable.Action.createCustomAction('apex', name); }
        private static String fault(Invocable.Action action) {
          Invocable.Action.Result result = action.invoke()[0];
          Assert.isFalse(result.isSuccess());
          Assert.areEqual(0, result.getOutputParameters().size());
          Assert.areEqual(1, result.getErrors().size());
          return result.getErrors()[0].getCode() + ': ' + result.getErrors()[0].getMessage();
        }
        @IsTest static void bulk() {
          Invocable.Action action = apex('Divide').setInvocationParameter('numerator', 8).setInvocationParameter('denominator', 2);
          action.addInvocation().setInvocationParameter('numerator', 9).setInvocationParameter('denominator', 3);
          List<Invocable.Action.Result> results = action.invoke();
          Assert.areEqual(1, Divide.calls);
          Assert.areEqual(2, results.size());
          Assert.isTrue(results[0].isSuccess());
          Assert.areEqual(new Map<String, Object>{ 'quotient' => 4 }, results[0].getOutputParameters());
          Assert.areEqual(3, results[1].getOutputParameters().get('quotient'));
          Assert.areEqual(9, results[1].getInvocationParameters().get('numerator'));
          Assert.areEqual(0, results[1].getErrors().size());
          Assert.areEqual('Divide', results[0].getAction().getName());
          Assert.areEqual('apex', action.getType());
          Assert.isFalse(action.isStandard());
          Assert.areEqual(1, action.clearInvocations().setInvocations(new List<Map<String, Object>>{
            new Map<String, Object>{ 'numerator' => 1, 'denominator' => 1 } }).invoke().size());
        }
        @IsTest static void plainValues() {
          Assert.areEqual('AB', apex('Shout').setInvocationParameter('texts', 'ab').invoke()[0].getOutputParameters().get('output'));
          Invocable.Action.Result none = apex('Quiet').setInvocationParameter('ids', UserInfo.getUserId()).invoke()[0];
          Assert.isTrue(none.isSuccess());
          Assert.areEqual(0, none.getOutputParameters().size());
          Assert.areEqual(1, Quiet.seen);
        }
        @IsTest static void faults() {
          Assert.isTrue(fault(apex('Divide').setInvocationParameter('numerator', 8).setInvocationParameter('denominator', 0)).startsWith('UNKNOWN_EXCEPTION: An Apex error occurred: System.MathException'));
          Assert.areEqual('INVALID_API_INPUT: Invalid parameter: hidden', fault(apex('Divide').setInvocationParameter('hidden', 8)));
          Assert.areEqual('INVALID_API_INPUT: Invalid value for parameter numerator', fault(apex('Divide').setInvocationParameter('numerator', 'x')));
          Assert.isTrue(fault(apex('Nope')).startsWith('INVALID_API_INPUT'));
          Assert.isTrue(fault(apex('ActionTest')).startsWith('INVALID_API_INPUT'));
          Assert.isTrue(fault(apex('Short')).contains('number of results'));
          Assert.isTrue(fault(Invocable.Action.createCustomAction('flow', 'NoSuchFlow')).startsWith('INVALID_API_INPUT'));
        }
        @IsTest static void results() {
          Invocable.Action.Result result = (Invocable.Action.Result) JSON.deserialize(
            '{"success":true,"outputParameters":{"a":1},"errors":[{"code":"C","message":"M"}]}', Invocable.Action.Result.class);
          Assert.isTrue(result.isSuccess());
          Assert.areEqual(1, result.getOutputParameters().get('a'));
          Assert.areEqual('C', result.getErrors()[0].getCode());
          result.getOutputParameters().put('b', 2);
          Assert.areEqual(2, result.getOutputParameters().get('b'));
          Invocable.Action.Error error = (Invocable.Action.Error) JSON.deserialize(JSON.serialize(result.getErrors()[0]), Invocable.Action.Error.class);
          Assert.areEqual('M', error.getMessage());
        }
      }`
    )
  );
  assert.deepEqual(await failuresOf(org), []);
});
