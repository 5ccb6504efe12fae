import { createElement } from 'lwc';
import { settle } from 'test-support';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import CwAccountLifetimeValue from 'c/cwAccountLifetimeValue';
import getValue from '@salesforce/apex/CwAccountLifetimeValueController.getValue';
import getOrders from '@salesforce/apex/CwAccountLifetimeValueController.getOrders';
import type { CurrencyValue, CwLifetimeValueView } from 'apex/CwLifetimeValueView';

jest.mock(
  '@salesforce/apex/CwAccountLifetimeValueController.getValue',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex/CwAccountLifetimeValueController.getOrders', () => ({ default: jest.fn() }), {
  virtual: true
});

const EUROS: CurrencyValue = {
  currencyCode: 'EUR',
  orders: 30,
  gross: 1000,
  refunded: 100,
  net: 900,
  averageOrder: 30,
  refundedShare: 0.1,
  firstAt: '2025-10-12T10:00:00.000Z',
  lastAt: '2026-01-09T10:00:00.000Z',
  months: [
    { year: 2025, month: 10, orders: 10, gross: 400, refunded: 0 },
    { year: 2025, month: 11, orders: 0, gross: 0, refunded: 100 },
    { year: 2025, month: 12, orders: 20, gross: 600, refunded: 0 }
  ],
  refundsDated: true
};
const DOLLARS: CurrencyValue = { ...EUROS, currencyCode: 'USD', orders: 2, net: 2140, refunded: 0 };
const VIEW: CwLifetimeValueView = {
  isPending: false,
  values: [EUROS, DOLLARS],
  excluded: { test: 1, cancelled: 2, unpaid: 0 }
};

const wire = getValue as unknown as ApexTestWireAdapter;
const orders = getOrders as unknown as jest.Mock;

async function mount(view: CwLifetimeValueView = VIEW): Promise<HTMLElement> {
  const element = createElement('c-cw-account-lifetime-value', { is: CwAccountLifetimeValue });
  element.recordId = '001000000000001';
  document.body.appendChild(element);
  wire.emit(view);
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

describe('c-cw-account-lifetime-value', () => {
  beforeEach(() => jest.useFakeTimers({ now: new Date('2026-12-12T00:00:00Z'), doNotFake: ['queueMicrotask'] }));

  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
    jest.useRealTimers();
  });

  it('says what the customer is worth and keeps the other currency apart', async () => {
    const element = await mount();
    expect(text(element)).toContain('EUR 900');
    expect(text(element)).toContain('net over 1.2 years');
    expect(text(element)).toContain('and USD 2,140, kept apart');
    expect(text(element)).toContain('3 orders are left out: 2 cancelled, 1 test');
    jest.useRealTimers();
    await expect(element).toBeAccessible();
  });

  it('changes the currency', async () => {
    const element = await mount();
    find(element, '[data-code="USD"]').click();
    await settle();
    expect(find(element, '[data-code="USD"]').getAttribute('aria-pressed')).toBe('true');
    expect(text(element)).toContain('and EUR 900, kept apart');
  });

  it('draws refunds as steps down and ends at the net value', async () => {
    const element = await mount();
    const chart = find(element, 'c-cw-panel-step-chart');
    expect(chart.shadowRoot?.querySelectorAll('.refund')).toHaveLength(1);
    expect(find(chart, 'svg').getAttribute('aria-label')?.replace(/\s/g, ' ')).toContain('EUR 900.00 now');
    const figure = find(chart, 'c-cw-panel-figure');
    find(figure, '.toggle').click();
    await settle();
    const sums = [...(figure.shadowRoot?.querySelectorAll('tbody td:last-child') ?? [])];
    expect(sums.map((cell) => cell.textContent?.replace(/\s/g, ' '))).toEqual([
      'EUR 900.00',
      'EUR 300.00',
      'EUR 400.00'
    ]);
  });

  it('admits that refunds have no date', async () => {
    const element = await mount({ ...VIEW, values: [{ ...EUROS, refundsDated: false }] });
    expect(text(element)).toContain('not all have a date');
  });

  it('lists the orders behind the number, page by page', async () => {
    const row = { id: 'a01', orderNumber: '#1', placedAt: EUROS.firstAt, currencyCode: 'EUR', total: 30, refunded: 0 };
    orders.mockResolvedValueOnce({ rows: [{ ...row, net: 30 }], nextCursor: 'next' });
    orders.mockResolvedValueOnce({ rows: [{ ...row, id: 'a02', orderNumber: '#2', net: 30 }], nextCursor: null });
    orders.mockResolvedValueOnce({
      rows: [{ ...row, id: 'a03', orderNumber: '#3', net: 0, excludedBecause: 'CANCELLED' }],
      nextCursor: null
    });
    const element = await mount();
    find(element, '.which').click();
    await settle();
    const list = find(element, 'c-cw-panel-value-orders');
    expect(orders).toHaveBeenLastCalledWith({
      accountId: '001000000000001',
      currencyCode: 'EUR',
      cursor: null
    });
    expect(text(list)).toContain('1–1 of 30');
    find(list, '[data-page="next"]').click();
    await settle();
    expect(orders).toHaveBeenLastCalledWith(expect.objectContaining({ cursor: 'next' }));
    find(list, '[data-view="excluded"]').click();
    await settle();
    expect(orders).toHaveBeenLastCalledWith(expect.objectContaining({ currencyCode: null, cursor: null }));
    expect(text(list)).toContain('cancelled');
    jest.useRealTimers();
    await expect(list).toBeAccessible();
  });

  it('says when the orders cannot be loaded', async () => {
    orders.mockRejectedValue({ body: { message: 'BAD_REQUEST: no' } });
    const element = await mount();
    find(element, '.which').click();
    await settle();
    expect(find(find(element, 'c-cw-panel-value-orders'), '[role="alert"]').textContent).toBe('no');
  });

  it('is empty without a single order', async () => {
    const element = await mount({ isPending: false, values: [], excluded: { test: 0, cancelled: 0, unpaid: 0 } });
    expect(find<HTMLElement & { isEmpty: boolean }>(element, 'c-cw-panel-frame').isEmpty).toBe(true);
  });

  it('says that the figures are being computed', async () => {
    const element = await mount({ isPending: true, values: [], excluded: { test: 0, cancelled: 0, unpaid: 0 } });
    expect(find<HTMLElement & { emptyTitle: string }>(element, 'c-cw-panel-frame').emptyTitle).toBe('Not computed yet');
  });
});
