import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkProject } from '../../src/index.ts';
import { writeProject } from '../dml/org-double.ts';

const FILES = {
  'workflows/Account.workflow-meta.xml':
    '<Workflow><rules><fullName>A</fullName><active>true</active><formula>true</formula><triggerType>onAllChanges</triggerType></rules><rules><fullName>B</fullName><active>true</active><formula>true</formula><triggerType>onAllChanges</triggerType></rules><rules><fullName>C</fullName><active>false</active><formula>true</formula><triggerType>onAllChanges</triggerType></rules></Workflow>',
  'workflows/Contact.workflow-meta.xml':
    '<Workflow><rules><fullName>A</fullName><active>false</active><formula>true</formula><triggerType>onAllChanges</triggerType></rules></Workflow>',
  'duplicateRules/Account.Same.duplicateRule-meta.xml':
    '<DuplicateRule><isActive>true</isActive><masterLabel>Same</masterLabel></DuplicateRule>',
  'duplicateRules/Account.Off.duplicateRule-meta.xml':
    '<DuplicateRule><isActive>false</isActive><masterLabel>Off</masterLabel></DuplicateRule>',
  'matchingRules/Account.matchingRule-meta.xml':
    '<MatchingRules><matchingRules><fullName>M</fullName><label>M</label><ruleStatus>Active</ruleStatus></matchingRules></MatchingRules>',
  'assignmentRules/Lead.assignmentRules-meta.xml':
    '<AssignmentRules><assignmentRule><fullName>L</fullName><active>true</active></assignmentRule></AssignmentRules>',
  'escalationRules/Case.escalationRules-meta.xml':
    '<EscalationRules><escalationRule><fullName>E</fullName><active>true</active></escalationRule></EscalationRules>',
  'autoResponseRules/Case.autoResponseRules-meta.xml':
    '<AutoResponseRules><autoResponseRule><fullName>R</fullName><active>true</active></autoResponseRule></AutoResponseRules>',
  'approvalProcesses/Account.Big.approvalProcess-meta.xml':
    '<ApprovalProcess><active>true</active><label>Big</label></ApprovalProcess>'
};

test('what stands in the source and is not followed is named', () => {
  const source = [writeProject(FILES)];
  assert.deepEqual([...checkProject({ source, metadata: true }).notInForce].sort(), [
    'ApprovalProcess Account.Big: 1 active approval process is not carried out by the local org',
    'AssignmentRules Lead: 1 active assignment rule is not carried out by the local org',
    'AutoResponseRules Case: 1 active auto-response rule is not carried out by the local org',
    'DuplicateRule Account.Same: 1 active duplicate rule is not carried out by the local org',
    'EscalationRules Case: 1 active escalation rule is not carried out by the local org',
    'MatchingRules Account: 1 active matching rule is not carried out by the local org',
    'Workflow Account: 2 active workflow rules are not carried out by the local org'
  ]);
  assert.deepEqual(checkProject({ source }).notInForce, []);
});
