import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import getRisk from '@salesforce/apex/CwAccountChurnRiskController.getRisk';
import { CHURN_LABELS } from 'c/cwLabelsChurn';
import { COMMON_LABELS } from 'c/cwLabelsCommon';
import { ORDERS_LABELS } from 'c/cwLabelsOrders';
import { day, fill, number, percent, plural, relative } from 'c/cwPanelFormat';
import type { ApexError, WireResult } from 'apex-types';
import type { Category, CwChurnRiskView } from 'apex/CwChurnRiskView';

const LABELS = { ...CHURN_LABELS, ...COMMON_LABELS, ...ORDERS_LABELS };

interface Band {
  readonly label: string;
  readonly className: string;
}

const BANDS: Readonly<Record<string, Band>> = {
  ON_RHYTHM: { label: LABELS.churnBandOnRhythm, className: 'badge badge_calm' },
  LATE: { label: LABELS.churnBandLate, className: 'badge badge_late' },
  UNUSUAL_SILENCE: { label: LABELS.churnBandUnusual, className: 'badge badge_alarm' },
  PROBABLY_LOST: { label: LABELS.churnBandLost, className: 'badge badge_alarm' },
  NOT_ENOUGH_DATA: { label: LABELS.churnBandUnknown, className: 'badge badge_unknown' }
};
const CATEGORIES_SHOWN = 4;

function days(value: number | null | undefined): string {
  return plural(value ?? 0, LABELS.commonDayOne, LABELS.commonDayOther);
}

/** Are we losing them? The account's own ordering rhythm, the present silence against it, and what to do. */
export default class CwAccountChurnRisk extends LightningElement {
  /** The account. */
  @api recordId: string | undefined;

  readonly labels = LABELS;
  risk: CwChurnRiskView | undefined;
  error: ApexError | undefined;
  private wired: WireResult<CwChurnRiskView> | undefined;

  @wire(getRisk, { accountId: '$recordId' })
  receive(result: WireResult<CwChurnRiskView>): void {
    this.wired = result;
    this.risk = result.data ?? (result.error ? undefined : this.risk);
    this.error = result.error;
  }

  get isLoading(): boolean {
    return !this.risk && !this.error;
  }

  get emptyTitle(): string {
    return this.risk?.isPending ? LABELS.commonPendingTitle : LABELS.churnEmptyTitle;
  }

  get emptyText(): string {
    return this.risk?.isPending ? LABELS.commonPendingText : LABELS.churnEmptyText;
  }

  get isEmpty(): boolean {
    return this.risk?.band === 'NO_ORDERS';
  }

  private get band(): Band | undefined {
    return BANDS[this.risk?.band ?? ''];
  }

  get bandLabel(): string {
    return this.band?.label ?? '';
  }

  get bandClass(): string {
    return this.band?.className ?? 'badge';
  }

  get isRhythmKnown(): boolean {
    return this.risk?.typicalGapDays != null;
  }

  get silenceText(): string {
    return this.risk?.silenceDays === 0 ? LABELS.churnOrderedToday : days(this.risk?.silenceDays);
  }

  get silenceTail(): string {
    return this.risk?.silenceDays === 0 ? '' : LABELS.churnSince;
  }

  get lastOrderTitle(): string {
    return this.risk?.lastOrderOn ? day(this.risk.lastOrderOn) : '';
  }

  get reason(): string {
    const { risk } = this;
    if (!risk) {
      return '';
    }
    if (!this.isRhythmKnown) {
      return plural(risk.missingVisits, LABELS.churnMissingOne, LABELS.churnMissingOther);
    }
    const typical = days(risk.typicalGapDays);
    const asLong = risk.gaps - risk.shorterGaps;
    if (risk.band === 'ON_RHYTHM') {
      return fill(LABELS.churnReasonCalm, typical, days(risk.usualToDays));
    }
    return risk.band === 'LATE' && asLong > 0
      ? fill(LABELS.churnReasonLate, typical, asLong, risk.gaps)
      : fill(LABELS.churnReasonLongest, typical, days(risk.longestGapDays), risk.gaps);
  }

  get unpaidText(): string {
    const count = this.risk?.unpaidSince ?? 0;
    return count > 0 ? plural(count, LABELS.churnUnpaidOne, LABELS.churnUnpaidOther) : '';
  }

  get typicalGap(): string {
    return days(this.risk?.typicalGapDays);
  }

  get dueLabel(): string {
    const isPast = (this.risk?.expectedOn ?? '') < (this.risk?.asOf ?? '');
    return isPast ? LABELS.churnFactWasDue : LABELS.churnFactDue;
  }

  get due(): string {
    return this.risk?.expectedOn ? day(this.risk.expectedOn) : '';
  }

  get dueTitle(): string {
    return this.risk?.expectedOn ? relative(this.risk.expectedOn) : '';
  }

  get perMonth(): string {
    const spans = this.risk?.spans ?? [];
    const lastOrderOn = this.risk?.lastOrderOn ?? '';
    const active = spans.slice(0, -1).filter(({ fromDay }) => (fromDay ?? '') <= lastOrderOn);
    const before = active.reduce((sum, { orders }) => sum + orders, 0) / Math.max(1, active.length);
    return `${number(before, 1)} → ${number(spans.at(-1)?.orders ?? 0)}`;
  }

  get evidence(): string {
    return plural(this.risk?.orders ?? 0, LABELS.ordersCountOne, LABELS.ordersCountOther);
  }

  get evidenceTitle(): string {
    return fill(
      LABELS.churnEvidence,
      plural(this.risk?.orders ?? 0, LABELS.ordersCountOne, LABELS.ordersCountOther),
      days(this.risk?.visits)
    );
  }

  get stillBuying(): string {
    const names = (this.risk?.stillBuying ?? []).slice(0, CATEGORIES_SHOWN).map(({ name }) => name);
    return names.join(', ') || LABELS.churnNothing;
  }

  get stopped(): string {
    const describe = ({ name, shareBefore }: Category): string =>
      fill(LABELS.churnCategoryShare, name, percent(shareBefore, 0));
    return (this.risk?.stopped ?? []).slice(0, CATEGORIES_SHOWN).map(describe).join(', ');
  }

  get hasCategories(): boolean {
    return Boolean(this.risk && (this.risk.stopped.length > 0 || this.risk.stillBuying.length > 0));
  }

  get lately(): string {
    return fill(LABELS.churnLately, days(this.risk?.recentDays));
  }

  get taskSubject(): string {
    const isCalm = !this.isRhythmKnown || this.risk?.band === 'ON_RHYTHM';
    return isCalm ? LABELS.churnSubjectTaskCalm : fill(LABELS.churnSubjectTask, days(this.risk?.silenceDays));
  }

  async handleRetry(): Promise<void> {
    this.error = undefined;
    await refreshApex(this.wired);
  }
}
