import { createElement } from 'lwc';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import { refreshApex } from '@salesforce/apex';
import { find, findAll, settle, textOf } from 'test-support';
import CwOrderReceipt from 'c/cwOrderReceipt';
import getOrder from '@salesforce/apex/CwOrderPageController.getOrder';
import type { CwOrderPageView } from 'apex/CwOrderPageView';
import { ORDER, STUB } from './data/order';

jest.mock(
  '@salesforce/apex/CwOrderPageController.getOrder',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });
jest.mock('@salesforce/apex/CwOrderCaseController.createCase', () => ({ default: jest.fn() }), { virtual: true });

const wire = getOrder as unknown as ApexTestWireAdapter;

async function mount(order?: Partial<CwOrderPageView>): Promise<HTMLElement> {
  const element = createElement('c-cw-order-receipt', { is: CwOrderReceipt });
  element.recordId = ORDER.id ?? undefined;
  document.body.appendChild(element);
  if (order) {
    wire.emit({ ...ORDER, ...order });
  }
  await settle();
  return element;
}

const sumsOf = (element: HTMLElement): string[] =>
  findAll(element, '.sum').map((row) => (row.textContent ?? '').replace(/\s+/g, ' '));

describe('c-cw-order-receipt', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('is titled by the number of the order, with its store and its states', async () => {
    const element = await mount({});
    expect(find<HTMLElement & { heading: string; aside: string }>(element, 'c-cw-panel-frame')).toMatchObject({
      heading: 'Order #10113',
      aside: 'Byron Home EU · Shopify'
    });
    expect(findAll(element, '.headline .badge').map(({ textContent }) => textContent)).toEqual([
      'Open',
      'Paid',
      'Fulfilled',
      '5 days late'
    ]);
    await expect(element).toBeAccessible();
  });

  it('says what each line is: pieces left, ordered and returned, price, discount and total', async () => {
    const element = await mount({});
    const rows = findAll(element, '.lines tbody tr').map((row) => textOf(row));
    expect(rows[0]).toContain('CUSH-L · Textiles');
    expect(rows[0]).toContain('1 returned: colour differs');
    expect(rows[0]).toContain('25.00');
    expect(rows[0]).toContain('-5.00');
    expect(rows[1]).toContain('2 3 ordered');
    expect(rows[2]).toContain('Tip');
    expect(textOf(element)).toContain('3 lines · 4 pieces');
    expect(textOf(element)).toContain('Total EUR');
  });

  it('adds up as a receipt, then what has changed since', async () => {
    expect(sumsOf(await mount({}))).toEqual([
      'Goods254.00',
      'Discount (NOV10)-25.40',
      'Delivery (DPD Home)6.90',
      'TotalEUR 235.50',
      'of which tax44.04',
      'Changed since-25.00',
      'Worth nowEUR 210.50',
      'Refunded-22.50',
      'Kept after refundsEUR 188.00'
    ]);
  });

  it('leaves out what is nothing, and names a difference', async () => {
    const totals = { ...STUB.totals, currencyCode: 'EUR', subtotal: 10, total: 12, tax: 2, difference: 1.5 };
    const element = await mount({ totals, shippingMethod: null });
    expect(sumsOf(element)).toEqual(['Goods10.00', 'Tax2.00', 'TotalEUR 12.00']);
    expect(textOf(element).replace(/\s/g, ' ')).toContain('add up to EUR 1.50 more or less');
  });

  it('says where it goes and who pays, once where both are the same', async () => {
    const element = await mount({});
    expect(textOf(element)).toContain('14 Portland Row');
    expect(textOf(element)).toContain('the same address');
    expect(textOf(element)).toContain('PO-7');
    const apart = await mount({ billTo: ['Accounts', 'PO Box 1'] });
    expect(textOf(apart)).toContain('PO Box 1');
    const without = await mount({ shipTo: [], billTo: [] });
    expect(textOf(without)).toContain('The shop sent no address');
  });

  it('shows note and tags, and hides what the shop did not send', async () => {
    expect(textOf(await mount({}))).toContain('gift wrap');
    const bare = await mount({ note: null, tags: [], purchaseOrderNumber: null });
    expect(textOf(bare)).not.toContain('Note and tags');
  });

  it('leads into the shop by an address of the web alone', async () => {
    expect(find(await mount({}), 'a.shop').getAttribute('href')).toBe('https://shop.example/orders/1');
    // eslint-disable-next-line no-script-url
    expect(findAll(await mount({ sourceUrl: 'javascript:alert(1)' }), 'a.shop')).toHaveLength(0);
  });

  it('shows twenty lines until all are asked for', async () => {
    const lines = Array.from({ length: 25 }, (_unused, index) => ({ ...ORDER.lines[0]!, id: `line${index}` }));
    const element = await mount({ lines });
    expect(findAll(element, '.lines tbody tr')).toHaveLength(20);
    find(element, '[data-action="more"]').click();
    await settle();
    expect(findAll(element, '.lines tbody tr')).toHaveLength(25);
  });

  it('opens a case form that begins with what is late, and gives the focus back', async () => {
    const element = await mount({});
    find(element, '[data-action="case"]').click();
    await settle();
    const form = find(element, 'c-cw-panel-case-form');
    expect(find<HTMLInputElement>(form, '[data-field="subject"]').value).toBe('Order #10113: 5 days late');
    const button = find(element, '[data-action="case"]');
    const focus = jest.spyOn(button, 'focus');
    form.dispatchEvent(new CustomEvent('close'));
    await settle();
    expect(findAll(element, 'c-cw-panel-case-form')).toHaveLength(0);
    expect(focus).toHaveBeenCalled();
  });

  it('is empty while the order itself has not arrived', async () => {
    const element = await mount(STUB);
    expect(textOf(element)).toContain('The order itself has not arrived yet');
    await expect(element).toBeAccessible();
  });

  it('loads, fails and tries again', async () => {
    const element = await mount();
    expect(findAll(element, '[data-state="loading"]')).toHaveLength(1);
    await expect(element).toBeAccessible();
    wire.error({ message: 'BAD: boom' });
    await settle();
    expect(textOf(element)).toContain('boom');
    find(element, 'c-cw-panel-frame').dispatchEvent(new CustomEvent('retry'));
    expect(refreshApex).toHaveBeenCalledTimes(1);
  });

  it('names the permission sets to whoever has none', async () => {
    const element = await mount();
    wire.error({ message: 'NO_ACCESS: No permission' });
    await settle();
    expect(findAll(element, '[data-state="no-access"]')).toHaveLength(1);
  });
});
