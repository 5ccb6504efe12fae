import { REFUND_LABELS as LABELS } from 'c/cwLabelsRefund';
import { exact, moment, money } from 'c/cwPanelFormat';
import type { Step } from 'c/cwPanelSteps';
import type { CwReturnPageView } from 'apex/CwReturnPageView';

const ENDED: Readonly<Record<string, string>> = {
  Declined: LABELS.refundStepDeclined,
  Cancelled: LABELS.refundStepCancelled
};

function when(at: string | null | undefined): { when: string; title: string } {
  return at ? { when: moment(at), title: exact(at) } : { when: '', title: '' };
}

/** From the request to the money: the steps that a return takes, or where it ended. */
export function returnSteps(item: CwReturnPageView): Step[] {
  const status = item.status?.value ?? '';
  const asked: Step = { key: 'asked', label: LABELS.refundStepAsked, state: 'done', ...when(item.requestedAt) };
  const ended = ENDED[status];
  if (ended) {
    return [asked, { key: 'ended', label: ended, state: 'problem', when: '' }];
  }
  const paid: Step = {
    key: 'refunded',
    label: LABELS.refundStepRefunded,
    state: item.refundedAt || item.refunded > 0 ? 'done' : 'open',
    note: item.refunded > 0 ? money(item.refunded, item.currencyCode) : '',
    ...when(item.refundedAt)
  };
  if (item.type?.value === 'Refund') {
    return [asked, paid].filter(({ key }) => key !== 'asked' || Boolean(item.requestedAt));
  }
  const isAccepted = status === 'Open' || status === 'Completed';
  return [
    asked,
    { key: 'open', label: LABELS.refundStepOpen, state: isAccepted ? 'done' : 'open', when: '' },
    { key: 'done', label: LABELS.refundStepDone, state: status === 'Completed' ? 'done' : 'open', when: '' },
    paid
  ];
}
