import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkField, checkShape, readPlacedXml } from '../../src/metadata/api-shapes/index.ts';

const XMLNS = '{http://soap.sforce.com/2006/04/metadata}';

function faults(type: string, inner: string): string[] {
  const root = readPlacedXml(`<?xml version="1.0"?>\n<${type} xmlns="urn:x">\n${inner}\n</${type}>`);
  assert.ok(root);
  const found = checkShape(root, type);
  const all = type === 'CustomField' && found.length === 0 ? checkField(root) : found;
  return all.map(({ line, problem }) => `${line}: ${problem}`);
}

const field = (type: string, inner: string): string =>
  `<fullName>A__c</fullName>\n<label>A</label>\n<type>${type}</type>\n${inner}`;

describe('the shape of metadata', () => {
  const cases: readonly (readonly [string, string, string, string[]])[] = [
    ['is accepted as documented', 'CustomField', field('Text', '<length>20</length>'), []],
    [
      'has no unknown element',
      'CustomField',
      '<fullName>A__c</fullName>\n<colour>red</colour>',
      [`4: Error parsing file: Element ${XMLNS}colour invalid at this location in type CustomField`]
    ],
    [
      'has single elements once',
      'CustomField',
      '<label>A</label>\n<label>B</label>',
      [`4: Error parsing file: Element ${XMLNS}label is duplicated at this location in type CustomField`]
    ],
    [
      'keeps elements of one name together',
      'PermissionSet',
      '<classAccesses><apexClass>A</apexClass><enabled>true</enabled></classAccesses>\n<label>X</label>\n' +
        '<classAccesses><apexClass>B</apexClass><enabled>true</enabled></classAccesses>',
      [`5: Error parsing file: Element ${XMLNS}classAccesses is duplicated at this location in type PermissionSet`]
    ],
    [
      'has what is required in nested types',
      'PermissionSet',
      '<label>X</label>\n<classAccesses><apexClass>A</apexClass></classAccesses>',
      ['4: Required field is missing: enabled']
    ],
    [
      'has booleans where they belong',
      'CustomField',
      '<required>yes</required>',
      ["3: Error parsing file: 'yes' is not a valid value for the type xsd:boolean"]
    ],
    [
      'has numbers where they belong',
      'CustomField',
      '<length>long</length>',
      ['3: Error parsing file: For input string: "long"']
    ],
    [
      'has values of enumerations',
      'CustomField',
      '<type>Txt</type>',
      ["3: 'Txt' is not a valid value for the enum 'FieldType'"]
    ],
    [
      'has no elements in a text',
      'CustomField',
      '<label><b>A</b></label>',
      [`3: Error parsing file: Element ${XMLNS}b invalid at this location in type string`]
    ]
  ];
  for (const [name, type, inner, wanted] of cases) {
    it(name, () => assert.deepEqual(faults(type, inner), wanted));
  }
});

