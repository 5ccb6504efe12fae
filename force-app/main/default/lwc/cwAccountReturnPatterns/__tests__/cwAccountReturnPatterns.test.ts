import { createElement } from 'lwc';
import { settle } from 'test-support';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import CwAccountReturnPatterns from 'c/cwAccountReturnPatterns';
import getPatterns from '@salesforce/apex/CwAccountReturnPatternsController.getPatterns';
import getMonths from '@salesforce/apex/CwAccountReturnPatternsController.getMonths';
import getOtherCustomers from '@salesforce/apex/CwAccountReturnPatternsController.getOtherCustomers';
import type { Pattern, CwReturnPatternsView } from 'apex/CwReturnPatternsView';

jest.mock(
  '@salesforce/apex/CwAccountReturnPatternsController.getPatterns',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock(
  '@salesforce/apex/CwAccountReturnPatternsController.getMonths',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex/CwAccountReturnPatternsController.getOtherCustomers', () => ({ default: jest.fn() }), {
  virtual: true
});

const ALERT: Pattern = {
  key: 'PRODUCT|SHD-2|not_as_described',
  level: 'PRODUCT',
  name: 'Linen shade',
  sku: 'SHD-2',
  reasonCode: 'not_as_described',
  reasonName: 'Not as described',
  recommendedAction: 'Check the photo.',
  returned: 6,
  sold: 14,
  wanted: 5,
  rate: 6 / 14,
  baseline: 0.0437,
  ratio: 9.81,
  ratioAtLeast: 4.89,
  money: [{ currencyCode: 'EUR', amount: 2525 }]
};
const VIEW: CwReturnPatternsView = {
  fromDay: '2025-10-24',
  toDay: '2026-10-23',
  linesSold: 312,
  linesReturned: 11,
  rate: 11 / 312,
  shopRate: 0.031,
  hasBaseline: true,
  shopLines: 4000,
  returnedSince: 2,
  money: [{ currencyCode: 'EUR', amount: 2960 }],
  alerts: [ALERT],
  tooFew: ['A', 'B', 'C', 'D'].map((sku) => ({ ...ALERT, key: sku, name: sku, sku, returned: 2, sold: 3 })),
  reasons: [
    { code: 'not_as_described', name: 'Not as described', lines: 6, isAlert: true },
    { code: '', name: null, lines: 5, isAlert: false }
  ]
};

const patterns = getPatterns as unknown as ApexTestWireAdapter;
const months = getMonths as unknown as ApexTestWireAdapter;
const others = getOtherCustomers as unknown as jest.Mock;

async function mount(view: Partial<CwReturnPatternsView> = {}): Promise<HTMLElement> {
  const element = createElement('c-cw-account-return-patterns', { is: CwAccountReturnPatterns });
  element.recordId = '001000000000001';
  document.body.appendChild(element);
  patterns.emit({ ...VIEW, ...view });
  await settle();
  return element;
}

