import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getWork from '@salesforce/apex/CwHomeWorkController.getWork';
import { HOME_LABELS } from 'c/cwLabelsHome';
import { fill, number, plural } from 'c/cwPanelFormat';
import type { ListEntry } from 'c/cwHomeList';
import type { ApexError, WireResult } from 'apex-types';
import type { CwHomeWorkView } from 'apex/CwHomeWorkView';
import { KINDS, toEntry, type WorkKind } from './workKinds';

const LABELS = HOME_LABELS;

/** What waits for somebody: the first of it, and how much there is. */
export default class CwHomeWork extends LightningElement {
  /** cases, parcels, unshipped or returns. */
  @api kind: string = 'parcels';

  view: CwHomeWorkView | undefined;
  error: ApexError | undefined;
  private wired: WireResult<CwHomeWorkView> | undefined;

  @wire(getWork, { kind: '$kind' })
  receive(result: WireResult<CwHomeWorkView>): void {
    this.wired = result;
    this.view = result.data ?? (result.error ? undefined : this.view);
    this.error = result.error;
  }

  private get words(): WorkKind {
    return KINDS[this.kind] ?? KINDS.parcels!;
  }

  get heading(): string {
    return this.words.title;
  }

  get iconName(): string {
    return this.words.icon;
  }

  get emptyTitle(): string {
    return this.words.none;
  }

  get isLoading(): boolean {
    return !this.view && !this.error;
  }

  get isEmpty(): boolean {
    return this.view?.rows.length === 0;
  }

  get headline(): string {
    const total = this.view?.total ?? 0;
    const text = plural(total, this.words.one, this.words.other);
    return this.view?.isMore ? text.replace(number(total), fill(LABELS.homeMoreThan, number(total))) : text;
  }

  get entries(): readonly ListEntry[] {
    return (this.view?.rows ?? []).map((row, index) => toEntry(this.kind, row, index, new Date()));
  }

  get rest(): string {
    const rest = (this.view?.total ?? 0) - (this.view?.rows.length ?? 0);
    return rest > 0 ? fill(LABELS.homeMore, number(rest)) : '';
  }

  async handleRetry(): Promise<void> {
    this.error = undefined;
    await refreshApex(this.wired);
  }
}
