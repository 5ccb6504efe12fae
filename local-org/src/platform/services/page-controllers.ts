import { runDml } from '../../dml/index.ts';
import { type Engine, platformClass, type PlatformClass } from '../../engine/index.ts';
import { ApexException, ApexList, exactEquals, PlatformObject, SObject } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { required } from '../core/support.ts';
import { QueryLocator } from '../data/database/locator.ts';
import { addExceptionMessages, PageReferenceObject } from './page-reference.ts';

const DEFAULT_PAGE_SIZE = 20;
/** A set controller takes no more records than this. */
const MAX_SET = 10_000;

/** Saves as a page does: what is refused becomes messages on the page. Answers whether it was saved. */
function save(rt: Engine, records: readonly SObject[]): boolean {
  try {
    for (const operation of ['insert', 'update'] as const) {
      const wanted = records.filter((record) => (record.id === null) === (operation === 'insert'));
      runDml(rt, { operation, records: wanted, allOrNone: true, access: 'system', sharing: 'with' });
    }
    return true;
  } catch (error) {
    if (error instanceof ApexException && error.$type === 'system.dmlexception') {
      addExceptionMessages(rt, error);
      return false;
    }
    throw error;
  }
}

/** `ApexPages.StandardController` around a record that the caller passes in. */
class StandardController extends PlatformObject {
  readonly $type = 'apexpages.standardcontroller';
  readonly record: SObject;

  constructor(record: SObject) {
    super();
    this.record = record;
  }

  page(rt: Engine, suffix = ''): PageReferenceObject {
    return new PageReferenceObject(rt, `/${this.record.id ?? ''}${suffix}`);
  }
}

function addFields(rt: Engine): void {
  rt.fail(
    'System.SObjectException',
    'You cannot call addFields when the data is being passed into the controller by the caller.'
  );
}

/** `ApexPages.StandardSetController`: pages through records and saves those that were changed. */
class StandardSetController extends PlatformObject {
  readonly $type = 'apexpages.standardsetcontroller';
  readonly records: readonly SObject[];
  readonly isComplete: boolean;
  /** Its values are given to the selected records. */
  readonly prototypeRecord: SObject;
  readonly #originals: readonly SObject[];
  selected: ApexList | null = null;
  size = DEFAULT_PAGE_SIZE;
  #page = 1;

  constructor(rt: Engine, source: ApexList | QueryLocator) {
    super();
    const all =
      source instanceof QueryLocator
        ? source.cursor.read(rt, 0, MAX_SET)
        : source.items.filter((item) => item instanceof SObject);
    const objectName = source instanceof QueryLocator ? source.cursor.objectName : all[0]?.objectName;
    this.isComplete = source instanceof QueryLocator ? source.cursor.ids.length <= MAX_SET : all.length <= MAX_SET;
    this.records = all.slice(0, MAX_SET);
    this.#originals = this.records.map((record) => record.copy());
    const object = objectName === undefined ? undefined : rt.org.schema.object(objectName);
    this.prototypeRecord = new SObject(objectName ?? 'SObject', object ?? null);
  }

  get pageCount(): number {
    return Math.max(1, Math.ceil(this.records.length / this.size));
  }

  get page(): number {
    return this.#page;
  }

  set page(number: number) {
    this.#page = Math.min(Math.max(number, 1), this.pageCount);
  }

  pageRecords(): SObject[] {
    return this.records.slice((this.page - 1) * this.size, this.page * this.size);
  }

  changed(): SObject[] {
    const selected = new Set(this.selected?.items);
    this.records.forEach((record) => {
      if (selected.has(record)) {
        this.prototypeRecord.fields.forEach((value, key) => record.put(key, value));
      }
    });
    return this.records.filter((record, index) => !exactEquals(record, this.#originals[index] ?? null));
  }
}

const listOf = (rt: Engine, items: ApexValue[]): ApexList =>
  new ApexList(rt.type('system.list<system.sobject>'), items);
const home = (rt: Engine, object: string): PageReferenceObject =>
  new PageReferenceObject(rt, `/${rt.org.schema.object(object)?.keyPrefix ?? ''}`);

export const pageControllerClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'ApexPages.StandardController',
    constructors: { 'new/1': (rt, record: SObject | null) => new StandardController(required(rt, record)) },
    methods: {
      addFields,
      cancel: (rt, self: StandardController) => self.page(rt),
      delete: (rt, self: StandardController) => {
        runDml(rt, { operation: 'delete', records: [self.record], allOrNone: true, access: 'system', sharing: 'with' });
        return home(rt, self.record.objectName);
      },
      edit: (rt, self: StandardController) => self.page(rt, '/e'),
      getId: (_rt, self: StandardController) => self.record.id,
      getRecord: (_rt, self: StandardController) => self.record,
      save: (rt, self: StandardController) => (save(rt, [self.record]) ? self.page(rt) : null),
      view: (rt, self: StandardController) => self.page(rt)
    }
  }),
  platformClass({
    name: 'ApexPages.StandardSetController',
    constructors: {
      'new/1': (rt, source: ApexList | QueryLocator | null) => new StandardSetController(rt, required(rt, source))
    },
    methods: {
      addFields,
      cancel: (rt, self: StandardSetController) => home(rt, self.prototypeRecord.objectName),
      first: (_rt, self: StandardSetController) => {
        self.page = 1;
      },
      getCompleteResult: (_rt, self: StandardSetController) => self.isComplete,
      getHasNext: (_rt, self: StandardSetController) => self.page < self.pageCount,
      getHasPrevious: (_rt, self: StandardSetController) => self.page > 1,
      getPageNumber: (_rt, self: StandardSetController) => self.page,
      getPageSize: (_rt, self: StandardSetController) => self.size,
      getRecord: (_rt, self: StandardSetController) => self.prototypeRecord,
      getRecords: (rt, self: StandardSetController) => listOf(rt, self.pageRecords()),
      getResultSize: (_rt, self: StandardSetController) => self.records.length,
      getSelected: (rt, self: StandardSetController) => self.selected ?? listOf(rt, []),
      last: (_rt, self: StandardSetController) => {
        self.page = self.pageCount;
      },
      next: (_rt, self: StandardSetController) => {
        self.page += 1;
      },
      previous: (_rt, self: StandardSetController) => {
        self.page -= 1;
      },
      save: (rt, self: StandardSetController) =>
        save(rt, self.changed()) ? home(rt, self.prototypeRecord.objectName) : null,
      setPageNumber: (rt, self: StandardSetController, page: number | null) => {
        self.page = required(rt, page);
      },
      setPageSize: (rt, self: StandardSetController, size: number | null) => {
        self.size = required(rt, size);
      },
      setSelected: (rt, self: StandardSetController, records: ApexList | null) => {
        self.selected = required(rt, records);
      }
    }
  })
];
