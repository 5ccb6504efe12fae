/** Deployment rules for custom fields and objects that the XML types alone do not express. */
import { childText, type Element } from './xml.ts';

const NAME_LIMIT = 40;
const LABEL_LIMIT = 40;
const DESCRIPTION_LIMIT = 1000;
const HELP_LIMIT = 510;

const LENGTH_RANGE: Readonly<Record<string, readonly [number, number]>> = {
  Text: [1, 255],
  EncryptedText: [1, 175],
  LongTextArea: [256, 131_072],
  Html: [256, 131_072]
};

/** @param element the root of a *.field-meta.xml file */
export function checkField(element: Element): string[] {
  const text = (name: string): string => childText(element, name) ?? '';
  const has = (name: string): boolean => childText(element, name) !== undefined;
  const name = text('fullName');
  const type = text('type');
  const faults: string[] = [];
  const fault = (condition: boolean, message: string): void => {
    if (condition) {
      faults.push(message);
    }
  };
  fault(
    !/^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*__c$/.test(name) || name.length - 3 > NAME_LIMIT,
    `${name} is no valid API name`
  );
  fault(
    text('label').length === 0 || text('label').length > LABEL_LIMIT,
    `label must have 1 to ${LABEL_LIMIT} characters`
  );
  fault(!text('description') || text('description').length > DESCRIPTION_LIMIT, 'description is missing or too long');
  fault(!text('inlineHelpText') || text('inlineHelpText').length > HELP_LIMIT, 'inlineHelpText is missing or too long');
  const range = LENGTH_RANGE[type];
  if (range) {
    const length = Number(text('length'));
    fault(!(length >= range[0] && length <= range[1]), `${type} needs a length of ${range[0]} to ${range[1]}`);
  }
  if (type === 'Number' || type === 'Currency' || type === 'Percent') {
    const precision = Number(text('precision'));
    const scale = Number(text('scale'));
    fault(
      !has('formula') && (!(precision >= 1 && precision <= 18) || !(scale >= 0 && scale <= precision)),
      'precision 1 to 18 and scale up to it'
    );
  }
  if (type === 'Lookup') {
    fault(
      text('required') === 'true' && text('deleteConstraint') === 'SetNull',
      'a required lookup cannot be cleared on delete'
    );
    fault(!has('referenceTo'), 'referenceTo is missing');
  }
  if (type === 'MasterDetail') {
    fault(
      has('required') || has('deleteConstraint'),
      'a master-detail field takes neither required nor deleteConstraint'
    );
    fault(!has('relationshipName'), 'relationshipName is missing');
  }
  if (type === 'Checkbox') {
    fault(!has('defaultValue') && !has('formula'), 'a checkbox needs a default value');
    fault(has('required'), 'a checkbox takes no required');
  }
  fault(
    text('unique') === 'true' && !['Text', 'Number', 'Email', 'AutoNumber'].includes(type),
    `${type} cannot be unique`
  );
  fault(
    text('externalId') === 'true' && !['Text', 'Number', 'Email', 'AutoNumber'].includes(type),
    `${type} cannot be an external id`
  );
  fault(
    ['LongTextArea', 'Html', 'MultiselectPicklist'].includes(type) && !has('visibleLines'),
    'visibleLines is missing'
  );
  fault(type === 'EncryptedText' && (!has('maskChar') || !has('maskType')), 'maskChar and maskType are missing');
  return faults;
}
