import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Org } from '../../src/index.ts';
import type { UserContext } from '../../src/security/index.ts';
import { apexClass, openProject } from '../support/apex-project.ts';

/** Chains of calls of every kind through classes of every sharing, at any depth: which sharing a class without a declaration meets. */

const SHARING = { W: 'with sharing', O: 'without sharing', N: '', I: 'inherited sharing' } as const;
type Kind = keyof typeof SHARING;
const KINDS = Object.keys(SHARING) as Kind[];

/** Calls that lead into a class, as the class without a declaration makes them. */
const CALLS = (c: string): readonly string[] => [
  `${c}.call();`,
  `new ${c}().instance();`,
  `new ${c}(true);`,
  `Integer x = new ${c}().getter;`,
  `new ${c}().setter = 1;`,
  `Integer x = ${c}.staticGetter;`,
  `new ${c}.Initialized();`,
  `((Hop) new ${c}()).instance();`,
  `((Base) new ${c}()).hook();`,
  `Plan.armed = true; new List<Integer>{ 2, 1 }.sort(new ${c}());`,
  `((Callable) new ${c}()).call('x', null);`,
  `((Hop) Type.forName('${c}').newInstance()).instance();`,
  `String text = String.valueOf(new ${c}());`,
  `try { ${c}.thrower(); } catch (Plan.HaltException e) { ${c}.call(); }`,
  `try { ${c}.thrower(); } catch (Plan.HaltException e) { Integer x = 0; } finally { ${c}.call(); }`
];
const COUNT = CALLS('').length;
const TRIGGER = KINDS.length * COUNT;

const hopClass = (kind: Kind): Record<string, string> =>
  apexClass(
    `Hop${kind}`,
    `public ${SHARING[kind]} class Hop${kind} extends Base implements Hop, Callable, Comparator<Integer> {
  public Hop${kind}() {}
  public Hop${kind}(Boolean b) { Go.next(); }
  public Integer getter { get { Go.next(); return 0; } }
  public Integer setter { set { Go.next(); } }
  public static Integer staticGetter { get { Go.next(); return 0; } }
  public ${SHARING[kind]} class Initialized { Integer x = Go.next(); }
  public static void call() { Go.next(); }
  public static void thrower() { Deep.down(3); }
  public void instance() { Go.next(); }
  public override void hook() { Go.next(); }
  public Integer compare(Integer a, Integer b) { if (Plan.armed) { Plan.armed = false; Go.next(); } return 0; }
  public Object call(String action, Map<String, Object> args) { Go.next(); return null; }
  public override String toString() { Go.next(); return 'x'; }
}`
  );

const FILES = {
  'objects/Deal__c/Deal__c.object-meta.xml':
    '<CustomObject><label>Deal</label><pluralLabel>Deals</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>Private</sharingModel></CustomObject>',
  'objects/Bell__c/Bell__c.object-meta.xml':
    '<CustomObject><label>Bell</label><pluralLabel>Bells</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>',
  'triggers/OnBell.trigger': 'trigger OnBell on Bell__c (before insert) { Go.next(); }',
  'triggers/OnBell.trigger-meta.xml': '<ApexTrigger><apiVersion>66.0</apiVersion><status>Active</status></ApexTrigger>',
  ...apexClass('Hop', 'public interface Hop { void instance(); }'),
  ...apexClass('Base', 'public abstract class Base { public abstract void hook(); }'),
  ...apexClass(
    'Plan',
    'public class Plan { public class HaltException extends Exception {} public static List<Integer> steps; public static Integer at = 0; public static Integer seen; public static Boolean armed = false; }'
  ),
  ...apexClass(
    'Deep',
    'public with sharing class Deep { public static void down(Integer n) { if (n == 0) throw new Plan.HaltException(); down(n - 1); } }'
  ),
  ...apexClass(
    'Go',
    `public class Go {
  public static void start(List<Integer> steps) { Plan.steps = steps; next(); }
  public static Integer seen() { return Plan.seen; }
  public static Integer next() {
    if (Plan.at == Plan.steps.size()) { Plan.seen = Database.countQuery('SELECT COUNT() FROM Deal__c') * 10 + [SELECT COUNT() FROM Deal__c]; return 0; }
    switch on Plan.steps[Plan.at++] {
      ${KINDS.flatMap((kind, at) => CALLS(`Hop${kind}`).map((code, call) => `when ${at * COUNT + call} { ${code} }`)).join('\n      ')}
      when ${TRIGGER} { insert new Bell__c(Name = 'b'); }
    }
    return 0;
  }
}`
  ),
  ...Object.assign({}, ...KINDS.map(hopClass))
};

/** The nearest class or trigger that decides; nobody does: a class without a declaration was the entry. */
function expected(steps: readonly number[]): 'with' | 'without' {
  for (const step of steps.toReversed()) {
    const kind = step === TRIGGER ? 'O' : KINDS[Math.floor(step / COUNT)];
    if (kind === 'W' || kind === 'O') {
      return kind === 'W' ? 'with' : 'without';
    }
  }
  return 'without';
}

function seen(org: Org, user: UserContext, steps: readonly number[]): number {
  return org.run({ user }, () => {
    const list = org.program.construct('system.list<system.integer>', []);
    steps.forEach((step) => org.program.invoke(list, 'add', [step]));
    org.program.callStatic('go', 'start', [list]);
    return Number(org.program.callStatic('go', 'seen', []));
  });
}

function openWithDeal(): { org: Org; user: UserContext } {
  const org = openProject(FILES);
  const admin = org.users.administrator().id;
  org.rows.insert('Deal__c', admin, { Name: 'd', OwnerId: admin, IsDeleted: false });
  const profile = String(org.rows.find('Profile', { Name: 'Standard User' })?.['id']);
  const id = org.rows.insert('User', admin, { Username: 'u@example.com', LastName: 'u', ProfileId: profile });
  return { org, user: org.users.byId(id) };
}

test('the nearest class that declares its sharing decides, whatever the calls between', async () => {
  const { org, user } = openWithDeal();
  try {
    const step = fc.nat({ max: TRIGGER - 1 });
    const transparent = step.filter((value) => !['W', 'O'].includes(KINDS[Math.floor(value / COUNT)] ?? ''));
    const part = fc.oneof(
      { weight: 3, arbitrary: fc.array(step, { maxLength: 4 }) },
      { weight: 1, arbitrary: fc.constant([TRIGGER]) },
      { weight: 3, arbitrary: fc.array(transparent, { minLength: 20, maxLength: 60 }) }
    );
    const chain = fc.array(part, { maxLength: 5 }).map((parts) => parts.flat());
    fc.assert(
      fc.property(chain, (steps) => {
        assert.equal(seen(org, user, steps), expected(steps) === 'with' ? 0 : 11);
      }),
      { numRuns: 120, seed: 7 }
    );
  } finally {
    await org.close();
  }
});

test('each kind of call alone, and far down', async () => {
  const { org, user } = openWithDeal();
  try {
    for (let step = 0; step < TRIGGER; step++) {
      for (const first of ['W', 'O'] as const) {
        for (const length of [1, 70]) {
          const steps = [KINDS.indexOf(first) * COUNT, ...Array<number>(length).fill(step)];
          assert.equal(seen(org, user, steps), expected(steps) === 'with' ? 0 : 11, `${first} ${step} ${length}`);
        }
      }
    }
  } finally {
    await org.close();
  }
});
