import { LightningElement, api } from 'lwc';
import { TIMELINE_LABELS as LABELS } from 'c/cwLabelsTimeline';

/** One step of something that goes on. */
export interface Step {
  readonly key: string;
  readonly label: string;
  /** Done, partly done, to come, or in the way of all that follows. */
  readonly state: 'done' | 'part' | 'open' | 'problem';
  readonly when: string;
  readonly title?: string;
  readonly note?: string;
  /** The note is bad news. */
  readonly isBad?: boolean;
}

const SAID: Readonly<Record<Step['state'], string>> = {
  done: LABELS.timelineDone,
  part: LABELS.timelineDone,
  open: LABELS.timelineOpen,
  problem: LABELS.timelineAttention
};

/** The steps of something that goes on, side by side; one below the other where there is no room. */
export default class CwPanelSteps extends LightningElement {
  /** The steps in their order. */
  @api steps: readonly Step[] = [];
  /** Names the list. */
  @api caption = '';

  get rows(): readonly (Step & { className: string; noteClass: string; said: string })[] {
    return this.steps.map((step) => ({
      ...step,
      className: `step step_${step.state}`,
      noteClass: step.isBad ? 'note bad' : 'note',
      said: SAID[step.state]
    }));
  }
}
