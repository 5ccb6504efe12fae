/** An enumeration of the Metadata API. */
interface MetadataEnum {
  readonly name: string;
  readonly values: ReadonlySet<string>;
}

function enumeration(name: string, values: string): MetadataEnum {
  return { name, values: new Set(values.split(' ')) };
}

const FIELD_TYPES = enumeration(
  'FieldType',
  'AutoNumber Lookup MasterDetail Checkbox Currency Date DateTime Email Number Percent Phone Picklist MultiselectPicklist Text TextArea ' +
    'LongTextArea Html Url EncryptedText Summary Hierarchy File MetadataRelationship Location ExternalLookup IndirectLookup ' +
    'CustomDataType Time Array'
);

/**
 * Elements that the copy of the WSDL carries as text and that are enumerations, by type and element.
 * Source: Metadata API Developer Guide, CustomField and CustomObject.
 */
export const ENUM_VALUES: ReadonlyMap<string, MetadataEnum> = new Map([
  ['CustomField.type', FIELD_TYPES],
  ['CustomField.deleteConstraint', enumeration('DeleteConstraint', 'Cascade Restrict SetNull')],
  ['CustomField.summaryOperation', enumeration('SummaryOperations', 'count sum min max')],
  ['CustomField.formulaTreatBlanksAs', enumeration('TreatBlanksAs', 'BlankAsBlank BlankAsZero')],
  [
    'CustomObject.sharingModel',
    enumeration(
      'SharingModel',
      'Private Read ReadSelect ReadWrite ReadWriteTransfer FullAccess ControlledByParent ControlledByCampaign ControlledByLeadOrContact'
    )
  ],
  ['CustomObject.deploymentStatus', enumeration('DeploymentStatus', 'InDevelopment Deployed')],
  ['CustomObject.visibility', enumeration('SetupObjectVisibility', 'Protected Public PackageProtected')],
  ['CustomObject.customSettingsType', enumeration('CustomSettingsType', 'List Hierarchy')]
]);
