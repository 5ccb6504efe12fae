import { LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getStores from '@salesforce/apex/CwHomeStoresController.getStores';
import { HOME_LABELS } from 'c/cwLabelsHome';
import { exact, fill, number, relative } from 'c/cwPanelFormat';
import type { ApexError, WireResult } from 'apex-types';
import type { CwHomeStoresView, Job, Store } from 'apex/CwHomeStoresView';

const LABELS = HOME_LABELS;

interface StoreTile {
  readonly key: string;
  readonly storeId: string | null;
  readonly name: string;
  readonly detail: string;
  readonly last: string;
  readonly lastTitle: string;
  readonly problem: string;
  readonly waiting: string;
}

interface JobRow {
  readonly key: string;
  readonly name: string;
  readonly next: string;
  readonly nextTitle: string;
  readonly nextClass: string;
}

const JOB_NAMES: Readonly<Record<string, string>> = {
  inbox: LABELS.homeJobInbox,
  'abandoned carts': LABELS.homeJobCarts,
  'inbox retention': LABELS.homeJobRetention,
  insights: LABELS.homeJobInsights,
  'insight requests': LABELS.homeJobInsightRequests,
  sharing: LABELS.homeJobSharing,
  'sharing of edited accounts': LABELS.homeJobSharingEdited
};

function problemOf(store: Store): string {
  const failed = store.failed > 0 ? fill(LABELS.homeStoresFailed, number(store.failed)) : '';
  const state = store.storeId ? (store.isActive ? '' : LABELS.homeStoresInactive) : LABELS.homeStoresUnknown;
  return [state, failed].filter(Boolean).join(' · ');
}

function toTile(store: Store): StoreTile {
  return {
    key: store.key ?? '',
    storeId: store.storeId ?? null,
    name: store.name ?? '',
    detail: [store.key, store.platform].filter(Boolean).join(' · '),
    last: store.lastEventAt ? fill(LABELS.homeStoresLast, relative(store.lastEventAt)) : LABELS.homeStoresNever,
    lastTitle: store.lastEventAt ? exact(store.lastEventAt) : '',
    problem: problemOf(store),
    waiting: store.waiting > 0 ? fill(LABELS.homeStoresWaiting, number(store.waiting)) : ''
  };
}

function toJob(job: Job): JobRow {
  const name = job.name ?? '';
  return {
    key: name,
    name: JOB_NAMES[name] ?? name,
    next: job.nextAt ? fill(LABELS.homeJobsNext, relative(job.nextAt)) : LABELS.homeJobsMissing,
    nextTitle: job.nextAt ? exact(job.nextAt) : '',
    nextClass: job.nextAt ? 'next' : 'next next_missing'
  };
}

/** Stores as tiles, and the jobs that keep everything current. */
export default class CwHomeStores extends LightningElement {
  readonly labels = LABELS;
  view: CwHomeStoresView | undefined;
  error: ApexError | undefined;
  private wired: WireResult<CwHomeStoresView> | undefined;

  @wire(getStores)
  receive(result: WireResult<CwHomeStoresView>): void {
    this.wired = result;
    this.view = result.data ?? (result.error ? undefined : this.view);
    this.error = result.error;
  }

  get isLoading(): boolean {
    return !this.view && !this.error;
  }

  get isEmpty(): boolean {
    return this.view?.stores.length === 0;
  }

  get headline(): string {
    const stores = this.view?.stores ?? [];
    const failing = stores.filter(({ failed }) => failed > 0).length;
    return failing > 0
      ? fill(LABELS.homeStoresFailures, number(failing), number(stores.length))
      : fill(LABELS.homeStoresCalm, number(stores.length));
  }

  get tiles(): readonly StoreTile[] {
    return (this.view?.stores ?? []).map(toTile);
  }

  get jobs(): readonly JobRow[] {
    return (this.view?.jobs ?? []).map(toJob);
  }

  async handleRetry(): Promise<void> {
    this.error = undefined;
    await refreshApex(this.wired);
  }
}