describe('a custom field', () => {
  const cases: readonly (readonly [string, string, string, string[]])[] = [
    ['needs a length', 'Text', '', ["2: Must specify 'length' for a CustomField of type Text"]],
    [
      'keeps to the range of lengths',
      'Text',
      '<length>256</length>',
      ['6: The length of a CustomField of type Text must be between 1 and 255']
    ],
    ['may be as long as its type allows', 'LongTextArea', '<length>131072</length><visibleLines>3</visibleLines>', []],
    [
      'needs visible lines where it is long',
      'LongTextArea',
      '<length>300</length>',
      ["2: Must specify 'visibleLines' for a CustomField of type LongTextArea"]
    ],
    [
      'has at most 18 digits',
      'Number',
      '<precision>19</precision><scale>0</scale>',
      ['6: The precision of a number must be between 1 and 18']
    ],
    [
      'has no more decimals than digits',
      'Number',
      '<precision>2</precision>\n<scale>3</scale>',
      ['7: The scale of a number must be between 0 and its precision']
    ],
    ['needs no precision when it is calculated', 'Number', '<formula>1</formula>', []],
    [
      'of type checkbox takes no required',
      'Checkbox',
      '<defaultValue>false</defaultValue>\n<required>true</required>',
      ["7: Can not specify 'required' for a CustomField of type Checkbox"]
    ],
    [
      'that is looked up and required is not cleared',
      'Lookup',
      '<referenceTo>Account</referenceTo><deleteConstraint>SetNull</deleteConstraint><required>true</required>',
      ['6: must specify either cascade delete or restrict delete for required lookup foreign key']
    ],
    [
      'is unique in few types only',
      'Checkbox',
      '<defaultValue>false</defaultValue><unique>true</unique>',
      ["6: Can not specify 'unique' for a CustomField of type Checkbox"]
    ],
    [
      'has a description of 1,000 characters at the most',
      'Date',
      `<description>${'d'.repeat(1001)}</description>`,
      ['6: Value too long for field: description maximum length is:1000']
    ]
  ];
  for (const [name, type, inner, wanted] of cases) {
    it(name, () => assert.deepEqual(faults('CustomField', field(type, inner)), wanted));
  }

  it('has a name of letters, digits and single underscores', () => {
    for (const bad of ['1A__c', 'A___B__c', 'A__B__C__c', 'A-B__c', `${'A'.repeat(41)}__c`]) {
      const found = faults('CustomField', `<fullName>${bad}</fullName><type>Date</type>`);
      assert.match(found.join(), /^3: The Custom Field Name field can only contain underscores/, bad);
    }
    assert.deepEqual(faults('CustomField', '<fullName>ns__A_1__c</fullName><type>Date</type>'), []);
  });
});

describe('what packages of other releases have', () => {
  const accepted: readonly (readonly [type: string, inner: string])[] = [
    ['CustomTab', '<customObject>true</customObject><mobileReady>false</mobileReady>'],
    ['CustomApplication', '<label>A</label><tab>standard-Account</tab><tab>B</tab>'],
    [
      'CustomObject',
      '<enableChangeDataCapture>true</enableChangeDataCapture><customSettingsVisibility>Public</customSettingsVisibility>'
    ],
    ['CustomField', field('Picklist', '<picklist><sorted>false</sorted></picklist>')],
    [
      'CustomField',
      field(
        'Picklist',
        '<valueSet><valueSetDefinition><sorted>false</sorted><value><fullName>A</fullName><label>A</label></value></valueSetDefinition></valueSet>'
      )
    ],
    [
      'CustomField',
      field('LongTextArea', '<length>5000</length><visibleLines>3</visibleLines><defaultValue>"x"</defaultValue>')
    ],
    ['CustomPermission', '<label>P</label>'],
    ['PermissionSet', '<label>P</label><agentAccesses><agentName>A</agentName><enabled>true</enabled></agentAccesses>']
  ];
  for (const [type, inner] of accepted) {
    it(`is accepted: ${type} ${inner.slice(0, 60)}`, () => assert.deepEqual(faults(type, inner), []));
  }
});

describe('placed XML', () => {
  it('undoes entities and keeps character data', () => {
    assert.equal(readPlacedXml('<a>x &lt;&#65;&#x42; <![CDATA[<&>]]><!-- no --></a>')?.text, 'x <AB <&>');
  });

  it('finds every element at the end of its opening tag, with its attributes', () => {
    const gaps = fc.array(fc.constantFrom('', '\n', '  ', '\r\n', '<!-- a\nb -->'), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(gaps, (between) => {
        const text = `<r>${between.map((gap, index) => `${gap}<e${index} k="1>"/>`).join('')}</r>`;
        const lines = text.split('\n');
        const children = readPlacedXml(text)?.children ?? [];
        assert.equal(children.length, between.length);
        for (const { name, line, column, attributes } of children) {
          assert.ok(lines[line - 1]?.slice(0, column - 1).endsWith(`<${name} k="1>"/>`));
          assert.deepEqual([...attributes], [['k', '1>']]);
        }
      })
    );
  });
});
