import { LightningElement, api } from 'lwc';
import { SHIP_LABELS as LABELS } from 'c/cwLabelsShip';
import { copy } from 'c/cwPanelClipboard';
import { fill, number, plural, webAddress } from 'c/cwPanelFormat';
import { parcelState, type ParcelState } from 'c/cwPanelShipment';
import type { Parcel } from 'apex/CwOrderPageView';

interface Card {
  key: string;
  className: string;
  heading: string;
  state: ParcelState;
  badgeClass: string;
  trackingNumber: string;
  url: string;
  trackLabel: string;
  copyLabel: string;
  items: readonly { key: string; text: string }[];
  pieces: string;
}

/** The parcels of an order, those with a problem first: where each is, what is inside, its number to follow and to copy. */
export default class CwPanelParcels extends LightningElement {
  /** The parcels, oldest first. */
  @api parcels: readonly Parcel[] = [];

  readonly labels = LABELS;

  get cards(): readonly Card[] {
    const total = this.parcels.length;
    return this.parcels
      .map((parcel, index) => this.toCard(parcel, total > 1 ? index + 1 : 0))
      .sort((one, other) => Number(other.state.isProblem) - Number(one.state.isProblem));
  }

  get isEmpty(): boolean {
    return this.parcels.length === 0;
  }

  handleCopy(event: Event): void {
    const { number: text = '' } = (event.currentTarget as HTMLElement).dataset;
    copy(this, text, fill(LABELS.shipCopied, text), fill(LABELS.shipCopyFailed, text));
  }

  private toCard(parcel: Parcel, position: number): Card {
    const state = parcelState({ ...parcel, status: parcel.status?.value });
    const trackingNumber = parcel.trackingNumber ?? '';
    return {
      key: parcel.id ?? String(position),
      className: state.isProblem ? 'parcel parcel_bad' : `parcel parcel_${state.tone}`,
      heading: [
        position > 0 ? fill(LABELS.shipParcelOf, number(position), number(this.parcels.length)) : LABELS.shipParcel,
        parcel.carrier
      ]
        .filter(Boolean)
        .join(' · '),
      state,
      badgeClass: `badge badge_${state.tone}`,
      trackingNumber,
      url: webAddress(parcel.trackingUrl),
      trackLabel: fill(LABELS.shipTrack, trackingNumber),
      copyLabel: fill(LABELS.shipCopy, trackingNumber),
      items: parcel.items.map(({ lineId, title, quantity }, index) => ({
        key: lineId ?? String(index),
        text: fill(LABELS.shipItem, number(quantity, 2), title)
      })),
      pieces:
        parcel.items.length > 0
          ? ''
          : parcel.pieces == null
            ? LABELS.shipContentsUnknown
            : plural(parcel.pieces, LABELS.shipPiecesOne, LABELS.shipPiecesOther)
    };
  }
}