function text(element: Element): string {
  return (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');
}

function find<T extends Element = HTMLElement>(element: Element, selector: string): T {
  const found = element.shadowRoot?.querySelector<T>(selector);
  if (!found) {
    throw new Error(`nothing matches ${selector}`);
  }
  return found;
}

describe('c-cw-account-return-patterns', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('says what comes back, against the shop, and what it costs', async () => {
    const element = await mount();
    expect(text(element)).toContain('11 of 312 lines came back');
    expect(text(element)).toContain('3.5%; shop 3.1%');
    expect(text(element)).toContain('EUR 2,960.00');
    expect(text(element)).toContain('2 returned lines of younger orders are not in the rate yet.');
    await expect(element).toBeAccessible();
  });

  it('shows the alert with n, baseline, bound, money and advice', async () => {
    const alert = find(await mount(), '.alert').textContent?.replace(/\s+/g, ' ') ?? '';
    expect(alert).toContain('Linen shade SHD-2 · not as described');
    expect(alert).toContain('6 of 14 lines (43%)');
    expect(alert).toContain('9.8 × the rate in everything else the shop sold (4.37%)');
    expect(alert).toContain('at least 4.9 × with 95% confidence');
    expect(alert).toContain('EUR 2,525.00');
    expect(alert).toContain('Suggested: Check the photo.');
  });

  it('claims no precision beyond a hundred times', async () => {
    const element = await mount({ alerts: [{ ...ALERT, ratio: 604, ratioAtLeast: 280 }] });
    expect(text(element)).toContain('more than 100 ×');
    expect(text(element)).toContain('at least 100 ×');
  });

  it('names what is too few to tell, briefly', async () => {
    expect(text(await mount())).toContain('A, not as described (2 of 3 lines)');
    expect(text(await mount())).toContain('1 more');
  });

  it('says so when nothing stands out', async () => {
    const element = await mount({ alerts: [] });
    expect(text(element)).toContain('Nothing comes back unusually often.');
  });

  it('says so when nothing came back', async () => {
    const element = await mount({ linesReturned: 0, alerts: [], tooFew: [], reasons: [], money: [] });
    expect(text(element)).toContain('None of 312 lines came back');
    expect(element.shadowRoot?.querySelector('c-cw-panel-share-bars')).toBeNull();
  });

  it('draws the reasons and reads them aloud', async () => {
    const bars = find(await mount(), 'c-cw-panel-share-bars');
    expect(bars.shadowRoot?.querySelectorAll('rect.strong')).toHaveLength(1);
    expect(find(bars, 'svg').getAttribute('aria-label')).toBe(
      'Returned lines by reason: Not as described 6, no reason given 5.'
    );
  });

  it('compares nothing before the rates of the shop are computed', async () => {
    const element = await mount({ hasBaseline: false, shopRate: null, alerts: [], tooFew: [] });
    expect(text(element)).toContain('is not computed yet');
    expect(element.shadowRoot?.querySelector('.calm')).toBeNull();
  });

  it('asks about other customers only when the user does', async () => {
    others.mockResolvedValue({ customers: 12, hidden: 3, top: [{ accountId: '001X', name: 'Other', lines: 1 }] });
    const element = await mount();
    const question = find(element, 'c-cw-panel-other-customers');
    expect(others).not.toHaveBeenCalled();
    find(question, 'button').click();
    await settle();
    expect(others).toHaveBeenCalledWith({
      accountId: '001000000000001',
      patternKey: 'PRODUCT|SHD-2|not_as_described'
    });
    expect(text(question)).toContain('12 other customers returned it for the same reason');
    expect(text(question)).toContain('3 of them are not shown to you.');
    await expect(question).toBeAccessible();
  });

  it('shows the rate by month when opened', async () => {
    const element = await mount();
    find(element, '.months').click();
    await settle();
    months.emit([
      { year: 2026, month: 9, sold: 20, returned: 2, isOpen: false },
      { year: 2026, month: 10, sold: 0, returned: 0, isOpen: true }
    ]);
    await settle();
    const chart = find(element, 'c-cw-panel-return-months');
    expect(chart.shadowRoot?.querySelectorAll('rect')).toHaveLength(2);
    expect(chart.shadowRoot?.querySelector('rect title')?.textContent).toBe('Sep 2026: 2 of 20 lines came back (10%)');
    expect(chart.shadowRoot?.querySelectorAll('.bar_open')).toHaveLength(1);
    await expect(chart).toBeAccessible();
  });

  it('is empty for a customer without orders in the window', async () => {
    const element = await mount({ linesSold: 0, linesReturned: 0 });
    const frame = find<HTMLElement & { isEmpty: boolean; emptyText: string }>(element, 'c-cw-panel-frame');
    expect(frame.isEmpty).toBe(true);
    expect(frame.emptyText).toContain('Oct 24, 2025');
  });
});
