import { createElement } from 'lwc';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import { refreshApex } from '@salesforce/apex';
import { find, findAll, settle, textOf } from 'test-support';
import CwReturnReceipt from 'c/cwReturnReceipt';
import getReturn from '@salesforce/apex/CwReturnPageController.getReturn';
import type { CwReturnPageView } from 'apex/CwReturnPageView';

jest.mock(
  '@salesforce/apex/CwReturnPageController.getReturn',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

const RETURN: CwReturnPageView = {
  id: 'a02000000000001',
  returnNumber: 'R-2041',
  storeName: 'Byron Home EU',
  type: { value: 'Return', label: 'Return' },
  status: { value: 'Completed', label: 'Completed' },
  currencyCode: 'EUR',
  refunded: 30,
  stated: 35,
  requestedAt: '2026-11-20T10:00:00.000Z',
  refundedAt: '2026-11-24T10:00:00.000Z',
  note: 'Sent back in the same box',
  isStub: false,
  accountId: '001000000000001',
  accountName: 'Byron Ltd',
  contactId: '003000000000001',
  contactName: 'Orla Byrne',
  order: { id: 'a01000000000001', orderNumber: '#10113', placedAt: '2026-11-16T10:00:00.000Z' },
  orderTotal: 235.5,
  orderCurrencyCode: 'EUR',
  lines: [
    {
      id: 'l1',
      productId: '01t000000000001',
      title: 'Oak shelf',
      sku: 'SHELF-O',
      quantity: 1,
      ordered: 3,
      amount: 30,
      reason: 'damaged',
      words: 'Scratched on one side',
      advice: 'Check the packing'
    }
  ],
  refunds: [
    { id: 'rf-2', amount: 20, currencyCode: 'EUR', refundedAt: '2026-11-22T10:00:00.000Z', note: 'goodwill' },
    { id: 'rf-1', amount: 10, currencyCode: 'EUR', refundedAt: '2026-11-24T10:00:00.000Z' }
  ],
  serviceCase: {
    id: '500000000000001',
    caseNumber: '00001042',
    subject: 'Shelf is scratched',
    status: 'Working',
    isClosed: false
  }
};
const wire = getReturn as unknown as ApexTestWireAdapter;

async function mount(item?: Partial<CwReturnPageView>): Promise<HTMLElement> {
  const element = createElement('c-cw-return-receipt', { is: CwReturnReceipt });
  element.recordId = RETURN.id ?? undefined;
  document.body.appendChild(element);
  if (item) {
    wire.emit({ ...RETURN, ...item });
  }
  await settle();
  return element;
}

const stepsOf = (element: HTMLElement): string[] =>
  findAll(element, '.step').map((step) => `${step.className.replace('step step_', '')} ${textOf(step)}`);

describe('c-cw-return-receipt', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('tells what came back, in the words of the reason and of the customer', async () => {
    const element = await mount({});
    const words = textOf(element).replace(/\s/g, ' ');
    expect(words).toContain('Oak shelf');
    expect(words).toContain('1 of 3');
    expect(words).toContain('damaged');
    expect(words).toContain('“Scratched on one side”');
    expect(words).toContain('Advice: Check the packing');
    await expect(element).toBeAccessible();
  });

  it('adds up the refunds with their currency, and names what the shop states', async () => {
    const words = textOf(await mount({})).replace(/\s/g, ' ');
    expect(words).toMatch(/Nov 22, 2026 goodwill EUR 20\.00/);
    expect(words).toContain('Refunded in all EUR 30.00');
    expect(words).toContain('The shop states EUR 35.00');
  });

  it('leads to order, case and customer', async () => {
    const links = findAll(await mount({}), 'a').map((link) => link.getAttribute('href'));
    expect(links).toEqual(
      expect.arrayContaining([
        '/lightning/r/Commerce_Order__c/a01000000000001/view',
        '/lightning/r/Case/500000000000001/view',
        '/lightning/r/Contact/003000000000001/view'
      ])
    );
  });

  it.each<[string, Partial<CwReturnPageView>, RegExp]>([
    ['completed', {}, /done Asked for.*done Accepted.*done Completed.*done Refunded/],
    [
      'requested',
      { status: { value: 'Requested', label: 'Requested' }, refunded: 0, refundedAt: null },
      /done Asked for.*open Accepted.*open Completed.*open Refunded/
    ],
    ['declined', { status: { value: 'Declined', label: 'Declined' } }, /problem Declined/],
    ['money alone', { type: { value: 'Refund', label: 'Refund' }, requestedAt: null }, /^done Refunded/]
  ])('shows the steps of a return that is %s', async (_name, change, expected) => {
    expect(stepsOf(await mount(change)).join(' | ')).toMatch(expected);
  });

  it('says what is not there', async () => {
    const element = await mount({ lines: [], refunds: [], refunded: 0, order: null, serviceCase: null, stated: null });
    const words = textOf(element);
    expect(words).toContain('no goods came back');
    expect(words).toContain('Nothing was refunded yet');
    expect(words).toContain('The order is not known yet');
    expect(words).toContain('No case serves this return');
    await expect(element).toBeAccessible();
  });

  it('is empty while the return itself has not arrived', async () => {
    expect(textOf(await mount({ isStub: true, refunds: [], lines: [] }))).toContain('has not arrived yet');
  });

  it('loads, fails and tries again', async () => {
    const element = await mount();
    expect(findAll(element, '[data-state="loading"]')).toHaveLength(1);
    wire.error({ message: 'NO_ACCESS: no' });
    await settle();
    expect(findAll(element, '[data-state="no-access"]')).toHaveLength(1);
    find(element, 'c-cw-panel-frame').dispatchEvent(new CustomEvent('retry'));
    expect(refreshApex).toHaveBeenCalledTimes(1);
  });
});
