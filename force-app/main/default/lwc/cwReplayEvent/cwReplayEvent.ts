import { LightningElement, api, wire } from 'lwc';
import { CloseActionScreenEvent } from 'lightning/actions';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import getSelected from '@salesforce/apex/CwHomeInboxController.getSelected';
import { HOME_LABELS } from 'c/cwLabelsHome';
import { REPLAY_LABELS } from 'c/cwLabelsReplay';
import { toProblem } from 'c/cwPanelErrors';
import type { WireResult } from 'apex-types';
import type { Event as FailedEvent } from 'apex/CwHomeInboxView';

const LABELS = { ...HOME_LABELS, ...REPLAY_LABELS };

/** The button "Replay" of an event's page: what failed, with replay and ignore. */
export default class CwReplayEvent extends LightningElement {
  /** The event. */
  @api
  get recordId(): string | undefined {
    return this.eventIds?.[0];
  }
  set recordId(recordId: string | undefined) {
    this.eventIds = recordId ? [recordId] : undefined;
  }

  readonly labels = LABELS;
  eventIds: readonly string[] | undefined;
  events: readonly FailedEvent[] | undefined;
  problem = '';

  @wire(getSelected, { eventIds: '$eventIds' })
  receive({ data, error }: WireResult<readonly FailedEvent[]>): void {
    this.events = data ?? this.events;
    this.problem = error ? toProblem(error).message : '';
  }

  get hasFailed(): boolean {
    return (this.events?.length ?? 0) > 0;
  }

  get isNothingFailed(): boolean {
    return this.events?.length === 0;
  }

  get isLoading(): boolean {
    return !this.events && !this.problem;
  }

  /** The page behind the dialog shows the new status. */
  async handleDone(): Promise<void> {
    await notifyRecordUpdateAvailable((this.eventIds ?? []).map((recordId) => ({ recordId })));
  }

  handleClose(): void {
    this.dispatchEvent(new CloseActionScreenEvent());
  }
}
