import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problems } from './support.ts';

const bundle = (name: string, meta: string): Record<string, string> => ({
  [`lwc/${name}/${name}.js`]:
    "import { LightningElement } from 'lwc'; export default class extends LightningElement {}",
  [`lwc/${name}/${name}.html`]: '<template></template>',
  [`lwc/${name}/${name}.js-meta.xml`]: `<LightningComponentBundle><apiVersion>66.0</apiVersion>${meta}</LightningComponentBundle>`
});
const BUNDLES = {
  ...bundle(
    'crateCard',
    '<isExposed>true</isExposed><targets><target>lightning__RecordPage</target><target>lightning__AppPage</target></targets>' +
      '<targetConfigs><targetConfig targets="lightning__RecordPage"><objects><object>Crate__c</object></objects>' +
      '<property name="rows" type="Integer" min="1" max="9"/><property name="open" type="Boolean"/>' +
      '<property name="mode" type="String" datasource="wide, narrow"/></targetConfig></targetConfigs>'
  ),
  ...bundle('inner', '<isExposed>false</isExposed>'),
  'aura/oldCard/oldCard.cmp': '<aura:component implements="flexipage:availableForRecordHome"/>'
};

const component = (name: string, properties: Readonly<Record<string, string>> = {}, extra = ''): string =>
  `<itemInstances><componentInstance>${Object.entries(properties)
    .map(
      ([key, value]) =>
        `<componentInstanceProperties><name>${key}</name>\n<value>${value}</value></componentInstanceProperties>`
    )
    .join(
      ''
    )}\n<componentName>${name}</componentName><identifier>i</identifier>${extra}</componentInstance></itemInstances>`;

/** A page of crates, or of what `rest` says. */
function page(
  name: string,
  items: string,
  rest = '<sobjectType>Crate__c</sobjectType><template><name>flexipage:recordHomeTemplateDesktop</name></template><type>RecordPage</type>',
  more = ''
): Record<string, string> {
  return {
    [`flexipages/${name}.flexipage-meta.xml`]: `<FlexiPage>\n<flexiPageRegions>${items}<name>main</name><type>Region</type></flexiPageRegions>${more}<masterLabel>P</masterLabel>${rest}</FlexiPage>`
  };
}
const APP = '<template><name>flexipage:defaultAppHomeTemplate</name></template><type>AppPage</type>';
const rule = (left: string): string =>
  `<visibilityRule><criteria><leftValue>${left}</leftValue><operator>EQUAL</operator><rightValue>1</rightValue></criteria></visibilityRule>`;
const fieldItem = (name: string): string =>
  `<itemInstances><fieldInstance><fieldItem>${name}</fieldItem></fieldInstance></itemInstances>`;
const lost = (name: string, line: number, what: string): string =>
  `FlexiPage ${name} ${line}: Something went wrong. We couldn't retrieve or load the information on the field: ${what}.`;
const unknown = (name: string, what: string, line = 4): string =>
  `FlexiPage ${name} ${line}: We couldn't retrieve the design time component information for component ${what}.`;

test('a sound page has no problems', () => {
  const facet = '<flexiPageRegions><name>Facet-1</name><type>Facet</type></flexiPageRegions>';
  assert.deepEqual(
    problems(
      BUNDLES,
      page(
        'Sound',
        [
          component('crateCard', { rows: '1', open: 'true', mode: 'narrow' }),
          component('c:crateCard', { rows: '9' }),
          component('crateCard', { rows: '{!$User.Id}' }),
          component('oldCard', { anything: 'x' }),
          component('pkg__card', { anything: 'x' }),
          component('pkg:card'),
          component('flexipage:column', { body: 'Facet-1' }, rule('{!Record.Account__r.Owner.Name}')),
          component('force:detailPanel', {}, rule('{!$Permission.CustomPermission.Pack}')),
          component('force:detailPanel', {}, rule('{!$User.Department}') + rule('{!$Client.FormFactor}')),
          fieldItem('Record.Code__c'),
          fieldItem('Record.CreatedById'),
          fieldItem('Record.Account__r.Industry'),
          fieldItem('Record.pkg__Level__c')
        ].join(''),
        undefined,
        facet
      ),
      page('App', component('crateCard'), APP)
    ),
    []
  );
});

