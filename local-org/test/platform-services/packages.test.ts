import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const parameter = (kind: string, name: string, value: string): Record<string, string> => ({
  [`featureParameters/${name}.featureParameter${kind}-meta.xml`]: `<FeatureParameter${kind}><dataflowDirection>SubscriberToLmo</dataflowDirection><masterLabel>${name}</masterLabel><value>${value}</value></FeatureParameter${kind}>`
});

const CLASSES = [
  apexClass(
    'Script',
    `public class Script implements InstallHandler, UninstallHandler {
      public static List<Object> seen = new List<Object>();
      public void onInstall(InstallContext context) {
        seen.addAll(new List<Object>{ context.previousVersion()?.minor(), context.isUpgrade(), context.isPush(), context.organizationId(), context.installerId() });
      }
      public void onUninstall(UninstallContext context) {
        seen.addAll(new List<Object>{ context.organizationId(), context.uninstallerId() });
      }
    }`
  ),
  apexClass(
    'ScriptTest',
    `@IsTest private class ScriptTest {
      @IsTest static void scriptsAreToldWhoInstalls() {
        Id org = UserInfo.getOrganizationId();
        Id user = UserInfo.getUserId();
        Test.testInstall(new Script(), null);
        Assert.areEqual(new List<Object>{ null, false, false, org, user }, Script.seen);
        Script.seen.clear();
        Test.testInstall(new Script(), new Version(1, 7), true);
        Assert.areEqual(new List<Object>{ 7, true, true, org, user }, Script.seen);
        Script.seen.clear();
        Test.testUninstall(new Script());
        Assert.areEqual(new List<Object>{ org, user }, Script.seen);
      }
      @IsTest static void featureParametersHaveDefaultsAndValues() {
        Assert.areEqual(true, FeatureManagement.checkPackageBooleanValue('Signs'));
        Assert.areEqual(-1, FeatureManagement.checkPackageIntegerValue('Seats'));
        Assert.areEqual(Date.newInstance(2026, 1, 31), FeatureManagement.checkPackageDateValue('Until'));
        FeatureManagement.setPackageBooleanValue('signs', false);
        FeatureManagement.setPackageIntegerValue('Seats', 12);
        FeatureManagement.setPackageDateValue('Until', Date.newInstance(2027, 2, 3));
        Assert.areEqual(false, FeatureManagement.checkPackageBooleanValue('Signs'));
        Assert.areEqual(12, FeatureManagement.checkPackageIntegerValue('Seats'));
        Assert.areEqual(Date.newInstance(2027, 2, 3), FeatureManagement.checkPackageDateValue('Until'));
      }
      @IsTest static void whatOneTestSetIsUnknownToTheNext() {
        Assert.areEqual(-1, FeatureManagement.checkPackageIntegerValue('Seats'));
        try { Boolean b = FeatureManagement.checkPackageBooleanValue(null); Assert.fail(); } catch (NullPointerException e) {}
      }
      @IsTest static void unknownParametersAreRefused() {
        FeatureManagement.checkPackageBooleanValue('Seats');
      }
    }`
  )
];

test('install scripts and feature parameters', async () => {
  const org = openProject(
    parameter('Boolean', 'Signs', 'true'),
    parameter('Integer', 'Seats', '-1'),
    parameter('Date', 'Until', '2026-01-31'),
    ...CLASSES
  );
  const failures = await failuresOf(org);
  assert.equal(failures.length, 1);
  assert.match(
    failures[0] ?? '',
    /unknownParametersAreRefused: .*FeatureManagement without a feature parameter FeatureParameterBoolean Seats/
  );
});
