import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getOrder from '@salesforce/apex/CwOrderPageController.getOrder';
import { SHIP_LABELS } from 'c/cwLabelsShip';
import { TIMELINE_LABELS } from 'c/cwLabelsTimeline';
import { fill, number } from 'c/cwPanelFormat';
import { parcelState } from 'c/cwPanelShipment';
import type { Step } from 'c/cwPanelSteps';
import type { ApexError, WireResult } from 'apex-types';
import type { CwOrderPageView, Parcel } from 'apex/CwOrderPageView';
import { orderSteps } from './orderSteps';

const LABELS = { ...SHIP_LABELS, ...TIMELINE_LABELS };

/** Where is everything? What needs somebody first, then the steps of the order, then its parcels. */
export default class CwOrderTimeline extends LightningElement {
  /** The order. */
  @api recordId: string | undefined;

  readonly labels = LABELS;
  order: CwOrderPageView | undefined;
  error: ApexError | undefined;
  private wired: WireResult<CwOrderPageView> | undefined;

  @wire(getOrder, { orderId: '$recordId' })
  receive(result: WireResult<CwOrderPageView>): void {
    this.wired = result;
    this.order = result.data ?? (result.error ? undefined : this.order);
    this.error = result.error;
  }

  get isLoading(): boolean {
    return !this.order && !this.error;
  }

  get isEmpty(): boolean {
    return Boolean(this.order?.isStub) && this.order?.parcels.length === 0 && this.order?.returns.length === 0;
  }

  get steps(): readonly Step[] {
    return this.order ? orderSteps(this.order) : [];
  }

  get caption(): string {
    return fill(LABELS.timelineSteps, this.order?.orderNumber ?? '');
  }

  get parcels(): readonly Parcel[] {
    return this.order?.parcels ?? [];
  }

  get hasParcels(): boolean {
    return this.parcels.length > 0;
  }

  get problems(): readonly { key: string; text: string }[] {
    return this.parcels.flatMap((parcel, index) => {
      const { isProblem, text, detail } = parcelState({ ...parcel, status: parcel.status?.value });
      if (!isProblem) {
        return [];
      }
      const contents = parcel.items
        .map(({ quantity, title }) => fill(LABELS.shipItem, number(quantity, 2), title))
        .join(', ');
      const name =
        this.parcels.length > 1
          ? fill(LABELS.shipParcelOf, number(index + 1), number(this.parcels.length))
          : LABELS.shipParcel;
      const what = [contents || name, parcel.carrier, detail].filter(Boolean).join(' · ');
      return [{ key: parcel.id ?? String(index), text: fill(LABELS.timelineProblem, text, what) }];
    });
  }

  async handleRetry(): Promise<void> {
    this.error = undefined;
    await refreshApex(this.wired);
  }
}
