import { checkMetadata } from '../../../src/checks/index.ts';
import { loadProject } from '../../../src/metadata/index.ts';
import { writeProject } from '../../dml/org-double.ts';

type Files = Readonly<Record<string, string>>;

export function field(object: string, name: string, body: string): Files {
  return {
    [`objects/${object}/fields/${name}.field-meta.xml`]: `<CustomField><fullName>${name}</fullName><label>${name}</label>${body}</CustomField>`
  };
}

export function object(name: string, sharing = 'ReadWrite'): Files {
  return {
    [`objects/${name}/${name}.object-meta.xml`]: `<CustomObject><label>${name}</label><pluralLabel>${name}</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>${sharing}</sharingModel></CustomObject>`
  };
}

/** A small sound shop: crates with items, a component for their pages, a permission. */
export const SHOP: Files = {
  ...object('Crate__c'),
  ...field('Crate__c', 'Code__c', '<type>Text</type><length>20</length>'),
  ...field('Crate__c', 'Weight__c', '<type>Number</type><precision>8</precision><scale>2</scale>'),
  ...field('Crate__c', 'Sealed__c', '<type>Checkbox</type><defaultValue>false</defaultValue>'),
  ...field('Crate__c', 'Packed__c', '<type>Date</type>'),
  ...field(
    'Crate__c',
    'Colour__c',
    '<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted><value><fullName>Red</fullName><default>false</default></value><value><fullName>Blue</fullName><default>false</default></value></valueSetDefinition></valueSet>'
  ),
  ...field(
    'Crate__c',
    'Account__c',
    '<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Crates</relationshipName>'
  ),
  ...object('Item__c', 'ControlledByParent'),
  ...field(
    'Item__c',
    'Crate__c',
    '<type>MasterDetail</type><referenceTo>Crate__c</referenceTo><relationshipName>Items</relationshipName>'
  ),
  ...field('Item__c', 'Amount__c', '<type>Currency</type><precision>16</precision><scale>2</scale>'),
  ...field('Activity', 'Effort__c', '<type>Number</type><precision>4</precision><scale>0</scale>'),
  'customPermissions/Pack.customPermission-meta.xml':
    '<CustomPermission><label>Pack</label><isLicensed>false</isLicensed></CustomPermission>',
  'classes/Packer.cls':
    'public class Packer { @AuraEnabled public static String pack() { return null; } public static void hidden() {} }',
  'classes/Packer.cls-meta.xml': '<ApexClass><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>'
};

/** What the check says of a sound shop with these files: `Type Name line: problem`, sorted. */
export function problems(...files: readonly Files[]): string[] {
  const project = loadProject([writeProject(Object.assign({}, SHOP, ...files) as Record<string, string>)]);
  const faults = project.faults.map(({ reason }) => `fault: ${reason}`);
  const found = checkMetadata(project).map(
    ({ type, fullName, line, problem }) => `${type} ${fullName} ${line ?? '-'}: ${problem}`
  );
  return [...faults, ...found].sort();
}
