import { LightningElement, api } from 'lwc';
import ignore from '@salesforce/apex/CwHomeInboxController.ignore';
import getOutcome from '@salesforce/apex/CwHomeInboxController.getOutcome';
import replay from '@salesforce/apex/CwHomeInboxController.replay';
import { HOME_LABELS } from 'c/cwLabelsHome';
import { REPLAY_LABELS } from 'c/cwLabelsReplay';
import { toProblem } from 'c/cwPanelErrors';
import { fill, number, plural, relative } from 'c/cwPanelFormat';
import type { Event as FailedEvent, Outcome } from 'apex/CwHomeInboxView';

const LABELS = { ...HOME_LABELS, ...REPLAY_LABELS };

interface EventRow {
  readonly id: string;
  readonly name: string;
  readonly isSelected: boolean;
  readonly selectLabel: string;
  readonly message: string;
  readonly facts: string;
}

type Field = HTMLElement & { value: string; reportValidity(): boolean };

const CHECKS = 8;
const CHECK_AFTER_MS = 1500;

/** Failed events to choose from, and what to do with them: replay, or put aside with a reason. */
export default class CwReplayEvents extends LightningElement {
  /** The events; all of them are chosen at first. */
  @api
  get events(): readonly FailedEvent[] {
    return this.shown;
  }
  set events(events: readonly FailedEvent[]) {
    this.shown = events;
    this.chosen = events.map(({ eventId }) => eventId ?? '');
  }

  readonly labels = LABELS;
  shown: readonly FailedEvent[] = [];
  chosen: readonly string[] = [];
  isBusy = false;
  isIgnoring = false;
  outcome = '';
  problem = '';

  get rows(): readonly EventRow[] {
    return this.shown.map((event) => ({
      id: event.eventId ?? '',
      name: event.name ?? '',
      isSelected: this.chosen.includes(event.eventId ?? ''),
      selectLabel: fill(LABELS.homeFailuresSelect, event.name ?? ''),
      message: event.message ?? event.code ?? '',
      facts: [
        event.topic,
        event.store,
        event.field,
        plural(event.attempts ?? 1, LABELS.homeFailuresAttemptsOne, LABELS.homeFailuresAttemptsOther),
        event.receivedAt ? relative(event.receivedAt) : ''
      ]
        .filter(Boolean)
        .join(' · ')
    }));
  }

  get isNothingChosen(): boolean {
    return this.isBusy || this.chosen.length === 0;
  }

  get replayLabel(): string {
    return fill(LABELS.replayButtonCount, number(this.chosen.length));
  }

  get ignoreLabel(): string {
    return fill(LABELS.replayIgnoreCount, number(this.chosen.length));
  }

  handleSelect(event: Event): void {
    const { value, checked } = event.target as HTMLInputElement;
    this.chosen = checked ? [...this.chosen, value] : this.chosen.filter((id) => id !== value);
  }

  handleIgnore(): void {
    this.isIgnoring = true;
  }

  handleKeep(): void {
    this.isIgnoring = false;
  }

  async handleReplay(): Promise<void> {
    const eventIds = this.chosen;
    await this.work(async () => settled(await replay({ eventIds }), eventIds, CHECKS));
  }

  async handleConfirm(): Promise<void> {
    const field = this.template?.querySelector<Field>('[data-field="reason"]');
    if (!field?.reportValidity()) {
      return;
    }
    await this.work(() => ignore({ eventIds: this.chosen, reason: field.value }));
    this.isIgnoring = false;
  }

  private async work(call: () => Promise<Outcome>): Promise<void> {
    this.isBusy = true;
    this.outcome = '';
    this.problem = '';
    try {
      this.outcome = outcomeText(await call());
      this.dispatchEvent(new CustomEvent<string>('done', { detail: this.outcome }));
    } catch (error) {
      this.problem = toProblem(error).message;
    } finally {
      this.isBusy = false;
    }
  }
}

/** Waits for the background job, a few seconds at most: what still waits then is said to wait. */
async function settled(outcome: Outcome, eventIds: readonly string[], checks: number): Promise<Outcome> {
  if (outcome.queued === 0 || checks === 0) {
    return outcome;
  }
  // no event tells a component that a background job is done
  // eslint-disable-next-line @lwc/lwc/no-async-operation
  await new Promise((resolve) => setTimeout(resolve, CHECK_AFTER_MS));
  return settled(await getOutcome({ eventIds }), eventIds, checks - 1);
}

/** What became of the events, in one sentence. */
function outcomeText(outcome: Outcome): string {
  const parts = (
    [
      [outcome.processed, LABELS.replayDoneProcessed],
      [outcome.stale, LABELS.replayDoneStale],
      [outcome.queued, LABELS.replayDoneQueued],
      [outcome.ignored, LABELS.replayDoneIgnored],
      [outcome.failed, LABELS.replayDoneFailed],
      [outcome.untouched, LABELS.replayDoneUntouched]
    ] as const
  )
    .filter(([count]) => count > 0)
    .map(([count, label]) => fill(label, number(count)));
  const why = outcome.errorCode ? ` ${fill(LABELS.replayDoneWhy, outcome.errorCode, outcome.errorMessage ?? '')}` : '';
  return `${parts.join(', ')}.${why}`;
}
