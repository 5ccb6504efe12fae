import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { declarationsOf } from '../../apex-types/declarations.ts';
import { groupLabels, labelDeclarations, labelModule, parseLabels, propertyName } from '../../apex-types/labels.ts';
import { parseApexClass, type ApexClass } from '../../apex-types/parse-apex.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

const VIEW = `
/** @description What is shown. */
public with sharing class ThingView {
    /** How many. */
    @AuraEnabled
    public Integer count = 0;
    @AuraEnabled
    public Datetime seenAt { get; set; }
    @AuraEnabled
    public List<Row> rows = new List<Row>();
    @AuraEnabled
    public Map<String, List<Decimal>> sums;
    public String hidden;
    public class Row {
        @AuraEnabled
        public Id id;
    }
}`;

const CONTROLLER = `
public with sharing class ThingController {
    /**
     * @description Reads things.
     * @param owner whose
     */
    @AuraEnabled(cacheable=true)
    public static ThingView.Row getThing(Id owner, List<String> names) { return null; }
    @AuraEnabled
    public static void forget(Boolean really) {}
    public static void unseen() {}
}`;

function classes(...sources: string[]): Map<string, ApexClass> {
  const parsed = sources.map((source) => parseApexClass(source)!);
  return new Map(parsed.map((type) => [type.name, type]));
}

function declare(name: string, ...sources: string[]): string {
  const known = classes(...sources);
  return (declarationsOf(known.get(name)!, known) ?? '').replace(/\s+/g, ' ');
}

describe('declarations of Apex for components', () => {
  it('declares what is AuraEnabled and nothing else', () => {
    const text = declare('ThingView', VIEW);
    assert.match(text, /export interface ThingView \{/);
    assert.doesNotMatch(text, /hidden/);
  });

  it('takes a field with an initial value for never null, any other for optional', () => {
    const text = declare('ThingView', VIEW);
    assert.match(text, /count: number;/);
    assert.match(text, /seenAt\?: string \| null;/);
    assert.match(text, /rows: readonly Row\[\];/);
    assert.match(text, /sums\?: Readonly<Record<string, readonly number\[\]>> \| null;/);
  });

  it('carries the documentation over', () => {
    assert.match(declare('ThingView', VIEW), /\/\*\* How many\. \*\/ count/);
    assert.match(declare('ThingController', VIEW, CONTROLLER), /\/\*\* Reads things\. \*\/ const method/);
  });

  it('declares cacheable methods as wirable and others as calls', () => {
    const text = declare('ThingController', VIEW, CONTROLLER);
    assert.match(
      text,
      /CacheableApexMethod<\{ owner: string \| null \| undefined; names: readonly string\[\] \| null \| undefined \}/
    );
    assert.match(text, /import\('apex\/ThingView'\)\.Row>/);
    assert.match(text, /const method: ApexMethod<\{ really: boolean \| null \| undefined \}, void>/);
    assert.doesNotMatch(text, /unseen/);
  });

  it('refuses a type that a component cannot receive', () => {
    const source = 'public class Bad { @AuraEnabled public static Messaging.Email get() { return null; } }';
    assert.throws(() => declare('Bad', source), /cannot receive the type Messaging\.Email/);
  });

  it('says where a file is not Apex', () => {
    assert.throws(() => parseApexClass('public class Broken {\n  void x( {\n}'), /^Error: 2:/);
  });
});

describe('declarations of labels', () => {
  const xml = `<CustomLabels>
    <labels><fullName>Cw_Orders_Title</fullName><value>Orders */ here</value></labels>
    <labels><fullName>Cw_Common_Save</fullName><value>Save</value></labels>
  </CustomLabels>`;

  it('declares each label, so that a misspelt one does not compile', () => {
    const text = labelDeclarations(parseLabels(xml));
    assert.match(text, /declare module '@salesforce\/label\/c\.Cw_Orders_Title'/);
    assert.match(text, /Orders \* \/ here/);
  });

  it('gives each a short name', () => {
    assert.equal(propertyName('Cw_Orders_Title'), 'ordersTitle');
    assert.match(
      labelModule('Common', parseLabels(xml)),
      /import commonSave from '@salesforce\/label\/c\.Cw_Common_Save';/
    );
  });

  it('keeps the texts of each panel in a module of their own', () => {
    const groups = groupLabels(parseLabels(xml));
    assert.deepEqual([...groups.keys()].sort(), ['Common', 'Orders']);
    const text = labelModule('Orders', groups.get('Orders') ?? []);
    assert.match(text, /export const ORDERS_LABELS/);
    assert.doesNotMatch(text, /commonSave/);
  });
});

describe('the drift check', () => {
  it('finds the declarations on disk as their sources have them', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/apex-types/index.ts', '--check'], {
      cwd: ROOT,
      encoding: 'utf8'
    });
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });
});
