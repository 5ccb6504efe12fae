import {
  type Engine,
  type Limits,
  type Transaction,
  platformClass,
  type PlatformClass,
  type PlatformFunction
} from '../../engine/index.ts';
import { ApexDatetime, ApexList, NotImplementedError } from '../../values/index.ts';
import type { ApexValue, TypeValue } from '../../values/index.ts';
import { required } from '../core/support.ts';
import { settleCallbacks, testBroker } from './event-bus.ts';
import { installStatics } from './install.ts';
import { setMock } from './mocks.ts';
import { clearMessages, PageReferenceObject, setCurrentPage } from './page-reference.ts';
import { loadTestData } from './test-data.ts';

const STATE = Symbol('test state');
/** Scratch key of the ids that SOSL answers in this test (`Test.setFixedSearchResults`). */
export const FIXED_SEARCH_RESULTS = Symbol('fixed search results');

interface TestState {
  phase: 'before' | 'started' | 'stopped';
  outer: Limits | null;
  /** Those between Test.startTest and Test.stopTest. */
  inner: Limits | null;
}

function state(rt: Engine): TestState {
  const known = (rt.tx.scratch.get(STATE) as TestState | undefined) ?? { phase: 'before', outer: null, inner: null };
  rt.tx.scratch.set(STATE, known);
  return known;
}

/** The limits that tell what a test has used: those of the part that Test.startTest began, else all. */
export function measuredLimits(tx: Transaction): Limits {
  return (tx.scratch.get(STATE) as TestState | undefined)?.inner ?? tx.limits;
}

function startTest(rt: Engine): void {
  const test = state(rt);
  if (test.phase !== 'before') {
    rt.fail('System.FinalException', 'Testing already started');
  }
  test.phase = 'started';
  const tx = rt.org.tx;
  test.outer = tx.limits;
  tx.limits = tx.freshLimits();
  test.inner = tx.limits;
}

function stopTest(rt: Engine): void {
  const test = state(rt);
  if (test.phase !== 'started' || !test.outer) {
    rt.fail('System.FinalException', 'Testing already stopped');
  }
  test.phase = 'stopped';
  const inner = rt.org.tx.limits;
  rt.org.tx.limits = test.outer;
  test.outer.excludeCpu(inner.cpuMs);
  rt.org.asyncQueue.runInTest();
  settleCallbacks(rt, true);
}

function standardPricebook(rt: Engine): string | null {
  const row = rt.org.rows.find('Pricebook2', { IsStandard: true });
  return row ? String(row['id']) : null;
}

function setCreatedDate(rt: Engine, id: string, date: ApexDatetime): void {
  const object = rt.org.schema.objectByPrefix(id.slice(0, 3));
  if (!object) {
    rt.fail('System.StringException', `Invalid id: ${id}`);
  }
  rt.org.rows.update(object.name, id, { CreatedDate: date.ms });
}

function missing(name: string): PlatformFunction {
  return () => {
    throw new NotImplementedError(`Test.${name}`);
  };
}

export const testClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.Test',
    statics: {
      isRunningTest: (rt) => rt.tx.isTest,
      startTest,
      stopTest,
      setMock: (rt, type: TypeValue | null, mock: ApexValue) => {
        setMock(rt, required(rt, type).type.key, required(rt, mock));
      },
      createStub: (rt, type: TypeValue | null, provider: ApexValue) =>
        rt.createStub(required(rt, type).type.key, required(rt, provider)),
      getEventBus: () => testBroker(),
      getStandardPricebookId: (rt) => standardPricebook(rt),
      setCreatedDate: (rt, id: string, date: ApexDatetime) => setCreatedDate(rt, required(rt, id), required(rt, date)),
      setFixedSearchResults: (rt, ids: ApexList) => {
        rt.tx.scratch.set(FIXED_SEARCH_RESULTS, [...required(rt, ids).items]);
      },
      setCurrentPage: (rt, page: PageReferenceObject) => setCurrentPage(rt, required(rt, page)),
      setCurrentPageReference: (rt, page: PageReferenceObject) => setCurrentPage(rt, required(rt, page)),
      clearApexPageMessages: (rt) => clearMessages(rt),
      loadData: (rt, type: ApexValue, resource: string) => loadTestData(rt, required(rt, type), required(rt, resource)),
      getFlexQueueOrder: (rt) => new ApexList(rt.type('system.list<system.id>'), rt.org.asyncQueue.flexQueue.order(rt)),
      enableChangeDataCapture: missing('enableChangeDataCapture'),
      calculatePermissionSetGroup: () => undefined,
      setReadOnlyApplicationMode: missing('setReadOnlyApplicationMode'),
      createSoqlStub: missing('createSoqlStub'),
      createStubQueryRow: missing('createStubQueryRow'),
      createStubQueryRows: missing('createStubQueryRows'),
      enqueueBatchJobs: (rt, count: number) =>
        new ApexList(rt.type('system.list<system.id>'), rt.org.asyncQueue.enqueueEmptyBatches(rt, required(rt, count))),
      invokeContinuationMethod: missing('invokeContinuationMethod'),
      setContinuationResponse: missing('setContinuationResponse'),
      ...installStatics
    }
  })
];
