import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTests } from '../../src/testing/index.ts';
import { apexClass, openProject } from '../support/apex-project.ts';

const FRAMES = apexClass(
  'Frames',
  `public class Frames {
  public static Integer broken = divide(0);
  public Integer size = 1;
  static Integer divide(Integer divisor) {
    return 1 / divisor;
  }
}`
);
const QUIET = apexClass(
  'Quiet',
  `public class Quiet { public static void add() {\n  insert new Account(Name = 'x');\n} }`
);
const TRIGGER = {
  'triggers/T.trigger': `trigger T on Account (before insert) {\n  for (Account a : Trigger.new) {\n    Integer i = 1 / Integer.valueOf('0');\n  }\n}`,
  'triggers/T.trigger-meta.xml':
    '<ApexTrigger xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><status>Active</status></ApexTrigger>'
};
const FRAMES_TEST = apexClass(
  'FramesTest',
  `@IsTest class FramesTest {
  @IsTest static void staticInitializer() { Integer i = Frames.broken; }
  @IsTest static void inTrigger() { Quiet.add(); }
  @IsTest static void json() { JSON.deserializeUntyped('{'); }
  @IsTest static void ownJsonException() { throw new JSONException('mine'); }
}`
);
const WORK = apexClass(
  'Work',
  `public class Work implements Queueable, Comparable {
  static Integer divide(Integer divisor) {
    return 1 / divisor;
  }
  public Integer value {
    get {
      return divide(0);
    }
  }
  public class Initial { Integer half = divide(0); }
  public class Within {
    public Within(String text) {
      text.length();
    }
    public override String toString() {
      return String.valueOf(divide(0));
    }
  }
  public void execute(QueueableContext context) {
    divide(0);
  }
  public Integer compareTo(Object other) {
    return divide(0);
  }
  @future public static void later() {
    divide(0);
  }
}`
);
const WORK_TEST = apexClass(
  'WorkTest',
  `@IsTest class WorkTest {
  @IsTest static void getter() { Integer i = new Work().value; }
  @IsTest static void initializer() { new Work.Initial(); }
  @IsTest static void constructor() { new Work.Within(null); }
  @IsTest static void callback() { String s = '' + new Work.Within('a'); }
  @IsTest static void sorted() { List<Work> l = new List<Work>{ new Work(), new Work() }; l.sort(); }
  @IsTest static void queueable() { Test.startTest(); System.enqueueJob(new Work()); Test.stopTest(); }
  @IsTest static void future() { Test.startTest(); Work.later(); Test.stopTest(); }
}`
);

test('stack traces name class, method and line of each frame', async () => {
  const org = openProject(FRAMES, QUIET, TRIGGER, FRAMES_TEST, WORK, WORK_TEST);
  const { tests } = await runTests(org);
  const stacks = Object.fromEntries(tests.map(({ methodName, stackTrace }) => [methodName, stackTrace?.split('\n')]));
  const at = (frame: string, line: number): string => `Class.${frame}: line ${line}, column 1`;
  assert.deepEqual(stacks, {
    inTrigger: [at('Quiet.add', 2), at('FramesTest.inTrigger', 3)],
    json: ['(System Code)', at('FramesTest.json', 4)],
    ownJsonException: [at('FramesTest.ownJsonException', 5)],
    staticInitializer: [at('Frames.divide', 5), at('Frames.<clinit>', 2), at('FramesTest.staticInitializer', 2)],
    callback: [at('Work.divide', 3), at('Work.Within.toString', 16), at('WorkTest.callback', 5)],
    constructor: [at('Work.Within.<init>', 13), at('WorkTest.constructor', 4)],
    // a job is entered from outside: its test is not on its stack
    future: [at('Work.divide', 3), at('Work.later', 26)],
    getter: [at('Work.divide', 3), at('Work.value', 7), at('WorkTest.getter', 2)],
    initializer: [at('Work.divide', 3), at('Work.Initial.<init>', 10), at('WorkTest.initializer', 3)],
    queueable: [at('Work.divide', 3), at('Work.execute', 20)],
    sorted: [at('Work.divide', 3), at('Work.compareTo', 23), at('WorkTest.sorted', 6)]
  });
  const inTrigger = tests.find(({ methodName }) => methodName === 'inTrigger');
  assert.match(
    inTrigger?.message ?? '',
    /T: execution of BeforeInsert\n\ncaused by: System\.MathException: Divide by 0\n\nTrigger\.T: line 3, column 1/
  );
  await org.close();
});
