import { createElement } from 'lwc';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import CwAccountOrderHistory from 'c/cwAccountOrderHistory';
import getHistory from '@salesforce/apex/CwAccountOrderHistoryController.getHistory';
import getPage from '@salesforce/apex/CwAccountOrderHistoryController.getPage';
import getOrder from '@salesforce/apex/CwOrderPageController.getOrder';
import createCase from '@salesforce/apex/CwOrderCaseController.createCase';
import { find as findDeep, settle, textOf } from 'test-support';
import type { Month, CwOrderHistoryView, Row } from 'apex/CwOrderHistoryView';
import { inDays, ORDER } from '../../cwOrderReceipt/__tests__/data/order';

jest.mock(
  '@salesforce/apex/CwAccountOrderHistoryController.getHistory',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock(
  '@salesforce/apex/CwOrderPageController.getOrder',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex/CwAccountOrderHistoryController.getPage', () => ({ default: jest.fn() }), {
  virtual: true
});
jest.mock('@salesforce/apex/CwOrderCaseController.createCase', () => ({ default: jest.fn() }), {
  virtual: true
});

const ROW: Row = {
  id: 'a01000000000001',
  orderNumber: '#10417',
  placedAt: '2026-10-26T10:00:00.000Z',
  status: 'Open',
  paymentStatus: 'Paid',
  fulfillmentStatus: 'Fulfilled',
  deliveredAt: '2026-10-29T14:02:00.000Z',
  storeName: 'Byron Home EU',
  shipments: 1,
  deliveredShipments: 1,
  failedShipments: 0,
  outForDelivery: 0,
  openShipments: 0,
  items: 3,
  returnedItems: 13,
  currencyCode: 'EUR',
  total: 612.4,
  refunded: 420.9,
  channel: 'Rep',
  isTest: false
};
const NOTHING_SENT: Partial<Row> = { shipments: 0, deliveredShipments: 0, deliveredAt: null };
const MOVING: Partial<Row> = { ...NOTHING_SENT, shipments: 1, openShipments: 1 };
const MONTHS: Month[] = Array.from({ length: 24 }, (_unused, index) => ({
  year: index < 1 ? 2024 : index < 13 ? 2025 : 2026,
  month: ((index + 11) % 12) + 1,
  orders: index,
  net: index * 10
}));
const VIEW: CwOrderHistoryView = {
  totalOrders: 128,
  lastPlacedAt: '2026-10-26T10:00:00.000Z',
  totals: [
    { currencyCode: 'EUR', orders: 120, countedOrders: 118, net: 84310, months: MONTHS },
    { currencyCode: 'USD', orders: 8, countedOrders: 8, net: 2140, months: MONTHS }
  ],
  channels: [{ value: 'Rep', label: 'Sales rep' }],
  firstPage: { rows: [ROW], matching: 128, nextCursor: 'second' }
};
const history = getHistory as unknown as ApexTestWireAdapter;
const detail = getOrder as unknown as ApexTestWireAdapter;
const pages = getPage as unknown as jest.Mock;
const cases = createCase as unknown as jest.Mock;

