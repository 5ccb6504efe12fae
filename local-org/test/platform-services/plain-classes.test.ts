import assert from 'node:assert/strict';
import { it } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

it('classes that only hold values have what their signatures list, from code and from JSON', async () => {
  const org = openProject(
    apexClass(
      'PlainTest',
      `@IsTest private class PlainTest {
        @IsTest static void changeHeader() {
          EventBus.ChangeEventHeader header = new EventBus.ChangeEventHeader();
          Assert.isNull(header.recordIds);
          header.recordIds = new List<String>{ 'a', 'b' };
          header.setChangeType('UPDATE');
          header.commitNumber = 5L;
          Assert.areEqual('UPDATE', header.changeType);
          Assert.areEqual(2, header.getRecordIds().size());
          Assert.areEqual(5L, header.getCommitNumber());
          EventBus.ChangeEventHeader copy = (EventBus.ChangeEventHeader) JSON.deserialize(
            '{"changetype":"CREATE","recordIds":["x"],"commitNumber":7,"unknown":1}', EventBus.ChangeEventHeader.class);
          Assert.areEqual('CREATE', copy.getChangeType());
          Assert.areEqual(7L, copy.commitNumber);
          Assert.areEqual(new List<String>{ 'x' }, copy.recordIds);
          Map<String, Object> written = (Map<String, Object>) JSON.deserializeUntyped(JSON.serialize(copy));
          Assert.areEqual('CREATE', written.get('changeType'));
          Assert.areEqual(7, written.get('commitNumber'));
          Assert.isTrue(written.containsKey('entityName'));
          Assert.isFalse(written.containsKey('unknown'));
        }
        @IsTest static void approvalResults() {
          Approval.LockResult lock = (Approval.LockResult) JSON.deserialize(
            '{"success":false,"id":"001000000000001AAA","errors":[{"message":"no","statusCode":"REQUIRED_FIELD_MISSING","fields":["Name"]}]}',
            Approval.LockResult.class);
          Assert.isFalse(lock.isSuccess());
          Assert.areEqual('001000000000001AAA', lock.getId());
          Assert.areEqual('no', lock.getErrors()[0].getMessage());
          Assert.areEqual(StatusCode.REQUIRED_FIELD_MISSING, lock.getErrors()[0].getStatusCode());
          Approval.ProcessResult process = (Approval.ProcessResult) JSON.deserialize(
            '{"success":true,"entityId":"001000000000001AAA","instanceStatus":"Pending"}', Approval.ProcessResult.class);
          Assert.isTrue(process.isSuccess());
          Assert.areEqual('Pending', process.getInstanceStatus());
          Assert.isFalse(((Approval.UnlockResult) JSON.deserialize('{}', Approval.UnlockResult.class)).isSuccess());
        }
        @IsTest static void metadata() {
          Metadata.CustomMetadata record = new Metadata.CustomMetadata();
          record.fullName = 'Rate.EUR';
          record.label = 'Euro';
          Assert.areEqual(0, record.values.size());
          Metadata.CustomMetadataValue value = new Metadata.CustomMetadataValue();
          value.field = 'Factor__c';
          value.value = 1.5;
          record.values.add(value);
          Metadata.DeployContainer container = new Metadata.DeployContainer();
          container.addMetadata(record);
          Assert.areEqual(1, container.getMetadata().size());
          Assert.areEqual('Rate.EUR', container.getMetadata()[0].fullName);
          Assert.areEqual(1.5, ((Metadata.CustomMetadata) container.getMetadata()[0]).values[0].value);
          Assert.isFalse(container.removeMetadataByFullName('Rate.USD'));
          Assert.areEqual(1, container.getMetadata().size());
          Assert.isTrue(container.removeMetadataByFullName('Rate.EUR'));
          Assert.areEqual(0, container.getMetadata().size());
          container.addMetadata(record);
          Assert.isTrue(container.removeMetadata(record));
          Assert.isFalse(container.removeMetadata(record));
          try {
            Metadata.Operations.enqueueDeployment(container, null);
            Assert.fail('deployed');
          } catch (AsyncException e) {
            Assert.areEqual('Metadata cannot be deployed from within a test', e.getMessage());
          }
          Metadata.DeployResult result = new Metadata.DeployResult();
          result.status = Metadata.DeployStatus.Succeeded;
          Assert.areEqual(Metadata.DeployStatus.Succeeded, result.status);
          result = (Metadata.DeployResult) JSON.deserialize(
            '{"status":"Failed","numberComponentErrors":1,"completedDate":"2026-01-02T03:04:05.000Z","details":{"componentFailures":[{"problem":"bad","lineNumber":3}]}}',
            Metadata.DeployResult.class);
          Assert.areEqual(Metadata.DeployStatus.Failed, result.status);
          Assert.areEqual(Datetime.newInstanceGmt(2026, 1, 2, 3, 4, 5), result.completedDate);
          Assert.areEqual('bad', result.details.componentFailures[0].problem);
          Assert.areEqual(3, result.details.componentFailures[0].lineNumber);
        }
        @IsTest static void picklistRows() {
          VisualEditor.DataRow b = new VisualEditor.DataRow('B', 2);
          VisualEditor.DynamicPickListRows rows = new VisualEditor.DynamicPickListRows(new List<VisualEditor.DataRow>{ b });
          Assert.isFalse(rows.containsAllRows());
          rows.addRow(new VisualEditor.DataRow('A', 1, true));
          rows.addAllRows(new List<VisualEditor.DataRow>{ new VisualEditor.DataRow('C', 'x') });
          rows.sort();
          Assert.areEqual(3, rows.size());
          Assert.areEqual('A', rows.get(0).getLabel());
          Assert.isTrue(rows.get(0).isSelected());
          Assert.isFalse(rows.get(1).isSelected());
          Assert.areEqual(2, rows.getDataRows()[1].getValue());
          Assert.isTrue(new VisualEditor.DynamicPickListRows(null, true).containsAllRows());
          rows.setContainsAllRows(true);
          Assert.isTrue(rows.containsAllRows());
        }
      }`
    )
  );
  assert.deepEqual(await failuresOf(org), []);
});

