import { LightningElement, api } from 'lwc';
import getOtherCustomers from '@salesforce/apex/CwAccountReturnPatternsController.getOtherCustomers';
import { COMMON_LABELS } from 'c/cwLabelsCommon';
import { RETURNS_LABELS } from 'c/cwLabelsReturns';
import { toProblem } from 'c/cwPanelErrors';
import { plural } from 'c/cwPanelFormat';
import type { OtherCustomers } from 'apex/CwReturnPatternsView';

const LABELS = { ...COMMON_LABELS, ...RETURNS_LABELS };

/** Whether the trouble is the product's or the customer's: asked when the user asks. */
export default class CwPanelOtherCustomers extends LightningElement {
  /** The account that is not counted. */
  @api accountId: string | undefined;
  /** What comes back, and why. */
  @api patternKey = '';

  readonly labels = LABELS;
  others: OtherCustomers | undefined;
  errorText = '';
  isAsking = false;

  get answer(): string {
    const count = this.others?.customers ?? 0;
    return count === 0 ? LABELS.returnsOthersNone : plural(count, LABELS.returnsOthersOne, LABELS.returnsOthersOther);
  }

  get hiddenText(): string {
    const count = this.others?.hidden ?? 0;
    return count === 0 ? '' : plural(count, LABELS.returnsOthersHiddenOne, LABELS.returnsOthersHiddenOther);
  }

  get customers(): readonly { id: string; name: string; lines: string }[] {
    return (this.others?.top ?? []).map(({ accountId, name, lines }) => ({
      id: accountId ?? '',
      name,
      lines: plural(lines, LABELS.returnsOthersLinesOne, LABELS.returnsOthersLinesOther)
    }));
  }

  async handleAsk(): Promise<void> {
    this.isAsking = true;
    this.errorText = '';
    try {
      this.others = await getOtherCustomers({ accountId: this.accountId, patternKey: this.patternKey });
    } catch (error) {
      this.errorText = toProblem(error).message || LABELS.commonErrorTitle;
    } finally {
      this.isAsking = false;
    }
  }
}