test('components must exist, be exposed, have the target, the object and the properties', () => {
  const found = problems(
    BUNDLES,
    page('Absent', component('gone')),
    page('AbsentC', component('c:gone')),
    page('Hidden', component('inner')),
    page('Invented', component('flexipage:tabs')),
    page('Home', component('crateCard'), '<template><name>home:desktopTemplate</name></template><type>HomePage</type>'),
    page(
      'Account',
      component('crateCard'),
      '<sobjectType>Account</sobjectType><template><name>flexipage:recordHomeTemplateDesktop</name></template><type>RecordPage</type>'
    ),
    page('Property', component('crateCard', { colour: 'red' })),
    page('AppProperty', component('crateCard', { rows: '3' }), APP),
    page('Text', component('crateCard', { rows: '1.5' })),
    page('Low', component('crateCard', { rows: '0' })),
    page('High', component('crateCard', { rows: '10' })),
    page('Flag', component('crateCard', { open: 'yes' })),
    page('Choice', component('crateCard', { mode: 'wider' }))
  );
  const value = (name: string, property: string, why: string): string =>
    `FlexiPage ${name} 4: Invalid value for property [${property}] in component [c:crateCard]: ${why}`;
  assert.deepEqual(found, [
    unknown('Absent', 'c:gone'),
    unknown('AbsentC', 'c:gone'),
    "FlexiPage Account 4: Component c:crateCard isn't available for the object Account.",
    'FlexiPage AppProperty 3: Invalid property [rows] in component [c:crateCard]',
    value('Choice', 'mode', "wider isn't one of wide, narrow"),
    value('Flag', 'open', "yes isn't a Boolean"),
    unknown('Hidden', 'c:inner'),
    value('High', 'rows', '10 is greater than the maximum 9'),
    unknown('Home', 'c:crateCard'),
    unknown('Invented', 'flexipage:tabs'),
    value('Low', 'rows', '0 is less than the minimum 1'),
    'FlexiPage Property 3: Invalid property [colour] in component [c:crateCard]',
    value('Text', 'rows', "1.5 isn't an Integer")
  ]);
});

test('objects, templates, facets, fields, permissions and actions must exist', () => {
  const actions = (name: string): string =>
    `<itemInstances><componentInstance><componentInstanceProperties><name>actionNames</name><valueList><valueListItems>\n<value>${name}</value></valueListItems></valueList></componentInstanceProperties><componentName>force:highlightsPanel</componentName></componentInstance></itemInstances>`;
  const found = problems(
    BUNDLES,
    page(
      'Object',
      '',
      '<sobjectType>Gone__c</sobjectType><template><name>flexipage:recordHomeTemplateDesktop</name></template><type>RecordPage</type>'
    ),
    page(
      'NoObject',
      '',
      '<template><name>flexipage:recordHomeTemplateDesktop</name></template><type>RecordPage</type>'
    ),
    page('NoTemplate', '', '<sobjectType>Crate__c</sobjectType><type>RecordPage</type>'),
    page('Template', '', '<template><name>nowhere</name></template><type>AppPage</type>'),
    page('Facet', '', undefined, '\n<flexiPageRegions><name>Facet-2</name><type>Facet</type></flexiPageRegions>'),
    page('Field', fieldItem('Record.Gone__c')),
    page('Path', fieldItem('Record.Account__r.Gone__c')),
    page('Lookup', fieldItem('Record.Gone__r.Name')),
    page('Rule', component('force:detailPanel', {}, rule('{!Record.Gone__c}'))),
    page('User', component('force:detailPanel', {}, rule('{!$User.Gone__c}'))),
    page('Permission', component('force:detailPanel', {}, rule('{!$Permission.CustomPermission.Gone}'))),
    page('Action', actions('Crate__c.Gone') + actions('Crate__c.Pack') + actions('Edit') + actions('Account.Anything')),
    page('Button', actions('CustomButton.Crate__c.Gone')),
    {
      'quickActions/Crate__c.Pack.quickAction-meta.xml':
        '<QuickAction><label>Pack</label><optionsCreateFeedItem>false</optionsCreateFeedItem><type>LogACall</type></QuickAction>'
    }
  );
  assert.deepEqual(found, [
    'FlexiPage Action 4: In field: action - no QuickAction named Crate__c.Gone found',
    'FlexiPage Button 4: In field: action - no WebLink named Crate__c.Gone found',
    'FlexiPage Facet 4: The facet Facet-2 is defined by a component in the FlexiPage but not actually used.',
    lost('Field', 3, 'Record.Gone__c'),
    lost('Lookup', 3, 'Record.Gone__r.Name'),
    'FlexiPage NoObject 2: Required field is missing: sobjectType',
    'FlexiPage NoTemplate 2: Required field is missing: template',
    'FlexiPage Object 3: In field: sobjectType - no CustomObject named Gone__c found',
    lost('Path', 3, 'Record.Account__r.Gone__c'),
    'FlexiPage Permission 4: In field: leftValue - no CustomPermission named Gone found',
    lost('Rule', 4, 'Record.Gone__c'),
    "FlexiPage Template 3: Template c:nowhere doesn't exist.",
    lost('User', 4, '$User.Gone__c')
  ]);
});
