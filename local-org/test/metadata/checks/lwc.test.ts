import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problems } from './support.ts';

type Files = Record<string, string>;

function bundle(name: string, script: string, meta = '', template = '<template></template>'): Files {
  return {
    [`lwc/${name}/${name}.js`]: script,
    [`lwc/${name}/${name}.html`]: template,
    [`lwc/${name}/${name}.js-meta.xml`]: `<LightningComponentBundle>\n<apiVersion>66.0</apiVersion>${meta}</LightningComponentBundle>`
  };
}
const config = (name: string, targets: readonly string[], configs = ''): Files =>
  bundle(
    name,
    'export default 1;',
    `<targets>${targets.map((target) => `\n<target>${target}</target>`).join('')}</targets>\n<targetConfigs>${configs}</targetConfigs>`
  );
const told = (name: string, line: number, problem: string): string =>
  `LightningComponentBundle ${name} ${line}: ${problem}`;

test('the configuration names targets, objects and properties that there are', () => {
  const found = problems(
    config(
      'sound',
      ['lightning__RecordPage', 'lightning__Tab', 'lightning__FlowScreen', 'lightning__RecordAction'],
      '<targetConfig targets="lightning__RecordPage"><objects><object>Crate__c</object><object>Account</object><object>pkg__Thing__c</object></objects>' +
        '<property name="a" type="Integer" default="-3"/><property name="b" type="Boolean" default="true"/><property name="c" type="String"/>' +
        '<supportedFormFactors><supportedFormFactor type="Small"/></supportedFormFactors></targetConfig>' +
        '<targetConfig targets="lightning__FlowScreen"><property name="a" type="apex://Packer[]"/></targetConfig>' +
        '<targetConfig targets="lightning__RecordAction"><actionType>ScreenAction</actionType></targetConfig>'
    ),
    config('invalid', ['lightning__AppPag', 'lightning__AppPage']),
    config('twice', ['lightning__AppPage', 'lightning__AppPage']),
    config('empty', ['']),
    config('undeclared', ['lightning__AppPage'], '\n<targetConfig targets="lightning__AppPage, lightning__HomePage"/>'),
    config(
      'tab',
      ['lightning__Tab'],
      '<targetConfig targets="lightning__Tab">\n<property name="a" type="String"/></targetConfig>'
    ),
    config(
      'action',
      ['lightning__RecordAction'],
      '<targetConfig targets="lightning__RecordAction">\n<actionType>Screen</actionType></targetConfig>'
    ),
    config(
      'factor',
      ['lightning__AppPage'],
      '<targetConfig targets="lightning__AppPage">\n<supportedFormFactors><supportedFormFactor type="Medium"/></supportedFormFactors></targetConfig>'
    ),
    config(
      'object',
      ['lightning__RecordPage'],
      '<targetConfig targets="lightning__RecordPage"><objects>\n<object>Gone__c</object></objects></targetConfig>'
    ),
    config(
      'type',
      ['lightning__AppPage'],
      '<targetConfig targets="lightning__AppPage">\n<property name="a" type="Date"/></targetConfig>'
    ),
    config(
      'number',
      ['lightning__HomePage'],
      '<targetConfig targets="lightning__HomePage">\n<property name="a" type="Integer" default="1.5"/></targetConfig>'
    ),
    config(
      'flag',
      ['lightning__HomePage'],
      '<targetConfig targets="lightning__HomePage">\n<property name="a" type="Boolean" default="yes"/></targetConfig>'
    ),
    config(
      'same',
      ['lightning__HomePage'],
      '<targetConfig targets="lightning__HomePage"><property name="a" type="String"/>\n<property name="a" type="String"/></targetConfig>'
    )
  );
  assert.deepEqual(found, [
    told('action', 6, "Invalid <actionType> tag value 'Screen'. Allowed values: Action, ScreenAction."),
    told('empty', 4, 'Lightning Component Bundle empty contains empty target'),
    told('factor', 6, "The formfactor type 'Medium' isn't valid."),
    told('flag', 6, "The default value you specified 'yes' is invalid. It must be a Boolean."),
    told('invalid', 4, 'lightning__AppPag is not a valid TARGETS'),
    told('number', 6, "The default value you specified '1.5' is not a valid integer."),
    told('object', 6, 'Invalid reference Gone__c of type sobjectClass in file object.js-meta.xml'),
    told('same', 6, "More than one property has the same name: 'a'"),
    told('tab', 6, "The 'property' tag isn't supported for lightning__Tab"),
    told('twice', 5, 'Lightning Component Bundle twice contains duplicate target lightning__AppPage'),
    told('type', 6, "You specified an invalid type for 'a'"),
    told('undeclared', 6, 'targetConfig target "lightning__HomePage" is not specified in the targets section')
  ]);
});

