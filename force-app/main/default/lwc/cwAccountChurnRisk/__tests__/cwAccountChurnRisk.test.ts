import { createElement } from 'lwc';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import CwAccountChurnRisk from 'c/cwAccountChurnRisk';
import getRisk from '@salesforce/apex/CwAccountChurnRiskController.getRisk';
import getActivity from '@salesforce/apex/CwAccountActivityController.getActivity';
import { settle } from 'test-support';
import { refreshApex } from '@salesforce/apex';
import type { CwChurnRiskView } from 'apex/CwChurnRiskView';

jest.mock(
  '@salesforce/apex/CwAccountChurnRiskController.getRisk',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock(
  '@salesforce/apex/CwAccountActivityController.getActivity',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex/CwAccountActivityController.saveActivity', () => ({ default: jest.fn() }), {
  virtual: true
});
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

const SILENT: CwChurnRiskView = {
  band: 'UNUSUAL_SILENCE',
  isPending: false,
  asOf: '2026-11-22',
  silenceDays: 41,
  typicalGapDays: 14,
  usualFromDays: 12,
  usualToDays: 18,
  longestGapDays: 22,
  gaps: 3,
  shorterGaps: 3,
  visits: 4,
  orders: 5,
  missingVisits: 0,
  lastOrderOn: '2026-10-12',
  expectedOn: '2026-10-26',
  unpaidSince: 0,
  timeline: [
    { day: '2026-08-31', orders: 1 },
    { day: '2026-09-14', orders: 1 },
    { day: '2026-09-28', orders: 2 },
    { day: '2026-10-12', orders: 1 }
  ],
  spans: [
    { fromDay: '2026-08-25', toDay: '2026-09-23', orders: 2 },
    { fromDay: '2026-09-24', toDay: '2026-10-23', orders: 3 },
    { fromDay: '2026-10-24', toDay: '2026-11-22', orders: 0 }
  ],
  stopped: [{ name: 'Lamps', linesBefore: 62, shareBefore: 0.62, linesLately: 0 }],
  stillBuying: [],
  recentDays: 41
};

const wire = getRisk as unknown as ApexTestWireAdapter;
const activity = getActivity as unknown as ApexTestWireAdapter;

async function mount(risk?: Partial<CwChurnRiskView>): Promise<HTMLElement> {
  const element = createElement('c-cw-account-churn-risk', { is: CwAccountChurnRisk });
  element.recordId = '001000000000001';
  document.body.appendChild(element);
  if (risk) {
    wire.emit({ ...SILENT, ...risk });
  }
  await settle();
  return element;
}

function text(element: HTMLElement): string {
  return (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');
}

function find<T extends Element = HTMLElement>(element: Element, selector: string): T {
  const found = element.shadowRoot?.querySelector<T>(selector);
  if (!found) {
    throw new Error(`nothing matches ${selector}`);
  }
  return found;
}

describe('c-cw-account-churn-risk', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('asks for the account it stands on', async () => {
    await mount();
    expect(wire.getLastConfig()).toEqual({ accountId: '001000000000001' });
  });

  it('does not count the gaps as long as the silence where there is none', async () => {
    const element = await mount({ band: 'LATE', silenceDays: 23 });
    expect(text(element)).toContain('never waited more than 22 days in 3 gaps');
    expect(text(element)).not.toContain('only 0');
  });

  it('says that the figures are being computed', async () => {
    const element = await mount({ band: 'NO_ORDERS', isPending: true });
    expect(find<HTMLElement & { emptyTitle: string }>(element, 'c-cw-panel-frame').emptyTitle).toBe('Not computed yet');
  });

  it('says what is unusual, why, and on what evidence', async () => {
    const element = await mount({});
    expect(text(element)).toContain('Unusual silence');
    expect(text(element)).toContain('41 days');
    expect(text(element)).toContain('They usually order every 14 days and never waited more than 22 days in 3 gaps.');
    expect(text(element)).toContain('5 orders');
    expect(find(element, 'dd[title="5 orders on 4 days"]')).not.toBeNull();
    expect(text(element)).toContain('was due');
    expect(text(element)).toContain('2.5 → 0');
    expect(text(element)).toContain('Lamps (62% of lines)');
    expect(text(element)).toContain('nothing');
    await expect(element).toBeAccessible();
  });

  it.each([
    ['ON_RHYTHM', 'On rhythm', 'waiting up to 18 days is normal'],
    ['LATE', 'Late', 'only 1 of 3 gaps were this long'],
    ['PROBABLY_LOST', 'Probably lost', 'never waited more than 22 days']
  ])('gives the reason for %s', async (band, label, reason) => {
    const element = await mount({ band, shorterGaps: 2 });
    expect(text(element)).toContain(label);
    expect(text(element)).toContain(reason);
  });

  it('says how many orders are missing rather than guess', async () => {
    const element = await mount({
      band: 'NOT_ENOUGH_DATA',
      typicalGapDays: null,
      usualFromDays: null,
      usualToDays: null,
      expectedOn: null,
      missingVisits: 2,
      timeline: SILENT.timeline.slice(0, 2)
    });
    expect(text(element)).toContain('Not enough data');
    expect(text(element)).toContain('2 more ordering days are needed');
    expect(text(element)).not.toContain('was due');
    await expect(element).toBeAccessible();
  });

  it('names orders that are not paid yet', async () => {
    expect(text(await mount({ unpaidSince: 1 }))).toContain('1 newer order is not paid yet');
  });

  it('draws the rhythm and reads it aloud', async () => {
    const element = await mount({});
    const timeline = find(element, 'c-cw-panel-timeline');
    expect(timeline.shadowRoot?.querySelectorAll('circle')).toHaveLength(4);
    expect(find(timeline, 'svg').getAttribute('aria-label')).toContain('then 41 days of silence');
    const figure = find(timeline, 'c-cw-panel-figure');
    find(figure, '.toggle').click();
    await settle();
    expect(find(figure, 'tbody').children).toHaveLength(4);
    expect(find(figure, 'tbody').textContent).toContain('Oct 12, 2026');
    await expect(element).toBeAccessible();
  });

  it('is empty without orders', async () => {
    const element = await mount({ band: 'NO_ORDERS' });
    expect(find<HTMLElement & { isEmpty: boolean }>(element, 'c-cw-panel-frame').isEmpty).toBe(true);
  });

  it('shows an error and tries again', async () => {
    const element = await mount();
    wire.error({ message: 'BAD: boom' });
    await settle();
    const frame = find(element, 'c-cw-panel-frame');
    expect(text(frame)).toContain('boom');
    frame.dispatchEvent(new CustomEvent('retry'));
    expect(refreshApex).toHaveBeenCalledTimes(1);
  });

  it('offers a follow-up with the silence as its subject', async () => {
    const element = await mount({});
    const followUp = find<HTMLElement & { taskSubject: string }>(element, 'c-cw-panel-follow-up');
    expect(followUp.taskSubject).toBe('Win back: 41 days since the last order');
    expect(activity.getLastConfig()).toEqual({ accountId: '001000000000001' });
    expect(
      find<HTMLElement & { taskSubject: string }>(await mount({ band: 'ON_RHYTHM' }), 'c-cw-panel-follow-up')
        .taskSubject
    ).toBe('Follow up on orders');
  });
});
