import { LightningElement, api } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import createCase from '@salesforce/apex/CwOrderCaseController.createCase';
import { COMMON_LABELS } from 'c/cwLabelsCommon';
import { DRAFT_LABELS } from 'c/cwLabelsDraft';
import { SHIP_LABELS } from 'c/cwLabelsShip';
import { toProblem } from 'c/cwPanelErrors';
import { day, fill, number } from 'c/cwPanelFormat';
import { parcelState } from 'c/cwPanelShipment';
import type { Parcel } from 'apex/CwOrderPageView';

type Field = HTMLElement & { value: string; reportValidity(): boolean };

const LABELS = { ...COMMON_LABELS, ...DRAFT_LABELS, ...SHIP_LABELS };

/** A case about an order, written before it is created: what is known of the order stands in it, and everything can be changed. */
export default class CwPanelCaseForm extends LightningElement {
  /** The order. */
  @api orderId: string | undefined;
  /** Its number. */
  @api orderNumber = '';
  /** When it was placed. */
  @api placedAt: string | null | undefined;
  /** Its parcels: a late one is what the case is most likely about. */
  @api parcels: readonly Parcel[] = [];

  readonly labels = LABELS;
  isSaving = false;
  private hasFocused = false;

  renderedCallback(): void {
    if (!this.hasFocused) {
      this.hasFocused = true;
      this.template?.querySelector<HTMLElement>('[data-field="subject"]')?.focus();
    }
  }

  get heading(): string {
    return fill(LABELS.draftTitle, this.orderNumber);
  }

  get linkedText(): string {
    return fill(LABELS.draftLinked, this.orderNumber);
  }

  get suggestedSubject(): string {
    const late = this.states.find(({ isProblem }) => isProblem);
    const subject = fill(LABELS.draftSubjectPlain, this.orderNumber);
    return late ? `${subject}: ${late.text}` : subject;
  }

  get suggestedText(): string {
    const placed = this.placedAt ? `, ${day(this.placedAt)}` : '';
    const parcels = this.parcels.map((parcel, index) => {
      const { text, detail } = this.states[index]!;
      const contents = parcel.items.map(({ quantity, title }) => fill(LABELS.shipItem, number(quantity, 2), title));
      const name = [parcel.carrier, parcel.trackingNumber].filter(Boolean).join(' ') || LABELS.shipParcel;
      return fill(LABELS.draftBodyParcel, name, [text, detail, ...contents].filter(Boolean).join(' · '));
    });
    return [`${fill(LABELS.draftSubjectPlain, this.orderNumber)}${placed}`, ...parcels].join('\n');
  }

  private get states(): readonly ReturnType<typeof parcelState>[] {
    return this.parcels.map((parcel) => parcelState({ ...parcel, status: parcel.status?.value }));
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
    const [subject, description] = fields.map(({ value }) => value);
    this.isSaving = true;
    try {
      const caseId = await createCase({ orderId: this.orderId, subject, description: description || null });
      const message = { title: LABELS.draftCreated, message: '{0}' };
      const link = { url: `/lightning/r/Case/${caseId}/view`, label: LABELS.draftOpen };
      this.dispatchEvent(new ShowToastEvent({ variant: 'success', ...message, messageData: [link] }));
      this.dispatchEvent(new CustomEvent('created', { detail: caseId }));
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
