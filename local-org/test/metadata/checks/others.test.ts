import assert from 'node:assert/strict';
import { test } from 'node:test';
import { field, object, problems } from './support.ts';

const RULES = {
  ...object('Rule__mdt'),
  ...field('Rule__mdt', 'Limit__c', '<type>Number</type><precision>5</precision><scale>0</scale>'),
  ...field('Rule__mdt', 'On__c', '<type>Checkbox</type><defaultValue>false</defaultValue>'),
  ...field('Rule__mdt', 'From__c', '<type>Date</type>'),
  ...field('Rule__mdt', 'Code__c', '<type>Text</type><length>3</length><required>true</required>'),
  ...field(
    'Rule__mdt',
    'Kind__c',
    '<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted><value><fullName>A</fullName><default>false</default></value></valueSetDefinition></valueSet>'
  )
};
const record = (name: string, values: Readonly<Record<string, string>>, label = name): Record<string, string> => ({
  [`customMetadata/${name}.md-meta.xml`]: `<CustomMetadata><label>${label}</label>${Object.entries(values)
    .map(([key, value]) => `<values>\n<field>${key}</field><value>${value}</value></values>`)
    .join('')}</CustomMetadata>`
});

test('records of custom metadata have fields of their type with values of the fields', () => {
  const found = problems(
    RULES,
    record('Rule.Good', { Code__c: 'abc', Limit__c: '7.0', On__c: 'true', From__c: '2026-01-01', Kind__c: 'A' }),
    record('Gone.Type', { Code__c: 'a' }),
    record('Rule.Field', { Code__c: 'a', Gone__c: 'x' }),
    record('Rule.Number', { Code__c: 'a', Limit__c: 'many' }),
    record('Rule.Flag', { Code__c: 'a', On__c: 'yes' }),
    record('Rule.Day', { Code__c: 'a', From__c: 'today' }),
    record('Rule.Long', { Code__c: 'abcd' }),
    record('Rule.Choice', { Code__c: 'a', Kind__c: 'B' }),
    record('Rule.Required', { Limit__c: '1' }),
    record('Rule.Label', { Code__c: 'a' }, 'L'.repeat(41))
  );
  const told = (name: string, line: number, problem: string): string => `CustomMetadata ${name} ${line}: ${problem}`;
  assert.deepEqual(found, [
    told('Gone.Type', 2, 'In field: type - no CustomObject named Gone__mdt found'),
    told('Rule.Choice', 4, 'Kind__c: bad value for restricted picklist field: B'),
    told('Rule.Day', 4, 'From__c: value not of required type: today'),
    told('Rule.Field', 4, 'In field: field - no CustomField named Rule__mdt.Gone__c found'),
    told('Rule.Flag', 4, 'On__c: value not of required type: yes'),
    told('Rule.Label', 2, `Label: data value too large: ${'L'.repeat(41)} (max length=40)`),
    told('Rule.Long', 3, 'Code__c: data value too large: abcd (max length=3)'),
    told('Rule.Number', 4, 'Limit__c: value not of required type: many'),
    told('Rule.Required', 2, 'Required fields are missing: [Code__c]')
  ]);
});

