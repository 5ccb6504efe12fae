import { LightningElement, api } from 'lwc';
import { COMMON_LABELS as LABELS } from 'c/cwLabelsCommon';
import { toProblem } from 'c/cwPanelErrors';
import { fill } from 'c/cwPanelFormat';

/** The card around every panel, and the four states in which it has nothing of its own to show. */
export default class CwPanelFrame extends LightningElement {
  /** Title of the panel. */
  @api heading = '';
  /** Icon of the title. */
  @api iconName = '';
  /** Beside the title, small. */
  @api aside = '';
  /** Nothing has arrived yet. */
  @api isLoading = false;
  /** What the call failed with. */
  @api error: unknown;
  /** There is nothing to show. */
  @api isEmpty = false;
  /** What is missing. */
  @api emptyTitle = '';
  /** What would appear, and how to get it. */
  @api emptyText = '';

  readonly labels = LABELS;
  readonly skeletonRows = ['one', 'two', 'three', 'four'];

  get isRefused(): boolean {
    return Boolean(this.error) && toProblem(this.error).isNoAccess;
  }

  get isFailed(): boolean {
    return Boolean(this.error) && !this.isRefused;
  }

  get failureText(): string {
    const { message } = toProblem(this.error);
    return message ? fill(LABELS.commonErrorHint, message) : '';
  }

  get isReady(): boolean {
    return !this.error && !this.isLoading && !this.isEmpty;
  }

  get isVacant(): boolean {
    return !this.error && !this.isLoading && this.isEmpty;
  }

  get isWaiting(): boolean {
    return !this.error && this.isLoading;
  }

  handleRetry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}
