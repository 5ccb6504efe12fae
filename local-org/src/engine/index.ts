/** What compiled code and the class library may ask of the running org: the engine, the transaction with its limits, the org as its host. */
export { CALL, enforcedState, enteredState, sharingOfState } from './call-state.ts';
export type { ClassInfo, FieldInfo, MethodInfo, TriggerInfo } from './class-info.ts';
export { Clock } from './clock.ts';
export type { CallerContext, Engine } from './engine.ts';
export { HeapCaretaker } from './garbage.ts';
export { LIMIT_TEXTS, type LimitName, type LimitUse, Limits } from './limits.ts';
export {
  credentialTargets,
  isLoopback,
  setCredentialTargets,
  type CredentialTarget,
  type CredentialTargets
} from './named-credentials.ts';
export {
  currenciesOf,
  readOrgConfig,
  type ActionConfig,
  type OrgConfig,
  type SessionList,
  type UserConfig
} from './org-config.ts';
export type {
  ChangeHost,
  EventHost,
  FlowHost,
  FlowMoment,
  JobHost,
  OrgHost,
  QueueableOptions,
  TriggerContext,
  UserDirectory
} from './org-host.ts';
export {
  type PlatformClass,
  type PlatformFunction,
  type PlatformMethod,
  type PlatformProperty,
  PlatformRegistry,
  platformClass
} from './platform-registry.ts';
export { CHECKPOINT, FINALIZER, SUBSCRIPTION, type SubscriptionState } from './scratch-keys.ts';
export type { JobContext, JobKind, Transaction, TransactionMode } from './transaction.ts';
export { userCurrency } from './user-currency.ts';
