import type { ObjectKind } from './schema.ts';
import { table } from '../common/index.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Prefixes of standard objects that nothing else describes. */
export const STANDARD_PREFIXES: Readonly<Record<string, string>> = table({
  AccountContactRelation: '07k',
  AccountTeamMember: '01M',
  ApexComponent: '099',
  ApexLog: '07L',
  ApexPage: '066',
  AuthSession: '0Ak',
  BusinessHours: '01m',
  CollaborationGroup: '0F9',
  CollaborationGroupMember: '0FB',
  ConnectedApplication: '0H4',
  ContentWorkspace: '058',
  ContractLineItem: '811',
  Dashboard: '01Z',
  Entitlement: '550',
  FeedComment: '0D7',
  FlowInterview: '0Fo',
  Idea: '087',
  Individual: '0PK',
  ListView: '00B',
  LiveChatTranscript: '570',
  LoginHistory: '0Ya',
  Macro: '0JZ',
  Network: '0DB',
  OpportunityTeamMember: '00q',
  PermissionSetLicense: '0PL',
  PermissionSetLicenseAssign: '2LA',
  ProcessInstance: '04g',
  ProcessInstanceStep: '04h',
  ProcessInstanceWorkitem: '04i',
  Report: '00O',
  ServiceAppointment: '08p',
  ServiceContract: '810',
  ServiceResource: '0Hn',
  ServiceTerritory: '0Hh',
  SetupAuditTrail: '0Ym',
  Site: '0DM',
  Topic: '0TO',
  WorkOrder: '0WO',
  WorkOrderLineItem: '1WL'
});

const FIRST: Partial<Record<ObjectKind, string>> = table({ customMetadata: 'm', platformEvent: 'e', standard: '2' });

function hash(text: string): number {
  let value = 2166136261;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 16777619) >>> 0;
  }
  return value;
}

/**
 * A key prefix for an object: `a` (`m` for custom metadata, `e` for events, `2` for standard objects whose own is not known) and two characters from the name's hash, so
 * that it stays the same when other objects come and go.
 * @param taken prefixes in use; the new one is added
 */
export function assignKeyPrefix(name: string, kind: ObjectKind, taken: Set<string>): string {
  const first = FIRST[kind] ?? 'a';
  const size = BASE62.length ** 2;
  const start = hash(name.toLowerCase()) % size;
  for (let step = 0; step < size; step++) {
    const index = (start + step) % size;
    const prefix = first + BASE62.charAt(Math.floor(index / BASE62.length)) + BASE62.charAt(index % BASE62.length);
    if (!taken.has(prefix)) {
      taken.add(prefix);
      return prefix;
    }
  }
  throw new Error(`No key prefix is left for ${name}`);
}
