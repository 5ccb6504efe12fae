import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
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
});
