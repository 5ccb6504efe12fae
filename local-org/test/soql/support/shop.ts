import { ApexList, ApexSet } from '../../../src/values/index.ts';
import type { ApexType, ApexValue } from '../../../src/values/index.ts';
import { TestHost } from './test-host.ts';

const STRING: ApexType = { key: 'system.string', name: 'String', args: [] };
export const listOf = (...items: ApexValue[]) =>
  new ApexList({ key: 'system.list<system.string>', name: 'List<String>', args: [STRING] }, items);
export const setOf = (...items: ApexValue[]) =>
  new ApexSet({ key: 'system.set<system.string>', name: 'Set<String>', args: [STRING] }, items);

/** Three accounts and a deleted one, four contacts, a user and a queue. */
export function shop(): TestHost & { acme: string; byron: string; nils: string } {
  const host = new TestHost();
  const user = host.add('User', { Name: 'Ann Agent', Email: 'ann@example.com', Username: 'ann@x' });
  const queue = host.add('Group', { Name: 'Support' });
  const acme = host.add('Account', {
    Name: 'Acme',
    Industry: 'Media',
    AnnualRevenue: 100050,
    NumberOfEmployees: 5,
    Active__c: 1,
    Founded__c: '2001-02-03',
    Code__c: 'aB',
    OwnerId: user
  });
  const byron = host.add('Account', {
    Name: 'Byron Ltd',
    Industry: 'Banking',
    AnnualRevenue: 200000,
    Active__c: 0,
    Tags__c: 'Red;Blue',
    Code__c: 'AB',
    OwnerId: queue,
    ParentId: acme
  });
  const nils = host.add('Account', { Name: 'Ärger GmbH', Active__c: 0, OwnerId: user });
  host.add('Account', { Name: 'Gone', isdeleted: 1, Active__c: 0 });
  host.add('Contact', { Name: 'Ada Byron', LastName: 'Byron', Email: 'Ada@Example.com', AccountId: byron });
  host.add('Contact', { Name: 'Bob Byron', LastName: 'Byron', AccountId: byron });
  host.add('Contact', { Name: 'Carl Acme', LastName: 'Acme', AccountId: acme });
  host.add('Contact', { Name: 'Dora Alone', LastName: 'Alone' });
  return Object.assign(host, { acme, byron, nils });
}
