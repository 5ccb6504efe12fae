import { LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getEvents from '@salesforce/apex/CwHomeInboxController.getEvents';
import getFailures from '@salesforce/apex/CwHomeInboxController.getFailures';
import { HOME_LABELS } from 'c/cwLabelsHome';
import { fill, number, plural, relative } from 'c/cwPanelFormat';
import type { ApexError, WireResult } from 'apex-types';
import type { Event as FailedEvent, Failure } from 'apex/CwHomeInboxView';

const LABELS = HOME_LABELS;

interface FailureRow {
  readonly key: string;
  readonly code: string;
  readonly count: string;
  readonly latest: string;
  readonly expanded: string;
  readonly isOpen: boolean;
  readonly iconName: string;
  readonly title: string;
  readonly isCut: string;
}

/** What failed, by the reason; a reason opens to its events. */
export default class CwHomeFailedEvents extends LightningElement {
  readonly labels = LABELS;
  failures: readonly Failure[] | undefined;
  error: ApexError | undefined;
  openCode: string | undefined;
  events: readonly FailedEvent[] | undefined;
  outcome = '';
  private wired: WireResult<readonly Failure[]> | undefined;
  private wiredEvents: WireResult<readonly FailedEvent[]> | undefined;

  @wire(getFailures)
  receive(result: WireResult<readonly Failure[]>): void {
    this.wired = result;
    this.failures = result.data ?? (result.error ? undefined : this.failures);
    this.error = result.error;
  }

  @wire(getEvents, { code: '$openCode' })
  receiveEvents(result: WireResult<readonly FailedEvent[]>): void {
    this.wiredEvents = result;
    this.events = result.data;
    this.error = result.error ?? this.error;
  }

  get isLoading(): boolean {
    return !this.failures && !this.error;
  }

  get isEmpty(): boolean {
    return this.failures?.length === 0;
  }

  get headline(): string {
    const total = (this.failures ?? []).reduce((sum, { events }) => sum + (events ?? 0), 0);
    return plural(total, LABELS.homeFailuresOne, LABELS.homeFailuresOther);
  }

  get rows(): readonly FailureRow[] {
    return (this.failures ?? []).map((failure) => {
      const code = failure.code ?? '';
      const isOpen = code === this.openCode;
      const shown = this.events?.length ?? 0;
      return {
        key: code,
        code,
        count: number(failure.events ?? 0),
        latest: failure.lastAt ? fill(LABELS.homeFailuresLatest, relative(failure.lastAt)) : '',
        expanded: String(isOpen),
        isOpen: isOpen && shown > 0,
        iconName: isOpen ? 'utility:chevrondown' : 'utility:chevronright',
        title: fill(LABELS.homeFailuresShow, code),
        isCut: isOpen && shown > 0 && shown < (failure.events ?? 0) ? fill(LABELS.homeFailuresFirst, number(shown)) : ''
      };
    });
  }

  handleToggle(event: Event): void {
    const { code } = (event.currentTarget as HTMLElement).dataset;
    this.openCode = code === this.openCode ? undefined : code;
    this.events = undefined;
    this.outcome = '';
  }

  /** The counts and the open list are read again; the list may be gone then, so the outcome is told here. */
  async handleDone(event: CustomEvent<string>): Promise<void> {
    this.outcome = event.detail;
    await this.refresh();
  }

  private async refresh(): Promise<void> {
    await Promise.all([refreshApex(this.wired), refreshApex(this.wiredEvents)]);
  }

  async handleRetry(): Promise<void> {
    this.error = undefined;
    await this.refresh();
  }
}