test('quick actions, queues, groups, sharing, roles and subscribers name what there is', () => {
  const action = (name: string, inner: string): Record<string, string> => ({
    [`quickActions/${name}.quickAction-meta.xml`]: `<QuickAction><label>A</label>\n${inner}<type>Create</type></QuickAction>`
  });
  const columns = (name: string): string =>
    `<quickActionLayout><layoutSectionStyle>OneColumn</layoutSectionStyle><quickActionLayoutColumns><quickActionLayoutItems><field>${name}</field></quickActionLayoutItems></quickActionLayoutColumns></quickActionLayout>`;
  const found = problems(
    action('Crate__c.Good', `${columns('Amount__c')}<targetObject>Item__c</targetObject>`),
    action('Crate__c.Field', `${columns('Code__c')}<targetObject>Item__c</targetObject>`),
    action('Crate__c.Target', '<targetObject>Gone__c</targetObject>'),
    action('Crate__c.Web', '<lightningWebComponent>gone</lightningWebComponent>'),
    action('Crate__c.Aura', '<lightningComponent>c:gone</lightningComponent>'),
    action('Crate__c.Page', '<page>Gone</page>'),
    {
      'queues/Q.queue-meta.xml':
        '<Queue><doesSendEmailToMembers>false</doesSendEmailToMembers><name>Q</name>\n<queueMembers><publicGroups><publicGroup>Gone</publicGroup></publicGroups></queueMembers>\n<queueSobject><sobjectType>Gone__c</sobjectType></queueSobject></Queue>',
      'roles/Boss.role-meta.xml': '<Role><name>Boss</name></Role>',
      'roles/Clerk.role-meta.xml': '<Role><name>Clerk</name><parentRole>Boss</parentRole></Role>',
      'roles/Lost.role-meta.xml': '<Role><name>Lost</name>\n<parentRole>Gone</parentRole></Role>',
      'permissionsetgroups/G.permissionsetgroup-meta.xml':
        '<PermissionSetGroup><label>G</label>\n<permissionSets>Gone</permissionSets></PermissionSetGroup>',
      'customPermissions/Needy.customPermission-meta.xml':
        '<CustomPermission><label>N</label><isLicensed>false</isLicensed>\n<requiredPermission><customPermission>Gone</customPermission><dependency>true</dependency></requiredPermission></CustomPermission>',
      'sharingRules/Crate__c.sharingRules-meta.xml':
        '<SharingRules><sharingCriteriaRules><fullName>R</fullName><accessLevel>Read</accessLevel><label>R</label><sharedTo>\n<role>Gone</role></sharedTo><criteriaItems>\n<field>Gone__c</field><operation>equals</operation><value>1</value></criteriaItems></sharingCriteriaRules></SharingRules>',
      'PlatformEventSubscriberConfigs/C.platformEventSubscriberConfig-meta.xml':
        '<PlatformEventSubscriberConfig><masterLabel>C</masterLabel>\n<platformEventConsumer>GoneTrigger</platformEventConsumer></PlatformEventSubscriberConfig>'
    }
  );
  assert.deepEqual(found, [
    'CustomPermission Needy 3: In field: customPermission - no CustomPermission named Gone found',
    'PermissionSetGroup G 3: In field: permissionSets - no PermissionSet named Gone found',
    'PlatformEventSubscriberConfig C 3: In field: platformEventConsumer - no ApexTrigger named GoneTrigger found',
    'Queue Q 3: In field: publicGroup - no Group named Gone found',
    'Queue Q 4: In field: sobjectType - no CustomObject named Gone__c found',
    'QuickAction Crate__c.Aura 3: Unable to retrieve lightning component by namespace/developer name : gone',
    'QuickAction Crate__c.Field 3: In field: field - no CustomField named Item__c.Code__c found',
    'QuickAction Crate__c.Page 3: In field: page - no ApexPage named Gone found',
    'QuickAction Crate__c.Target 3: In field: targetObject - no CustomObject named Gone__c found',
    'QuickAction Crate__c.Web 3: Unable to retrieve lightning web component by namespace/developer name : gone',
    'Role Lost 3: In field: parentRole - no Role named Gone found',
    'SharingRules Crate__c 3: In field: role - no Role named Gone found',
    'SharingRules Crate__c 4: In field: field - no CustomField named Crate__c.Gone__c found'
  ]);
});

test('report types, reports, dashboards and flows name what there is', () => {
  const flow = (name: string, status: string): Record<string, string> => ({
    [`flows/${name}.flow-meta.xml`]: `<Flow><actionCalls><name>Call</name>\n<actionName>Packer</actionName><actionType>apex</actionType></actionCalls><recordLookups><name>Get</name><filters>\n<field>Gone__c</field></filters><object>Crate__c</object></recordLookups><recordCreates><name>Make</name>\n<object>Gone__c</object></recordCreates><screens><name>Show</name><fields><name>f</name>\n<extensionName>c:gone</extensionName></fields></screens><label>F</label><status>${status}</status></Flow>`
  });
  const found = problems(
    {
      'reportTypes/Crates.reportType-meta.xml':
        '<ReportType><baseObject>Crate__c</baseObject><label>C</label><sections><columns>\n<field>Gone__c</field><table>Crate__c</table></columns><columns><field>Account__r.Name</field><table>Crate__c</table></columns></sections></ReportType>',
      'reports/Shop.reportFolder-meta.xml': '<ReportFolder><name>Shop</name></ReportFolder>',
      'reports/Shop/Good.report-meta.xml':
        '<Report><columns><field>Crate__c$Code__c</field></columns><name>Good</name><reportType>Crates__c</reportType></Report>',
      'reports/Shop/Bad.report-meta.xml':
        '<Report><columns>\n<field>Crate__c.Gone__c</field></columns><name>Bad</name>\n<reportType>Gones__c</reportType></Report>',
      'reports/Lost/Alone.report-meta.xml': '<Report><name>A</name><reportType>AccountList</reportType></Report>',
      'dashboards/Shop.dashboardFolder-meta.xml': '<DashboardFolder><name>Shop</name></DashboardFolder>',
      'dashboards/Shop/D.dashboard-meta.xml':
        '<Dashboard><dashboardGridLayout><dashboardGridComponents><dashboardComponent>\n<report>Shop/Gone</report></dashboardComponent><dashboardComponent><report>Shop/Good</report></dashboardComponent></dashboardGridComponents></dashboardGridLayout></Dashboard>'
    },
    flow('Running', 'Active'),
    flow('Draft', 'Draft')
  );
  assert.deepEqual(found, [
    'Dashboard D 3: In field: report - no Report named Shop/Gone found',
    "Flow Running 3: Call (Action) - We can't find the Packer action.",
    'Flow Running 4: Get (Get Records) - The field "Gone__c" for the object "Crate__c" doesn\'t exist.',
    'Flow Running 5: Make (Create Records) - The object "Gone__c" doesn\'t exist.',
    'Flow Running 6: Show (Screen Component) - We can\'t find an extension called "c:gone".',
    'Report Alone 2: Cannot find folder:Lost',
    'Report Bad 3: In field: column - no CustomField named Crate__c.Gone__c found',
    'Report Bad 4: In field: reportType - no ReportType named Gones found',
    'ReportType Crates 3: In field: field - no CustomField named Crate__c.Gone__c found'
  ]);
});

