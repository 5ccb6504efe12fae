import assert from 'node:assert/strict';
import { it } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';
import { flowFile } from './flow-files.ts';

it('flows are rows that Apex can query', async () => {
  const org = openProject(
    flowFile(
      'Follows',
      '<description>Why</description><runInMode>SystemModeWithSharing</runInMode><triggerOrder>7</triggerOrder><start><object>Account</object><triggerType>RecordAfterSave</triggerType><recordTriggerType>Create</recordTriggerType></start>'
    ),
    flowFile('Idle', '<start></start>', { status: 'Draft', type: 'Flow' }),
    apexClass(
      'RowsTest',
      `@IsTest private class RowsTest {
        @IsTest static void views() {
          List<FlowDefinitionView> views = [SELECT ApiName, Label, Description, IsActive, ActiveVersionId, LatestVersionId, DurableId, ProcessType,
            TriggerType, RecordTriggerType, TriggerOrder, ManageableState, TriggerObjectOrEvent.QualifiedApiName
            FROM FlowDefinitionView ORDER BY ApiName];
          Assert.areEqual(2, views.size());
          FlowDefinitionView follows = views[0];
          Assert.areEqual('Follows label', follows.Label);
          Assert.areEqual('Why', follows.Description);
          Assert.isTrue(follows.IsActive);
          Assert.areEqual('RecordAfterSave', follows.TriggerType);
          Assert.areEqual('Create', follows.RecordTriggerType);
          Assert.areEqual(7, follows.TriggerOrder);
          Assert.areEqual('Account', follows.TriggerObjectOrEvent.QualifiedApiName);
          Assert.isTrue(follows.DurableId.startsWith('300') && follows.DurableId.length() == 18);
          Assert.areEqual(follows.ActiveVersionId, follows.LatestVersionId);
          FlowVersionView version = [SELECT Status, RunInMode, VersionNumber, ApiVersionRuntime, FlowDefinitionViewId FROM FlowVersionView
            WHERE DurableId = :follows.ActiveVersionId];
          Assert.areEqual('Active', version.Status);
          Assert.areEqual('SystemModeWithSharing', version.RunInMode);
          Assert.areEqual(1, version.VersionNumber);
          Assert.areEqual(66.0, version.ApiVersionRuntime);
          Assert.areEqual(follows.DurableId, version.FlowDefinitionViewId);
          Assert.isFalse(views[1].IsActive);
          Assert.isNull(views[1].ActiveVersionId);
          Assert.areEqual('Draft', [SELECT Status FROM FlowVersionView WHERE DurableId = :views[1].LatestVersionId].Status);
        }
      }`
    )
  );
  assert.deepEqual(await failuresOf(org), []);
});
