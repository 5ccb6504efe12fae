import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { runBuild, type BuildOutput } from '../../src/lightning/build/index.ts';
import { ModuleError, salesforceModule } from '../../src/lightning/build/salesforce-modules.ts';
import { scanProject } from '../../src/lightning/build/scan-project.ts';
import { usedBaseComponents } from '../../src/lightning/build/usage.ts';
import { FIXTURE, TEST_CACHE } from './support/fake-org.ts';

const cache = TEST_CACHE;
let output: BuildOutput;

before(async () => {
  output = await runBuild([FIXTURE], cache);
});

function bundleText(): string {
  return readdirSync(output.appDirectory)
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(path.join(output.appDirectory, file), 'utf8'))
    .join('\n');
}

test('every component of the project is built, from TypeScript too, with the values of its labels', () => {
  assert.deepEqual([...output.components].sort(), [
    'brokenImport',
    'brokenTemplate',
    'gadgetModal',
    'gadgetPanel',
    'sharedMath',
    'usesBroken'
  ]);
  assert.match(bundleText(), /Gadget of the day/);
  assert.match(bundleText(), /GadgetController\.getPrice/);
});

test('a fault names the component and the module or place, and does not stop the others', () => {
  const faults = output.faults.map(({ component, message }) => `${component}: ${message}`);
  assert.ok(
    faults.some((fault) => /^c\/brokenImport: Unknown module lightning\/doesNotExist/.test(fault)),
    faults.join('\n')
  );
  assert.ok(faults.includes('c/brokenImport: No custom label is named Missing_Label'), faults.join('\n'));
  assert.ok(
    faults.some((fault) => /^c\/brokenTemplate: .*LWC1/.test(fault)),
    faults.join('\n')
  );
  assert.ok(!faults.some((fault) => fault.startsWith('c/gadgetPanel')), faults.join('\n'));
  assert.match(bundleText(), /c\/brokenTemplate could not be built/);
});

test('the framework and base components are separate and made once', async () => {
  assert.ok(output.vendorFiles.lwc);
  assert.ok(output.vendorFiles['lightning/card']);
  const again = await runBuild([FIXTURE], cache);
  assert.equal(again.vendorDirectory, output.vendorDirectory);
  assert.equal(again.appDirectory, output.appDirectory);
  assert.deepEqual(again.faults, output.faults);
});

test('base components are found by tag and by import', () => {
  const scan = scanProject([FIXTURE]);
  const used = usedBaseComponents(scan.inputs, '/nowhere');
  assert.ok(used.includes('card') && used.includes('button') && used.includes('navigation'), used.join());
  assert.ok(!used.includes('doesNotExist'));
});

test('salesforce modules: values, callable Apex, references; refused when the project lacks them', () => {
  const project = scanProject([FIXTURE]);
  assert.equal(salesforceModule('@salesforce/label/c.gadget_title', project), 'export default "Gadget of the day";');
  assert.match(
    salesforceModule('@salesforce/apex/GadgetController.getPrice', project) ?? '',
    /apexMethod\("GadgetController\.getPrice"\)/
  );
  assert.equal(
    salesforceModule('@salesforce/schema/Gadget__c.Account__r.Name', project),
    'export default {"fieldApiName":"Account__r.Name","objectApiName":"Gadget__c"};'
  );
  assert.equal(
    salesforceModule('@salesforce/schema/Gadget__c', project),
    'export default {"objectApiName":"Gadget__c"};'
  );
  assert.match(salesforceModule('@salesforce/gate/bc.enableX', project) ?? '', /=> true/);
  assert.match(salesforceModule('@salesforce/gate/bc.260.enableComboboxElementInternals', project) ?? '', /=> false/);
  for (const missing of [
    '@salesforce/apex/Nobody.call',
    '@salesforce/label/c.Nope',
    '@salesforce/resourceUrl/nope',
    '@salesforce/messageChannel/Nope__c',
    '@salesforce/nonsense/x'
  ]) {
    assert.throws(() => salesforceModule(missing, project), ModuleError, missing);
  }
});