it('what the class library lacked or had otherwise', async () => {
  const org = openProject(
    {
      'objects/Ping__e/Ping__e.object-meta.xml':
        '<CustomObject><deploymentStatus>Deployed</deploymentStatus><label>Ping</label><pluralLabel>Pings</pluralLabel></CustomObject>'
    },
    apexClass('User', 'public class User { public String nick; }'),
    apexClass(
      'Where',
      'public class Where { public String trace() { return new DmlException().getStackTraceString(); } }'
    ),
    apexClass(
      'LibraryGapsTest',
      `@IsTest private class LibraryGapsTest {
        @IsTest static void loggingLevels() {
          List<LoggingLevel> levels = LoggingLevel.values();
          Assert.areEqual(new List<LoggingLevel>{ LoggingLevel.NONE, LoggingLevel.INTERNAL, LoggingLevel.FINEST, LoggingLevel.FINER,
            LoggingLevel.FINE, LoggingLevel.DEBUG, LoggingLevel.INFO, LoggingLevel.WARN, LoggingLevel.ERROR }, levels);
          Assert.areEqual(8, LoggingLevel.ERROR.ordinal());
        }
        @IsTest static void datetimes() {
          Assert.areEqual(Datetime.newInstance(1767323045678L), Datetime.valueOf(1767323045678L));
        }
        @IsTest static void unthrownExceptions() {
          Integer line = new DmlException().getLineNumber();
          Assert.areEqual(12, line);
          Assert.areEqual('Class.Where.trace: line 1, column 1', new Where().trace().substringBefore('\\n'));
          Assert.isTrue(new Where().trace().endsWith('Class.LibraryGapsTest.unthrownExceptions: line 15, column 1'));
        }
        @IsTest static void objectBeforeClass() {
          Assert.isInstanceOfType(Type.forName('User').newInstance(), Schema.User.class);
          Assert.isInstanceOfType(new User(), User.class);
          Assert.isTrue(Type.forName('BatchApexErrorEvent').newInstance() instanceof SObject);
        }
        @IsTest static void idsOfResults() {
          Account known = new Account(Name = 'k');
          insert known;
          Id unknown = '001000zzzz00001AAA';
          List<Database.SaveResult> results = Database.update(new List<Account>{ known, new Account(Id = unknown) }, false);
          Assert.areEqual(known.Id, results[0].getId());
          Assert.isFalse(results[1].isSuccess());
          Assert.isNull(results[1].getId());
          Assert.isNull(Database.delete(unknown, false).getId());
        }
        @IsTest static void upsertResults() {
          Database.UpsertResult result = (Database.UpsertResult) JSON.deserialize('{"success":false,"created":true}', Database.UpsertResult.class);
          Assert.isTrue(result.isCreated());
          Assert.isFalse(result.isSuccess());
        }
        @IsTest static void eventFields() {
          Assert.isFalse(Ping__e.CreatedDate.getDescribe().isCreateable());
          Assert.isFalse(Ping__e.CreatedById.getDescribe().isCreateable());
          Assert.isTrue(Ping__e.EventUuid.getDescribe().isCreateable());
        }
        @IsTest static void keyPrefixes() {
          Assert.areEqual('0Ak', AuthSession.SObjectType.getDescribe().getKeyPrefix());
          Assert.areEqual('0PK', Individual.SObjectType.getDescribe().getKeyPrefix());
          Individual person = new Individual(LastName = 'P');
          insert person;
          Assert.isTrue(String.valueOf(person.Id).startsWith('0PK'));
          Assert.areEqual(Individual.SObjectType, person.Id.getSObjectType());
        }
        @IsTest static void flowViews() {
          FlowDefinitionView view = new FlowDefinitionView();
          Assert.isNull(view.TriggerObjectOrEvent?.QualifiedApiName);
          String target = view.TriggerObjectOrEventId;
          Assert.areEqual(0, [SELECT LastModifiedBy, TriggerObjectOrEvent.QualifiedApiName FROM FlowDefinitionView WHERE ApiName = 'none'].size());
        }
      }`
    )
  );
  assert.deepEqual(await failuresOf(org), []);
});
