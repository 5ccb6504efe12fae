import { LightningElement, api } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import saveActivity from '@salesforce/apex/CwAccountActivityController.saveActivity';
import { ACTIVITY_LABELS } from 'c/cwLabelsActivity';
import { CHURN_LABELS } from 'c/cwLabelsChurn';
import { COMMON_LABELS } from 'c/cwLabelsCommon';
import { toProblem } from 'c/cwPanelErrors';
import type { Person } from 'apex/CwAccountActivityView';

type Field = HTMLElement & { value: string; reportValidity(): boolean };

const LABELS = { ...ACTIVITY_LABELS, ...CHURN_LABELS, ...COMMON_LABELS };
const NOBODY = '';

interface Option {
  label: string;
  value: string;
}

function localDay(now: Date): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

function toOptions(people: readonly Person[]): Option[] {
  return people.map(({ id, name }) => ({ label: name, value: id ?? '' }));
}

/** A task to do or a call that took place, taken down without leaving the record. */
export default class CwPanelActivityForm extends LightningElement {
  /** The account. */
  @api accountId: string | undefined;
  /** TASK or CALL. */
  @api kind = 'TASK';
  /** What the subject starts with. */
  @api suggestedSubject = '';
  /** People of the account; the first is chosen. */
  @api contacts: readonly Person[] = [];
  /** Users to assign to; the first is chosen. */
  @api assignees: readonly Person[] = [];

  readonly labels = LABELS;
  readonly today = localDay(new Date());
  isSaving = false;
  private hasFocused = false;

  renderedCallback(): void {
    if (!this.hasFocused) {
      this.hasFocused = true;
      this.template?.querySelector<HTMLElement>('[data-field="subject"]')?.focus();
    }
  }

  get isCall(): boolean {
    return this.kind === 'CALL';
  }

  get heading(): string {
    return this.isCall ? LABELS.churnLogCall : LABELS.churnCreateTask;
  }

  get dayLabel(): string {
    return this.isCall ? LABELS.churnFormDay : LABELS.churnFormDue;
  }

  get contactOptions(): readonly Option[] {
    return [...toOptions(this.contacts), { label: LABELS.activityNoContact, value: NOBODY }];
  }

  get firstContact(): string {
    return this.contactOptions[0]?.value ?? NOBODY;
  }

  get assigneeOptions(): readonly Option[] {
    return toOptions(this.assignees);
  }

  get firstAssignee(): string {
    return this.assigneeOptions[0]?.value ?? '';
  }

  /** A call was made by whoever logs it. */
  get hasAssignees(): boolean {
    return !this.isCall && this.assigneeOptions.length > 0;
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.close();
    }
  }

  handleCancel(): void {
    this.close();
  }

  async handleSave(): Promise<void> {
    const fields = [...this.template!.querySelectorAll<Field>('[data-field]')];
    if (fields.map((field) => field.reportValidity()).includes(false)) {
      return;
    }
    const values = new Map(fields.map(({ dataset, value }) => [dataset.field, value]));
    this.isSaving = true;
    try {
      const recordId = await saveActivity({
        accountId: this.accountId,
        kind: this.kind,
        activity: {
          subject: values.get('subject') ?? null,
          day: values.get('day') || null,
          contactId: values.get('contact') || null,
          ownerId: values.get('owner') || null,
          notes: values.get('notes') || null
        }
      });
      this.dispatchEvent(
        new ShowToastEvent({
          variant: 'success',
          title: this.isCall ? LABELS.churnCallSaved : LABELS.churnTaskSaved,
          message: '{0}',
          messageData: [{ url: `/lightning/r/Task/${recordId}/view`, label: LABELS.churnOpenTask }]
        })
      );
      this.dispatchEvent(new CustomEvent('saved', { detail: recordId }));
      this.close();
    } catch (error) {
      const { message } = toProblem(error);
      this.dispatchEvent(new ShowToastEvent({ variant: 'error', title: LABELS.commonFailedTitle, message }));
    } finally {
      this.isSaving = false;
    }
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }
}
