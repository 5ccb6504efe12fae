import { apexClass } from '../../support/apex-project.ts';

const NAMESPACED = (root: string, body: string): string => `<${root}>${body}</${root}>`;

function field(name: string, body: string): Record<string, string> {
  return {
    [`objects/Parcel__c/fields/${name}.field-meta.xml`]: NAMESPACED(
      'CustomField',
      `<fullName>${name}</fullName><label>${name}</label>${body}`
    )
  };
}

/** A small sound project: an object with rules, a service over it, a trigger and a permission set that withholds one field. */
export const PROJECT: Readonly<Record<string, string>> = {
  'objects/Parcel__c/Parcel__c.object-meta.xml': NAMESPACED(
    'CustomObject',
    '<label>Parcel</label><pluralLabel>Parcels</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>Private</sharingModel>'
  ),
  ...field('Weight__c', '<type>Number</type><precision>8</precision><scale>2</scale>'),
  ...field('Code__c', '<type>Text</type><length>5</length>'),
  ...field(
    'Account__c',
    '<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Parcels</relationshipName>'
  ),
  ...field('Double__c', '<type>Number</type><precision>8</precision><scale>2</scale><formula>Weight__c * 2</formula>'),
  'objects/Parcel__c/validationRules/Weight_Positive.validationRule-meta.xml': NAMESPACED(
    'ValidationRule',
    '<fullName>Weight_Positive</fullName><active>true</active><errorConditionFormula>Weight__c &lt; 0</errorConditionFormula><errorMessage>Weight is negative</errorMessage>'
  ),
  'permissionsets/Clerk.permissionset-meta.xml': NAMESPACED(
    'PermissionSet',
    '<label>Clerk</label><objectPermissions><object>Parcel__c</object><allowRead>true</allowRead><allowCreate>true</allowCreate><allowEdit>false</allowEdit><allowDelete>false</allowDelete><modifyAllRecords>false</modifyAllRecords><viewAllRecords>false</viewAllRecords></objectPermissions><fieldPermissions><field>Parcel__c.Code__c</field><readable>true</readable><editable>true</editable></fieldPermissions>'
  ),
  ...apexClass(
    'Shape',
    `public abstract class Shape {
  public final Integer sides = 1;
  private Integer hidden = 2;
  public Parcel__c parcel { get; private set; }
  public enum Colour { RED, GREEN }
  public virtual Integer area() { return 1; }
  public Integer fixed() { return 2; }
  public abstract String name();
  public static Integer add(Integer a, Integer b) { return a + b; }
}`
  ),
  ...apexClass('Named', 'public interface Named { String name(); }')
};
