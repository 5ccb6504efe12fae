import { LightningElement, api } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import saveActivity from '@salesforce/apex/CwAccountChurnRiskController.saveActivity';
import { CHURN_LABELS } from 'c/cwLabelsChurn';
import { COMMON_LABELS } from 'c/cwLabelsCommon';
import { toProblem } from 'c/cwPanelErrors';

const LABELS = { ...CHURN_LABELS, ...COMMON_LABELS };

type Field = HTMLElement & { value: string; reportValidity(): boolean };

function localDay(now: Date): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** A task to do or a call that took place, taken down without leaving the record. */
export default class CwPanelActivityForm extends LightningElement {
  /** The account. */
  @api accountId: string | undefined;
  /** TASK or CALL. */
  @api kind = 'TASK';
  /** What the subject starts with. */
  @api suggestedSubject = '';

  readonly labels = LABELS;
  readonly today = localDay(new Date());
  isSaving = false;

  get isCall(): boolean {
    return this.kind === 'CALL';
  }

  get heading(): string {
    return this.isCall ? LABELS.churnLogCall : LABELS.churnCreateTask;
  }

  get dayLabel(): string {
    return this.isCall ? LABELS.churnFormDay : LABELS.churnFormDue;
  }

  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }

  async handleSave(): Promise<void> {
    const fields = [...this.template!.querySelectorAll<Field>('[data-field]')];
    if (fields.map((field) => field.reportValidity()).includes(false)) {
      return;
    }
    const [subject, day, notes] = fields.map(({ value }) => value);
    this.isSaving = true;
    try {
      const recordId = await saveActivity({
        accountId: this.accountId,
        kind: this.kind,
        activity: { subject: subject ?? null, day: day || null, notes: notes || null }
      });
      this.dispatchEvent(
        new ShowToastEvent({
          variant: 'success',
          title: this.isCall ? LABELS.churnCallSaved : LABELS.churnTaskSaved,
          message: '{0}',
          messageData: [{ url: `/lightning/r/Task/${recordId}/view`, label: LABELS.churnOpenTask }]
        })
      );
      this.dispatchEvent(new CustomEvent('close'));
    } catch (error) {
      const { message } = toProblem(error);
      this.dispatchEvent(new ShowToastEvent({ variant: 'error', title: LABELS.commonFailedTitle, message }));
    } finally {
      this.isSaving = false;
    }
  }
}