test('modules and templates name what there is', () => {
  const found = problems(
    {
      'labels/CustomLabels.labels-meta.xml':
        '<CustomLabels><labels><fullName>Hello</fullName><value>Hello</value><language>en_US</language><protected>false</protected><shortDescription>h</shortDescription></labels></CustomLabels>',
      'staticresources/Logo.resource-meta.xml':
        '<StaticResource><contentType>text/plain</contentType></StaticResource>',
      'staticresources/Logo.txt': 'logo',
      'messageChannels/Bell.messageChannel-meta.xml':
        '<LightningMessageChannel><masterLabel>Bell</masterLabel><isExposed>true</isExposed></LightningMessageChannel>'
    },
    bundle(
      'sound',
      [
        "import { LightningElement } from 'lwc';",
        "import pack from '@salesforce/apex/Packer.pack';",
        "import other from '@salesforce/apex/pkg.Other.method';",
        "import { refreshApex } from '@salesforce/apex';",
        "import hello from '@salesforce/label/c.Hello';",
        "import theirs from '@salesforce/label/pkg.Hello';",
        "import logo from '@salesforce/resourceUrl/Logo';",
        "import may from '@salesforce/customPermission/Pack';",
        "import bell from '@salesforce/messageChannel/Bell__c';",
        "import CRATE from '@salesforce/schema/Crate__c';",
        "import OWNER from '@salesforce/schema/Crate__c.Account__r.Owner.Name';",
        "import STANDARD from '@salesforce/schema/Contact.Pronouns';",
        "import { helper } from 'c/helper';",
        "import { deep } from 'c/helper/deep';",
        "import { x } from './x';",
        "// import gone from 'c/gone';",
        "/* import gone from '@salesforce/label/c.Gone'; */",
        'const text = "import gone from \'c/gone\'";',
        "export { helper } from 'c/helper';"
      ].join('\n'),
      '',
      '<template><!-- <c-gone></c-gone> --><c-two-words></c-two-words><lightning-card></lightning-card></template>'
    ),
    bundle('helper', 'export const helper = 1;'),
    bundle('twoWords', 'export default 1;'),
    bundle('module', "\nimport { a } from 'c/gone';"),
    bundle('lazily', "export const load = () => import('c/gone');"),
    bundle('template', 'export default 1;', '', '<template>\n<c-not-there></c-not-there></template>'),
    bundle('apexClass', "import a from '@salesforce/apex/Gone.method';"),
    bundle('apexMethod', "import a from '@salesforce/apex/Packer.unpack';"),
    bundle('apexHidden', "import {\n  a\n} from '@salesforce/apex/Packer.hidden';"),
    bundle('label', "import a from '@salesforce/label/c.Gone';"),
    bundle('resource', "import a from '@salesforce/resourceUrl/Gone';"),
    bundle('permission', "import a from '@salesforce/customPermission/Gone';"),
    bundle('channel', "import a from '@salesforce/messageChannel/Gone__c';"),
    bundle('schema', "import a from '@salesforce/schema/Gone__c';"),
    bundle('schemaField', "import a from '@salesforce/schema/Crate__c.Gone__c';"),
    bundle('schemaPath', "import a from '@salesforce/schema/Crate__c.Gone__r.Name';"),
    { 'lwc/sound/__tests__/sound.test.js': "import a from 'c/gone';" }
  );
  assert.deepEqual(found, [
    told('apexClass', 1, "Unable to find Apex action class referenced as 'Gone'."),
    told('apexHidden', 3, "Unable to find Apex action method referenced as 'Packer.hidden'."),
    told('apexMethod', 1, "Unable to find Apex action method referenced as 'Packer.unpack'."),
    told('channel', 1, 'Invalid reference Gone__c of type messageChannel in file channel.js'),
    told('label', 1, 'Invalid reference c.Gone of type label in file label.js'),
    told('lazily', 1, 'No MODULE named markup://c:gone found : [markup://c:lazily]'),
    told('module', 2, 'No MODULE named markup://c:gone found : [markup://c:module]'),
    told('permission', 1, 'Invalid reference Gone of type customPermission in file permission.js'),
    told('resource', 1, 'Invalid reference Gone of type resourceUrl in file resource.js'),
    told('schema', 1, 'Invalid reference Gone__c of type sobjectClass in file schema.js'),
    told('schemaField', 1, 'Invalid reference Crate__c.Gone__c of type sobjectField in file schemaField.js'),
    told('schemaPath', 1, 'Invalid reference Crate__c.Gone__r.Name of type sobjectField in file schemaPath.js'),
    told('template', 3, 'No MODULE named markup://c:notThere found : [markup://c:template]')
  ]);
});
