import type { ShapeFault } from './check-shape.ts';
import type { PlacedElement } from './placed-xml.ts';
import { table } from '../../common/index.ts';

const NAME_LIMIT = 40;
const LABEL_LIMIT = 40;
const DESCRIPTION_LIMIT = 1000;
const HELP_LIMIT = 510;

/** Least and greatest `length` by type; see the table of field types in the Metadata API Developer Guide. */
const LENGTHS: Readonly<Record<string, readonly [number, number]>> = table({
  Text: [1, 255],
  EncryptedText: [1, 175],
  LongTextArea: [256, 131_072],
  Html: [256, 131_072]
});
const NUMERIC = ['Number', 'Currency', 'Percent'];
const IDENTIFYING = ['Text', 'Number', 'Email', 'AutoNumber'];

/** Elements that a field of a type has to have, unless it is a formula. */
const NEEDED: Readonly<Record<string, readonly string[]>> = table({
  Text: ['length'],
  EncryptedText: ['length', 'maskChar', 'maskType'],
  LongTextArea: ['length', 'visibleLines'],
  Html: ['length', 'visibleLines'],
  MultiselectPicklist: ['visibleLines'],
  Number: ['precision', 'scale'],
  Currency: ['precision', 'scale'],
  Percent: ['precision', 'scale'],
  Checkbox: ['defaultValue'],
  Lookup: ['referenceTo'],
  MasterDetail: ['referenceTo', 'relationshipName'],
  Summary: ['summaryForeignKey', 'summaryOperation']
});

/** Elements that a field of a type must not have. */
const REFUSED: Readonly<Record<string, readonly string[]>> = table({
  Checkbox: ['required', 'length'],
  MasterDetail: ['required', 'deleteConstraint'],
  Summary: ['required', 'precision', 'scale'],
  AutoNumber: ['required'],
  LongTextArea: ['required'],
  Html: ['required']
});

/**
 * What the platform refuses in a custom field beyond the shape of its XML: lengths, precision, elements that the type needs or does not
 * take. The fields of standard objects and of types without `type` (standard fields) are left alone.
 * @param field the `CustomField` element of a field file
 */
export function checkField(field: PlacedElement): ShapeFault[] {
  const child = (name: string): PlacedElement | undefined => field.children.find((each) => each.name === name);
  const text = (name: string): string => child(name)?.text ?? '';
  const type = text('type');
  const fullName = text('fullName');
  const faults: ShapeFault[] = [];
  const fault = (name: string, problem: string): void => {
    const { line, column } = child(name) ?? field;
    faults.push({ problem, path: `CustomField/${name}`, line, column });
  };
  if (!type || (fullName && !fullName.endsWith('__c'))) {
    return [];
  }
  const name = fullName.replace(/__c$/, '').replace(/^[a-z]\w*?__/i, '');
  if (fullName && (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/i.test(name) || name.length > NAME_LIMIT)) {
    fault(
      'fullName',
      'The Custom Field Name field can only contain underscores and alphanumeric characters. It must be unique, begin with a letter, ' +
        `not include spaces, not end with an underscore, not contain two consecutive underscores, and have at most ${NAME_LIMIT} characters.`
    );
  }
  const limited: readonly (readonly [string, number])[] = [
    ['label', LABEL_LIMIT],
    ['description', DESCRIPTION_LIMIT],
    ['inlineHelpText', HELP_LIMIT]
  ];
  for (const [element, limit] of limited) {
    if (text(element).length > limit) {
      fault(element, `Value too long for field: ${element} maximum length is:${limit}`);
    }
  }
  const needed = child('formula') ? [] : (NEEDED[type] ?? []);
  for (const element of needed) {
    if (!child(element)) {
      fault(element, `Must specify '${element}' for a CustomField of type ${type}`);
    }
  }
  for (const element of REFUSED[type] ?? []) {
    if (child(element) && text(element) !== 'false') {
      fault(element, `Can not specify '${element}' for a CustomField of type ${type}`);
    }
  }
  const range = LENGTHS[type];
  if (range && child('length') && !within(text('length'), range)) {
    fault('length', `The length of a CustomField of type ${type} must be between ${range[0]} and ${range[1]}`);
  }
  if (NUMERIC.includes(type) && child('precision') && child('scale') && !child('formula')) {
    if (!within(text('precision'), [1, 18])) {
      fault('precision', 'The precision of a number must be between 1 and 18');
    } else if (!within(text('scale'), [0, Number(text('precision'))])) {
      fault('scale', 'The scale of a number must be between 0 and its precision');
    }
  }
  if (type === 'Lookup' && text('required') === 'true' && !['Cascade', 'Restrict'].includes(text('deleteConstraint'))) {
    fault('deleteConstraint', 'must specify either cascade delete or restrict delete for required lookup foreign key');
  }
  for (const element of ['unique', 'externalId']) {
    const allowed = element === 'unique' && type === 'MetadataRelationship';
    if (text(element) === 'true' && !allowed && !IDENTIFYING.includes(type)) {
      fault(element, `Can not specify '${element}' for a CustomField of type ${type}`);
    }
  }
  return faults;
}

function within(text: string, [least, greatest]: readonly [number, number]): boolean {
  const value = Number(text);
  return Number.isInteger(value) && value >= least && value <= greatest;
}
