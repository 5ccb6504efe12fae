import assert from 'node:assert/strict';
import { it } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const NS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

function relationship(name: string, target: string, rest = ''): Record<string, string> {
  return {
    [`objects/Rule__mdt/fields/${name}.field-meta.xml`]: `<CustomField ${NS}><fullName>${name}</fullName><label>${name}</label>${rest}<referenceTo>${target}</referenceTo><relationshipName>${name.slice(0, -3)}Rules</relationshipName><type>MetadataRelationship</type></CustomField>`
  };
}

function rule(name: string, object: string, field: string): Record<string, string> {
  const value = (key: string, text: string): string =>
    `<values><field>${key}</field><value xsi:type="xsd:string">${text}</value></values>`;
  return {
    [`customMetadata/Rule.${name}.md-meta.xml`]: `<CustomMetadata ${NS} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><label>${name}</label><protected>false</protected>${value('Object__c', object)}${value('Field__c', field)}</CustomMetadata>`
  };
}

it('custom metadata refers to objects and fields of the org, whose definitions can be read and travel through JSON', async () => {
  const org = openProject(
    {
      'objects/Rule__mdt/Rule__mdt.object-meta.xml': `<CustomObject ${NS}><label>Rule</label><pluralLabel>Rules</pluralLabel></CustomObject>`,
      'objects/Config__c/Config__c.object-meta.xml': `<CustomObject ${NS}><customSettingsType>Hierarchy</customSettingsType><label>Config</label></CustomObject>`,
      'objects/Config__c/fields/On__c.field-meta.xml': `<CustomField ${NS}><fullName>On__c</fullName><label>On</label><defaultValue>true</defaultValue><type>Checkbox</type></CustomField>`
    },
    relationship('Object__c', 'EntityDefinition'),
    relationship(
      'Field__c',
      'FieldDefinition',
      '<metadataRelationshipControllingField>Rule__mdt.Object__c</metadataRelationshipControllingField>'
    ),
    rule('Industry', 'Account', 'Industry'),
    rule('Gone', 'Account', 'NoSuchField__c'),
    apexClass(
      'RuleTest',
      `@IsTest private class RuleTest {
        @IsTest static void references() {
          Rule__mdt rule = [SELECT Field__c, Object__r.QualifiedApiName, Field__r.QualifiedApiName, Field__r.MasterLabel FROM Rule__mdt WHERE DeveloperName = 'Industry'];
          Assert.areEqual('Account', rule.Object__r.QualifiedApiName);
          Assert.areEqual('Industry', rule.Field__r.QualifiedApiName);
          Assert.areEqual('Account.Industry', rule.Field__c);
          Rule__mdt copy = (Rule__mdt) JSON.deserialize(JSON.serialize(rule), Rule__mdt.class);
          Assert.areEqual('Account', copy.Object__r.QualifiedApiName);
          Assert.areEqual('Industry', copy.Field__r.QualifiedApiName);
          Rule__mdt gone = [SELECT Field__c, Field__r.QualifiedApiName FROM Rule__mdt WHERE DeveloperName = 'Gone'];
          Assert.areEqual('NoSuchField__c', gone.Field__c);
          Assert.isNull(gone.Field__r?.QualifiedApiName);
          Assert.areEqual(1, [SELECT QualifiedApiName FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Contact' AND QualifiedApiName = 'LastName'].size());
          Assert.areEqual('Industry', [SELECT Field__r.QualifiedApiName FROM Rule__mdt WHERE DeveloperName = 'Industry'].Field__r.QualifiedApiName);
        }
        @IsTest static void settingsOfTheOrg() {
          upsert new Config__c();
          Config__c config = [SELECT SetupOwnerId, On__c FROM Config__c];
          Assert.areEqual(UserInfo.getOrganizationId(), config.SetupOwnerId);
          config.On__c = false;
          update config;
          Assert.isFalse(Config__c.getInstance().On__c);
        }
        @IsTest static void recordsWithoutIds() {
          Map<Id, SObject> byId = new Map<Id, SObject>();
          byId.putAll(new List<SObject>{ new Account(Name = 'a'), new Contact(LastName = 'b') });
          Assert.areEqual(1, byId.size());
          Assert.areEqual('b', byId.get(null).get('LastName'));
          try {
            new Map<Id, SObject>(new List<SObject>{ new Account() });
            Assert.fail('made');
          } catch (ListException e) {
            Assert.areEqual('Row with null Id at index: 0', e.getMessage());
          }
        }
        @IsTest static void polymorphicParents() {
          Assert.areEqual(new List<SObjectType>{ Account.SObjectType, Individual.SObjectType },
            ContactPointAddress.ParentId.getDescribe().getReferenceTo());
          Account a = new Account(Name = 'x');
          insert a;
          insert new ContactPointPhone(ParentId = a.Id, TelephoneNumber = '1');
          Assert.areEqual('x', [SELECT Parent.Name FROM ContactPointPhone].Parent.Name);
        }
      }`
    )
  );
  assert.deepEqual(await failuresOf(org), []);
});