test('objects have a label, a name field and fitting sharing; texts have their lengths', () => {
  const bare = (name: string, inner: string): Record<string, string> => ({
    [`objects/${name}/${name}.object-meta.xml`]: `<CustomObject>\n${inner}</CustomObject>`
  });
  const nameField = '<nameField><label>N</label><type>Text</type></nameField>';
  const label = '<label>L</label><pluralLabel>Ls</pluralLabel>';
  const detail = (owner: string): Record<string, string> =>
    field(
      owner,
      'Crate__c',
      `<type>MasterDetail</type><referenceTo>Crate__c</referenceTo><relationshipName>${owner}s</relationshipName>`
    );
  const found = problems(
    bare('NoLabel__c', nameField),
    bare('NoName__c', label),
    bare('Setting__c', `<customSettingsType>Hierarchy</customSettingsType><label>S</label>`),
    bare('Detail__c', `${label}${nameField}\n<sharingModel>ReadWrite</sharingModel>`),
    detail('Detail__c'),
    bare('Free__c', `${label}${nameField}\n<sharingModel>ControlledByParent</sharingModel>`),
    bare('Long__c', `<label>${'l'.repeat(41)}</label><pluralLabel>${'l'.repeat(40)}</pluralLabel>${nameField}`),
    {
      'permissionsets/Long.permissionset-meta.xml': `<PermissionSet><description>${'d'.repeat(256)}</description><label>${'l'.repeat(80)}</label></PermissionSet>`,
      'labels/CustomLabels.labels-meta.xml': `<CustomLabels><labels><fullName>A</fullName><language>en_US</language><protected>false</protected>\n<shortDescription>${'s'.repeat(81)}</shortDescription><value>${'v'.repeat(1000)}</value></labels></CustomLabels>`,
      'objects/Crate__c/validationRules/V.validationRule-meta.xml': `<ValidationRule><fullName>V</fullName><active>true</active><errorConditionFormula>${'1+'.repeat(1950)}1 &gt; 2</errorConditionFormula>\n<errorMessage>${'m'.repeat(256)}</errorMessage></ValidationRule>`
    }
  );
  assert.deepEqual(found, [
    'CustomLabels CustomLabels 3: Value too long for field: shortDescription maximum length is:80',
    'CustomObject Detail__c 4: Cannot set sharingModel to ReadWrite on a CustomObject with a MasterDetail relationship field',
    'CustomObject Free__c 4: Cannot set sharingModel to ControlledByParent on a CustomObject without a MasterDetail relationship field',
    'CustomObject Long__c 3: Value too long for field: label maximum length is:40',
    'CustomObject NoLabel__c 2: Must specify a non-empty label for the CustomObject',
    'CustomObject NoName__c 2: Must specify a nameField of type Text or AutoNumber',
    'PermissionSet Long 2: Value too long for field: description maximum length is:255',
    'ValidationRule Crate__c.V 2: Formula is too long (3,905 characters). Maximum length is 3,900 characters.',
    'ValidationRule Crate__c.V 3: Value too long for field: errorMessage maximum length is:255'
  ]);
});

test('Aura components and Visualforce pages name components and controllers that there are', () => {
  const page = (name: string, attributes: string): Record<string, string> => ({
    [`pages/${name}.page`]: `<apex:page ${attributes}></apex:page>`,
    [`pages/${name}.page-meta.xml`]: '<ApexPage><apiVersion>60.0</apiVersion><label>P</label></ApexPage>'
  });
  const found = problems(
    page('Good', 'controller="Packer"'),
    page('Standard', 'standardController="Account" extensions="Packer, pkg.Other"'),
    page('Bad', 'controller="Gone"'),
    page('Extended', "standardController='Account' extensions='Packer,Lost'"),
    {
      'aura/good/good.cmp': '<aura:component><c:other/><!-- <c:gone/> --><lightning:card/></aura:component>',
      'aura/other/other.cmp': '<aura:component/>',
      'aura/bad/bad.cmp': '<aura:component>\n  <c:gone/>\n</aura:component>'
    }
  );
  assert.deepEqual(found, [
    "ApexPage Bad 2: Apex class 'Gone' does not exist",
    "ApexPage Extended 2: Apex class 'Lost' does not exist",
    'AuraDefinitionBundle bad 2: No COMPONENT named markup://c:gone found : [markup://c:bad]'
  ]);
});
