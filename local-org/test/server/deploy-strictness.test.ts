import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { writeProject } from '../dml/org-double.ts';
import { deployFiles, type DeployMessage } from './deploy-client.ts';
import { openEmptyOrg, type EmptyOrg } from './deploy-support.ts';

const XMLNS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

function bundle(name: string, script: string, template = '<template></template>'): Record<string, string> {
  return {
    [`lwc/${name}/${name}.js`]: script,
    [`lwc/${name}/${name}.html`]: template,
    [`lwc/${name}/${name}.js-meta.xml`]: `<?xml version="1.0"?>\n<LightningComponentBundle ${XMLNS}>\n<apiVersion>66.0</apiVersion><isExposed>true</isExposed>\n</LightningComponentBundle>`
  };
}
const SCRIPT = "import { LightningElement } from 'lwc';\nexport default class extends LightningElement {}";
const shown = ({ fullName, fileName, lineNumber, columnNumber, problem }: DeployMessage): unknown[] => [
  fullName,
  fileName,
  lineNumber,
  columnNumber,
  problem
];

describe('what a deployment refuses', () => {
  let org: EmptyOrg;

  before(async () => {
    org = await openEmptyOrg();
  });

  after(() => org.close());

  it('components that do not compile, with the line in the form that clients read', async () => {
    const result = await deployFiles(org, {
      ...bundle('good', SCRIPT),
      ...bundle('markup', SCRIPT, '<template>\n  <p>x\n</template>'),
      ...bundle('script', `${SCRIPT}\nconst a = ;`),
      ...bundle('lost', `import { x } from 'c/nowhere';\n${SCRIPT}`),
      'lwc/styled/styled.css': '.a {\n color: red',
      'lwc/styled/styled.js': SCRIPT,
      'lwc/styled/styled.js-meta.xml': `<LightningComponentBundle ${XMLNS}><apiVersion>66.0</apiVersion></LightningComponentBundle>`,
      'lwc/styled/__tests__/styled.test.js': 'const = broken'
    });
    assert.equal(result.status, 'Failed');
    const lines = result.details.componentFailures.map(shown);
    assert.deepEqual(lines.slice(0, 1).concat(lines.slice(3)), [
      ['markup', 'lwc/markup/markup.html', 2, 3, '[Line: 2, Col: 3] LWC1078: <p> has no matching closing tag.'],
      ['lost', 'lwc/lost/lost.js', 1, 20, 'No MODULE named markup://c:nowhere found : [markup://c:lost]']
    ]);
    assert.deepEqual(lines[1]?.slice(0, 3), ['script', 'lwc/script/script.js', 3]);
    assert.match(String(lines[1]?.[4]), /^\[Line: 3, Col: 10\] LWC1007: Unexpected token/);
    assert.deepEqual(lines[2]?.slice(0, 3), ['styled', 'lwc/styled/styled.css', 1]);
    assert.match(String(lines[2]?.[4]), /^\[Line: 1, Col: 1\] LWC1009: .*Unclosed block$/);
  });

  it('parts of an object, at their lines in the file that was sent', async () => {
    const object = [
      `<CustomObject ${XMLNS}>`,
      '<deploymentStatus>Deployed</deploymentStatus><label>Box</label><pluralLabel>Boxes</pluralLabel>',
      '<nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel>',
      '<fields><fullName>A__c</fullName><label>A</label>',
      '<type>Text</type>',
      '<colour>red</colour></fields>',
      '</CustomObject>'
    ].join('\n');
    const { details } = await deployFiles(org, { 'objects/Box__c.object': object });
    assert.deepEqual(details.componentFailures.map(shown), [
      [
        'Box__c.A__c',
        'objects/Box__c.object',
        6,
        9,
        'Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}colour invalid at this location in type CustomField'
      ]
    ]);
  });

  it('the deletion of what is in use, naming where', async () => {
    const meta = `<ApexClass ${XMLNS}><apiVersion>67.0</apiVersion><status>Active</status></ApexClass>`;
    const number = (name: string, more = ''): string =>
      `<fields><fullName>${name}</fullName><label>${name}</label><type>Number</type><precision>8</precision><scale>2</scale>${more}</fields>`;
    const deletion = (...members: readonly (readonly [string, string])[]): Record<string, string> => ({
      'destructiveChanges.xml': `<Package ${XMLNS}>${members.map(([type, name]) => `<types><members>${name}</members><name>${type}</name></types>`).join('')}</Package>`
    });
    const sent = await deployFiles(org, {
      'objects/Gear__c.object': `<CustomObject ${XMLNS}><deploymentStatus>Deployed</deploymentStatus><label>Gear</label><pluralLabel>Gears</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel>${number('Size__c')}${number('Teeth__c')}${number('Double__c', '<formula>Size__c * 2</formula>')}<validationRules><fullName>Positive</fullName><active>true</active><errorConditionFormula>Size__c &lt; 0</errorConditionFormula><errorMessage>No</errorMessage></validationRules></CustomObject>`,
      'classes/Gears.cls': 'public class Gears { Decimal size = new Gear__c().Size__c; }',
      'classes/Gears.cls-meta.xml': meta,
      'permissionsets/Smith.permissionset': `<PermissionSet ${XMLNS}><label>Smith</label><fieldPermissions><editable>true</editable><field>Gear__c.Teeth__c</field><readable>true</readable></fieldPermissions></PermissionSet>`,
      ...bundle('gearCard', `import SIZE from '@salesforce/schema/Gear__c.Size__c';\n${SCRIPT}\nexport { SIZE };`),
      'flexipages/Gears.flexipage': `<FlexiPage ${XMLNS}><flexiPageRegions><itemInstances><componentInstance><componentName>plainCard</componentName></componentInstance></itemInstances><name>main</name><type>Region</type></flexiPageRegions><masterLabel>G</masterLabel><template><name>flexipage:defaultAppHomeTemplate</name></template><type>AppPage</type></FlexiPage>`,
      ...Object.fromEntries(
        Object.entries(bundle('plainCard', SCRIPT)).map(([path, text]) => [
          path,
          text.replace('</isExposed>', '</isExposed><targets><target>lightning__AppPage</target></targets>')
        ])
      )
    });
    assert.deepEqual([sent.status, sent.details.componentFailures], ['Succeeded', []]);
    const refused = await deployFiles(
      org,
      deletion(['CustomField', 'Gear__c.Size__c'], ['LightningComponentBundle', 'plainCard'])
    );
    assert.equal(refused.status, 'Failed');
    assert.deepEqual(refused.details.componentFailures.map(shown), [
      [
        'Gear__c.Size__c',
        'destructiveChanges.xml',
        undefined,
        undefined,
        'This custom field is referenced elsewhere in salesforce.com. : Apex Class - Gears, Custom Formula Field - Gear__c.Double__c, Validation Rule - Gear__c.Positive, Lightning Component Bundle - gearCard.'
      ],
      [
        'plainCard',
        'destructiveChanges.xml',
        undefined,
        undefined,
        'This lightning component bundle is referenced elsewhere in salesforce.com. Remove the usage and try again. : Lightning Page - Gears.'
      ]
    ]);
    // permission sets and the like let go of what is deleted
    const gone = await deployFiles(org, deletion(['CustomField', 'Gear__c.Teeth__c'], ['ApexClass', 'NeverWas']));
    assert.deepEqual(
      [
        gone.status,
        gone.details.componentSuccesses.map(({ fullName, deleted, problem, problemType }) => [
          fullName,
          deleted,
          problem,
          problemType
        ])
      ],
      [
        'Succeeded',
        [
          ['Gear__c.Teeth__c', true, undefined, undefined],
          ['NeverWas', false, 'No ApexClass named: NeverWas found', 'Warning']
        ]
      ]
    );
  });

  it('what breaks a component that is there already', async () => {
    const meta = `<ApexClass ${XMLNS}><apiVersion>67.0</apiVersion><status>Active</status></ApexClass>`;
    const engine = (body: string): Record<string, string> => ({
      'classes/Engine.cls': `public class Engine { ${body} }`,
      'classes/Engine.cls-meta.xml': meta
    });
    const sent = await deployFiles(org, {
      ...engine('@AuraEnabled public static Integer power() { return 1; }'),
      ...bundle('engineCard', `import power from '@salesforce/apex/Engine.power';\n${SCRIPT}\nexport { power };`)
    });
    assert.equal(sent.status, 'Succeeded');
    const broken = await deployFiles(org, engine('public static Integer power() { return 1; }'));
    assert.deepEqual(
      broken.details.componentFailures.map(({ componentType, fullName, problem }) => [
        componentType,
        fullName,
        problem
      ]),
      [['LightningComponentBundle', 'engineCard', "Unable to find Apex action method referenced as 'Engine.power'."]]
    );
    assert.equal(
      (await deployFiles(org, engine('@AuraEnabled public static Integer power() { return 2; }'))).status,
      'Succeeded'
    );
  });

  it('reports in folders are named with their folder', async () => {
    const report = (folder: string): Record<string, string> => ({
      [`reports/${folder}/Mine.report`]: `<Report ${XMLNS}><name>Mine</name><reportType>AccountList</reportType></Report>`
    });
    const lost = await deployFiles(org, report('Nowhere'));
    assert.deepEqual(
      lost.details.componentFailures.map(({ fullName, problem }) => [fullName, problem]),
      [['Nowhere/Mine', 'Cannot find folder:Nowhere']]
    );
    const folder = `<ReportFolder ${XMLNS}><name>Here</name></ReportFolder>`;
    const found = await deployFiles(org, { ...report('Here'), 'reports/Here-meta.xml': folder });
    assert.deepEqual([found.status, found.details.componentFailures], ['Succeeded', []]);
  });

  it('tests that reach too little of all classes, or no line of a trigger', async () => {
    const tested = await openEmptyOrg();
    const apexMeta = (type: string): string =>
      `<${type} ${XMLNS}><apiVersion>67.0</apiVersion><status>Active</status></${type}>`;
    const cls = (name: string, source: string): Record<string, string> => ({
      [`classes/${name}.cls`]: source,
      [`classes/${name}.cls-meta.xml`]: apexMeta('ApexClass')
    });
    /** A class of four lines with a test that reaches some of them. */
    const files = (reached: number): Record<string, string> => ({
      ...cls(
        'Steps',
        'public class Steps { public static Integer go(Integer n) {\n if (n < 2) {\n return 1; }\n if (n < 3) {\n return 2; }\n if (n < 4) {\n return 3; }\n return 4; } }'
      ),
      ...cls(
        'StepsTest',
        `@IsTest private class StepsTest { @IsTest static void goes() { for (Integer i = 1; i <= ${reached}; i++) { Steps.go(i); } } }`
      )
    });
    const trigger = {
      'triggers/OnAccount.trigger': 'trigger OnAccount on Account (before insert) {\n Integer a = 1;\n}',
      'triggers/OnAccount.trigger-meta.xml': apexMeta('ApexTrigger')
    };
    const warnings = async (sent: Record<string, string>, more: object = {}): Promise<unknown[]> => {
      const { status, details } = await deployFiles(tested, sent, {
        checkOnly: true,
        testLevel: 'RunLocalTests',
        ...more
      });
      return [status, details.runTestResult.codeCoverageWarnings.map(({ name, message }) => [name, message])];
    };
    try {
      assert.deepEqual(await warnings(files(2)), [
        'Failed',
        [
          [
            null,
            'Average test coverage across all Apex Classes and Triggers is 57%, at least 75% test coverage is required.'
          ]
        ]
      ]);
      assert.deepEqual(await warnings(files(3)), ['Succeeded', []]);
      assert.deepEqual(await warnings({ ...files(4), ...trigger }), [
        'Failed',
        [['OnAccount', 'Test coverage of selected Apex Trigger is 0%, at least 1% test coverage is required']]
      ]);
      assert.deepEqual(
        await warnings({ ...files(4), ...trigger }, { testLevel: 'RunSpecifiedTests', runTests: ['StepsTest'] }),
        [
          'Failed',
          [['OnAccount', 'Test coverage of selected Apex Trigger is 0%, at least 75% test coverage is required']]
        ]
      );
    } finally {
      await tested.close();
    }
  });

  it('archives without a manifest, types that there are not, versions that are to come', async () => {
    const manifest = `<Package ${XMLNS}><types><members>*</members><name>ApexClas</name></types><types><members>*</members><name>CustomField</name></types></Package>`;
    const unknown = await deployFiles(org, { 'package.xml': manifest });
    assert.deepEqual(unknown.details.componentFailures.map(shown), [
      ['package.xml', 'package.xml', undefined, undefined, "Unknown type name 'ApexClas' specified in package.xml"]
    ]);
    const without = await deployFiles(org, bundle('any', SCRIPT), {}, false);
    assert.deepEqual(without.details.componentFailures.map(shown), [
      ['package.xml', 'package.xml', undefined, undefined, 'No package.xml found']
    ]);
    const version = (number: string): Record<string, string> => ({
      'classes/Newer.cls': 'public class Newer {}',
      'classes/Newer.cls-meta.xml': `<ApexClass ${XMLNS}>\n<apiVersion>${number}</apiVersion><status>Active</status></ApexClass>`
    });
    const newer = await deployFiles(org, version('68.0'));
    assert.deepEqual(newer.details.componentFailures.map(shown), [
      ['Newer', 'classes/Newer.cls', 2, 13, 'Invalid version specified:68.0']
    ]);
    assert.equal((await deployFiles(org, version('67.0'), { checkOnly: true })).status, 'Succeeded');
    const bare = await deployFiles(org, {
      'lwc/bare/bare.js-meta.xml': `<LightningComponentBundle ${XMLNS}><apiVersion>66.0</apiVersion></LightningComponentBundle>`,
      'lwc/bare/other.js': 'export default 1;'
    });
    assert.deepEqual(
      bare.details.componentFailures.map(({ fullName, problem }) => [fullName, problem]),
      [['bare', 'No base file for markup://c:bare']]
    );
  });
});

