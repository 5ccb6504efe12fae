import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getActivity from '@salesforce/apex/CwAccountActivityController.getActivity';
import { ACTIVITY_LABELS } from 'c/cwLabelsActivity';
import { CHURN_LABELS } from 'c/cwLabelsChurn';
import { day, dayNumber, fill, plural, relative } from 'c/cwPanelFormat';
import type { WireResult } from 'apex-types';
import type { CwAccountActivityView, Entry } from 'apex/CwAccountActivityView';

const LABELS = { ...ACTIVITY_LABELS, ...CHURN_LABELS };

/** What to do about a customer: log a call, create a task, and what was done and is planned already. */
export default class CwPanelFollowUp extends LightningElement {
  /** The account. */
  @api accountId: string | undefined;
  /** What the subject of a task starts with. */
  @api taskSubject = '';

  readonly labels = LABELS;
  activity: CwAccountActivityView | undefined;
  formKind = '';
  private wired: WireResult<CwAccountActivityView> | undefined;

  @wire(getActivity, { accountId: '$accountId' })
  receive(result: WireResult<CwAccountActivityView>): void {
    this.wired = result;
    // without access to tasks or contacts the two buttons are still of use
    this.activity = result.data;
  }

  get contacts(): CwAccountActivityView['contacts'] {
    return this.activity?.contacts ?? [];
  }

  get assignees(): CwAccountActivityView['assignees'] {
    return this.activity?.assignees ?? [];
  }

  get subject(): string {
    return this.formKind === 'CALL' ? LABELS.churnSubjectCall : this.taskSubject;
  }

  get lastText(): string {
    const last = this.activity?.lastContact;
    if (!this.activity) {
      return '';
    }
    if (!last) {
      return LABELS.activityNoLast;
    }
    const when = last.day ? relative(last.day) : '';
    return last.contactName
      ? fill(LABELS.activityLastWith, when, last.contactName, last.subject)
      : fill(LABELS.activityLast, when, last.subject);
  }

  get lastTitle(): string {
    const last = this.activity?.lastContact;
    return last?.day ? day(last.day) : '';
  }

  get openText(): string {
    const count = this.activity?.openTasks.length ?? 0;
    return count === 0 ? LABELS.activityNoOpen : plural(count, LABELS.activityOpenOne, LABELS.activityOpenOther);
  }

  get tasks(): readonly { id: string; label: string; due: string; className: string }[] {
    return (this.activity?.openTasks ?? []).map((task) => ({
      id: task.id ?? '',
      label: task.subject,
      due: dueText(task),
      className: isOverdue(task) ? 'bad' : 'quiet'
    }));
  }

  handleAction(event: Event): void {
    this.formKind = (event.currentTarget as HTMLElement).dataset.kind ?? '';
  }

  async handleFormClose(): Promise<void> {
    const kind = this.formKind;
    this.formKind = '';
    // the buttons are back after the next drawing, and the focus with them
    await Promise.resolve();
    this.template?.querySelector<HTMLElement>(`[data-kind="${kind}"]`)?.focus();
  }

  async handleSaved(): Promise<void> {
    await refreshApex(this.wired);
  }
}

function isOverdue(task: Entry): boolean {
  return Boolean(task.day) && dayNumber(task.day ?? '') < dayNumber(new Date().toISOString());
}

function dueText(task: Entry): string {
  const due = task.day ? fill(isOverdue(task) ? LABELS.activityOverdue : LABELS.activityDue, day(task.day)) : '';
  return [due, task.ownerName].filter(Boolean).join(' · ');
}
