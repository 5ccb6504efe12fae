import { createElement } from 'lwc';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import { refreshApex } from '@salesforce/apex';
import { find, findAll, settle, textOf } from 'test-support';
import CwOrderTimeline from 'c/cwOrderTimeline';
import getOrder from '@salesforce/apex/CwOrderPageController.getOrder';
import type { CwOrderPageView } from 'apex/CwOrderPageView';
import { inDays, LATE_PARCEL, ORDER, STUB } from '../../cwOrderReceipt/__tests__/data/order';

jest.mock(
  '@salesforce/apex/CwOrderPageController.getOrder',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

const wire = getOrder as unknown as ApexTestWireAdapter;

async function mount(order?: Partial<CwOrderPageView>): Promise<HTMLElement> {
  const element = createElement('c-cw-order-timeline', { is: CwOrderTimeline });
  element.recordId = ORDER.id ?? undefined;
  document.body.appendChild(element);
  if (order) {
    wire.emit({ ...ORDER, ...order });
  }
  await settle();
  return element;
}

const stepsOf = (element: HTMLElement): string[] =>
  findAll(element, '.step').map((step) => `${step.className.replace('step step_', '')} ${textOf(step)}`);

describe('c-cw-order-timeline', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('begins with what somebody must look after', async () => {
    const element = await mount({});
    expect(textOf(find(element, '[data-problem]'))).toMatch(/^5 days late: 2 × Oak shelf · DPD · promised /);
    await expect(element).toBeAccessible();
  });

  it('shows each step from the day it was placed, and the late one in red', async () => {
    const steps = stepsOf(await mount({}));
    expect(steps[0]).toMatch(/^done Placed/);
    expect(steps[1]).toContain('done Paid');
    expect(steps[2]).toMatch(/^done Shipped.*2 parcels/);
    expect(steps[3]).toMatch(/^open Out for delivery/);
    expect(steps[4]).toMatch(/^problem Delivered.*1 of 2.*5 days late/);
    expect(steps[5]).toMatch(/^done Returned/);
  });

  it.each<[string, Partial<CwOrderPageView>, RegExp]>([
    ['not paid', { paymentStatus: { value: 'Pending', label: 'Pending' } }, /open Not paid yet.*Pending/],
    [
      'not shipped',
      { parcels: [], fulfillmentStatus: { value: 'Unfulfilled', label: 'Unfulfilled' } },
      /open Not shipped yet/
    ],
    ['cancelled', { status: { value: 'Cancelled', label: 'Cancelled' }, cancelledAt: inDays(-1) }, /done Cancelled/],
    [
      'failed',
      { parcels: [{ ...LATE_PARCEL, status: { value: 'Failed', label: 'Failed' } }] },
      /problem Delivery failed/
    ],
    [
      'out',
      {
        parcels: [
          { ...LATE_PARCEL, arrivesAt: inDays(0), status: { value: 'Out for Delivery', label: 'Out for Delivery' } }
        ]
      },
      /done Out for delivery/
    ]
  ])('says when an order is %s', async (_name, change, expected) => {
    expect(stepsOf(await mount(change)).join(' | ')).toMatch(expected);
  });

  it('puts the parcel with a problem first, with its contents, to follow and to copy', async () => {
    const element = await mount({});
    const [late, arrived] = findAll(element, '.parcel');
    expect(textOf(late!)).toContain('Parcel 2 of 2');
    expect(textOf(late!)).toContain('2 × Oak shelf');
    expect(late!.querySelector('a')?.getAttribute('href')).toBe('https://track.example/7719');
    expect(textOf(arrived!)).toContain('7702');
    expect(arrived!.querySelector('a')).toBeNull();
  });

  it('copies the tracking number, or tells it where copying is not allowed', async () => {
    const element = await mount({});
    const toasts = jest.fn();
    element.addEventListener('lightning__showtoast', toasts);
    const writeText = jest.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error('denied'));
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    find(element, 'button[data-number="7719"]').click();
    await settle();
    find(element, 'button[data-number="7719"]').click();
    await settle();
    expect(writeText).toHaveBeenCalledWith('7719');
    expect(toasts.mock.calls.map(([event]) => event.detail.variant)).toEqual(['success', 'info']);
    expect(toasts.mock.calls[1][0].detail.title).toContain('7719');
  });

  it('is empty while nothing is known', async () => {
    expect(textOf(await mount(STUB))).toContain('Nothing known yet');
  });

  it('loads, fails and tries again', async () => {
    const element = await mount();
    expect(findAll(element, '[data-state="loading"]')).toHaveLength(1);
    wire.error({ message: 'NO_ACCESS: no' });
    await settle();
    expect(findAll(element, '[data-state="no-access"]')).toHaveLength(1);
    wire.error({ message: 'BAD: boom' });
    await settle();
    find(element, 'c-cw-panel-frame').dispatchEvent(new CustomEvent('retry'));
    expect(refreshApex).toHaveBeenCalledTimes(1);
  });
});