describe('an org whose source had faults before', () => {
  const SET = 'permissionsets/Old.permissionset-meta.xml';
  const sent = {
    'classes/Fresh.cls': 'public class Fresh {}',
    'classes/Fresh.cls-meta.xml': `<ApexClass ${XMLNS}><apiVersion>67.0</apiVersion><status>Active</status></ApexClass>`
  };
  const project = (): string =>
    writeProject({
      [SET]:
        '<PermissionSet><label>Old</label><classAccesses><apexClass>Gone</apexClass><enabled>true</enabled></classAccesses></PermissionSet>'
    });

  it('takes deployments that have nothing to do with them', async () => {
    const org = await openEmptyOrg(undefined, project());
    try {
      const { status, details } = await deployFiles(org, sent);
      assert.deepEqual([status, details.componentFailures], ['Succeeded', []]);
    } finally {
      await org.close();
    }
  });

  it('answers also when its files have gone from under it', async () => {
    const folder = project();
    const org = await openEmptyOrg(undefined, folder);
    try {
      rmSync(path.join(folder, SET));
      writeFileSync(
        path.join(folder, SET.replace('Old', 'New')),
        '<PermissionSet><label>N</label><classAccesses><apexClass>Gone</apexClass><enabled>true</enabled></classAccesses></PermissionSet>'
      );
      const { status, errorMessage, details } = await deployFiles(org, sent);
      assert.deepEqual([status, errorMessage], ['Failed', undefined]);
      assert.deepEqual(
        details.componentFailures.map(({ fullName, problem }) => [fullName, problem]),
        [['New', 'In field: apexClass - no ApexClass named Gone found']]
      );
    } finally {
      await org.close();
    }
  });
});