async function mount(view: Partial<CwOrderHistoryView> = {}): Promise<HTMLElement> {
  const element = createElement('c-cw-account-order-history', { is: CwAccountOrderHistory });
  element.recordId = '001000000000001';
  document.body.appendChild(element);
  history.emit({ ...VIEW, ...view });
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

async function type(element: HTMLElement, value: string): Promise<void> {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
  find(element, '.search').dispatchEvent(new CustomEvent('change', { detail: { value } }));
  jest.advanceTimersByTime(300);
  jest.useRealTimers();
  await settle();
}

describe('c-cw-account-order-history', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('says how many, how much per currency and when last', async () => {
    const element = await mount();
    expect(text(element)).toContain('128');
    expect(text(element)).toContain('EUR 84,310 + USD 2,140 net');
    expect(text(element)).toContain('1–1 of 128 · newest first');
    await expect(element).toBeAccessible();
  });

  it('shows an order in one line, in words', async () => {
    const row = find(await mount(), 'tbody tr');
    expect(row.textContent).toContain('Delivered');
    expect(row.textContent).toContain('13 pieces returned');
    expect(row.textContent?.replace(/\s/g, ' ')).toContain('EUR 612.40');
    expect(row.textContent).toContain('Sales rep');
  });

  it.each([
    [{ status: 'Cancelled' }, 'Cancelled'],
    [{ ...MOVING, arrivesAt: '2999-11-24T10:00:00.000Z' }, 'Arriving Nov 24'],
    [{ ...MOVING, arrivesAt: inDays(-5) }, '5 days late'],
    [{ ...MOVING, arrivesAt: null }, 'On its way'],
    [{ ...MOVING, outForDelivery: 1 }, 'Out for delivery'],
    [{ ...MOVING, failedShipments: 1 }, 'Delivery failed'],
    [{ shipments: 2, openShipments: 1 }, '1 of 2 delivered'],
    [NOTHING_SENT, 'Shipped'],
    [{ ...NOTHING_SENT, fulfillmentStatus: 'Partial' }, 'Partly shipped'],
    [{ ...NOTHING_SENT, fulfillmentStatus: 'Unfulfilled' }, 'Not shipped yet'],
    [{ ...NOTHING_SENT, fulfillmentStatus: 'Restocked' }, 'Restocked'],
    [{ ...NOTHING_SENT, fulfillmentStatus: null, status: 'Completed' }, 'Completed'],
    [{ paymentStatus: 'Pending' }, 'Not paid'],
    [{ isTest: true }, 'Test'],
    [{ returnedItems: 0 }, 'Refunded'],
    [{ returnedItems: 1 }, '1 piece returned']
  ])('puts %j as %s', async (change, word) => {
    const element = await mount({ firstPage: { ...VIEW.firstPage, rows: [{ ...ROW, ...change }] } });
    expect(find(element, 'tbody tr').textContent).toContain(word);
  });

  it('draws this year against last and offers the numbers', async () => {
    const bars = find(await mount(), 'c-cw-panel-month-bars');
    expect(bars.shadowRoot?.querySelectorAll('rect')).toHaveLength(24);
    const figure = find(bars, 'c-cw-panel-figure');
    find(figure, '.toggle').click();
    await settle();
    expect(find(figure, 'tbody').children).toHaveLength(12);
  });

  it('opens an order down to lines, shipment and refund', async () => {
    const element = await mount();
    const chevron = find(element, '.toggle');
    expect(chevron.getAttribute('aria-expanded')).toBe('false');
    chevron.click();
    await settle();
    expect(find(element, '.toggle').getAttribute('aria-expanded')).toBe('true');
    const opened = find(element, 'c-cw-panel-order-detail');
    expect(detail.getLastConfig()).toEqual({ orderId: ROW.id });
    detail.emit(ORDER);
    await settle();
    const words = textOf(opened).replace(/\s/g, ' ');
    expect(words).toContain('Cushion cover');
    expect(words).toContain('discount -EUR 5.00');
    expect(words).toContain('1 piece returned: colour differs');
    expect(words).toMatch(/5 days late promised/);
    expect(words).toContain('2 × Oak shelf');
    expect(words).toContain('Refunded EUR 22.50 on');
    expect(words).toContain('Case 00001042');
    expect(findDeep(opened, 'a[target="_blank"]').getAttribute('rel')).toBe('noopener noreferrer');
    await expect(opened).toBeAccessible();
    find(element, '.toggle').click();
    await settle();
    expect(element.shadowRoot?.querySelector('c-cw-panel-order-detail')).toBeNull();
  });

  it('says when an order cannot be opened', async () => {
    const element = await mount();
    find(element, '.toggle').click();
    await settle();
    detail.error({ message: 'NOT_FOUND: gone' });
    await settle();
    expect(find(find(element, 'c-cw-panel-order-detail'), '[role="alert"]').textContent).toBe('gone');
  });

  it('searches on the server once the typing pauses', async () => {
    pages.mockResolvedValue({ rows: [{ ...ROW, orderNumber: '#1' }], nextCursor: 'more' });
    const element = await mount();
    await type(element, 'lamp');
    expect(pages).toHaveBeenCalledTimes(1);
    expect(pages).toHaveBeenCalledWith({ accountId: '001000000000001', filter: { search: 'lamp' }, cursor: null });
    expect(text(element)).toContain('1–1, more follow');
    await type(element, '');
    expect(pages).toHaveBeenCalledTimes(1);
    expect(text(element)).toContain('1–1 of 128');
  });

  it('draws a long page in parts, and all of it', async () => {
    const rows = Array.from({ length: 25 }, (_unused, index) => ({ ...ROW, id: `a01${index}` }));
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
    const element = await mount({ firstPage: { ...VIEW.firstPage, rows } });
    const drawn = (): number => element.shadowRoot?.querySelectorAll('tbody tr').length ?? 0;
    expect(drawn()).toBeLessThan(25);
    expect(text(element)).toContain('1–25 of 128');
    for (let turn = 0; turn < 9; turn += 1) {
      jest.runOnlyPendingTimers();
      // each turn draws the next rows
      // eslint-disable-next-line no-await-in-loop
      await settle();
    }
    jest.useRealTimers();
    expect(drawn()).toBe(25);
  });

  it('says when nothing matches', async () => {
    pages.mockResolvedValue({ rows: [] });
    const element = await mount();
    await type(element, 'nothing like it');
    expect(text(element)).toContain('No order matches');
    await expect(element).toBeAccessible();
  });

  it('drops an answer that a later search has overtaken', async () => {
    let answerFirst: (page: unknown) => void = () => undefined;
    pages.mockReturnValueOnce(new Promise((resolve) => (answerFirst = resolve)));
    pages.mockResolvedValueOnce({ rows: [{ ...ROW, total: 2 }] });
    const element = await mount();
    await type(element, 'slow');
    await type(element, 'fast');
    answerFirst({ rows: [{ ...ROW, total: 1 }] });
    await settle();
    expect(find(element, 'tbody').textContent?.replace(/\s/g, ' ')).toContain('EUR 2.00');
  });

  it('filters, counts the filters and clears them', async () => {
    pages.mockResolvedValue({ rows: [ROW], matching: 3 });
    const element = await mount();
    find(element, '[data-action="filters"]').click();
    await settle();
    const filters = find(element, 'c-cw-panel-order-filters');
    await expect(filters).toBeAccessible();
    find(filters, '[data-field="channel"]').dispatchEvent(new CustomEvent('change', { detail: { value: 'Rep' } }));
    await settle();
    expect(pages).toHaveBeenLastCalledWith(
      expect.objectContaining({ filter: { channel: 'Rep', search: null }, cursor: null })
    );
    expect(text(element)).toContain('1–1 of 3');
    expect(find<HTMLElement & { label: string }>(element, '[data-action="filters"]').label).toBe('Filters (1)');
    find(filters, 'button').click();
    await settle();
    expect(text(element)).toContain('1–1 of 128');
  });

  it('turns pages forth and back', async () => {
    pages.mockResolvedValueOnce({ rows: [{ ...ROW, id: 'a02' }], nextCursor: null });
    pages.mockResolvedValueOnce({ rows: [ROW], matching: 128, nextCursor: 'second' });
    const element = await mount();
    find(element, '[data-page="next"]').click();
    await settle();
    expect(pages).toHaveBeenLastCalledWith(expect.objectContaining({ cursor: 'second' }));
    expect(text(element)).toContain('26–26 of 128');
    find(element, '[data-page="previous"]').click();
    await settle();
    expect(pages).toHaveBeenLastCalledWith(expect.objectContaining({ cursor: null }));
    expect(text(element)).toContain('1–1 of 128');
  });

  it('says when a page cannot be loaded', async () => {
    pages.mockRejectedValue({ body: { message: 'BAD_REQUEST: no such page' } });
    const element = await mount();
    find(element, '[data-page="next"]').click();
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('no such page');
  });

  it('writes a case in the opened order and creates none before it is saved', async () => {
    const element = await mount();
    find(element, 'lightning-button-menu').dispatchEvent(new CustomEvent('select', { detail: { value: 'case' } }));
    await settle();
    detail.emit(ORDER);
    await settle();
    const form = findDeep(element, 'c-cw-panel-case-form');
    expect(textOf(form)).toContain('New case about order #10417');
    expect(cases).not.toHaveBeenCalled();
    const menu = find(element, 'lightning-button-menu');
    const focus = jest.spyOn(menu, 'focus');
    form.dispatchEvent(new CustomEvent('close'));
    await settle();
    expect(find(element, 'c-cw-panel-order-detail').shadowRoot?.querySelector('c-cw-panel-case-form')).toBeNull();
    expect(focus).toHaveBeenCalled();
  });

  it('names the store where the orders are of two', async () => {
    const one = await mount();
    expect(find(one, 'thead').textContent).not.toContain('Store');
    const rows = [ROW, { ...ROW, id: 'a01000000000009', storeName: 'Byron Home UK' }];
    const two = await mount({ firstPage: { ...VIEW.firstPage, rows } });
    expect(find(two, 'thead').textContent).toContain('Store');
    expect(find(two, 'tbody').textContent).toContain('Byron Home UK');
  });

  it('filters by the words of the status column', async () => {
    pages.mockResolvedValue({ rows: [ROW], matching: 3 });
    const element = await mount();
    find(element, '[data-action="filters"]').click();
    await settle();
    const status = findDeep<HTMLElement & { options: { value: string; label: string }[] }>(
      element,
      '[data-field="progress"]'
    );
    expect(status.options.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Not shipped yet', 'Partly shipped', 'Delivered', 'Cancelled', 'Late or failed'])
    );
    status.dispatchEvent(new CustomEvent('change', { detail: { value: 'LATE' } }));
    await settle();
    expect(pages).toHaveBeenLastCalledWith(
      expect.objectContaining({ filter: { progress: 'LATE', search: null }, cursor: null })
    );
  });

  it('tells the number where copying is not allowed', async () => {
    const element = await mount();
    const toasts = jest.fn();
    element.addEventListener('lightning__showtoast', toasts);
    find(element, 'lightning-button-menu').dispatchEvent(new CustomEvent('select', { detail: { value: 'copy' } }));
    await settle();
    expect(toasts.mock.calls[0][0].detail.title).toContain('#10417');
  });

  it('is empty without orders, and hides its tools', async () => {
    const element = await mount({ totalOrders: 0, totals: [], firstPage: { rows: [] } });
    expect(find<HTMLElement & { isEmpty: boolean }>(element, 'c-cw-panel-frame').isEmpty).toBe(true);
  });

  it('shows an error of the first call', async () => {
    const element = await mount();
    history.error({ message: 'NO_ACCESS: No permission to read Orders' });
    await settle();
    expect(find(find(element, 'c-cw-panel-frame'), '[data-state="no-access"]')).not.toBeNull();
    expect(element.shadowRoot?.querySelector('.search')).toBeNull();
  });
});
