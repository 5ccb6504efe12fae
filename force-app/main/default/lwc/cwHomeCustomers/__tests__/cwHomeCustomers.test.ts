import { createElement } from 'lwc';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import CwHomeCustomers from 'c/cwHomeCustomers';
import getCustomers from '@salesforce/apex/CwHomeMarketController.getCustomers';
import type { CwHomeWorkView, Row } from 'apex/CwHomeWorkView';

jest.mock(
  '@salesforce/apex/CwHomeMarketController.getCustomers',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

const wire = getCustomers as unknown as ApexTestWireAdapter;
const ROW: Row = {
  recordId: '001000000000001',
  objectName: 'Account',
  label: 'Ελένη Παπαδάκη',
  detail: '1',
  since: new Date().toISOString(),
  amount: 40,
  currencyCode: 'EUR'
};

async function mount(view?: Partial<CwHomeWorkView>): Promise<HTMLElement> {
  const element = createElement('c-cw-home-customers', { is: CwHomeCustomers });
  document.body.appendChild(element);
  if (view) {
    wire.emit({ total: 0, isMore: false, rows: [], ...view });
  }
  await Promise.resolve();
  return element;
}

const text = (element: HTMLElement): string => (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');
const frame = (element: HTMLElement): HTMLElement & Record<string, unknown> =>
  element.shadowRoot!.querySelector('c-cw-panel-frame')!;
const group = (element: HTMLElement, value: string): HTMLButtonElement =>
  element.shadowRoot!.querySelector(`button[value="${value}"]`)!;

describe('c-cw-home-customers', () => {
  afterEach(() => document.body.replaceChildren());

  it('starts with those who have just bought for the first time', async () => {
    const element = await mount({ total: 3, rows: [ROW] });
    expect(wire.getLastConfig()).toEqual({ kind: 'first' });
    expect(text(element)).toContain('3 people placed their first order within 30 days');
    expect(text(element)).toContain('and 2 more');
    expect(group(element, 'first').getAttribute('aria-pressed')).toBe('true');
    await expect(element).toBeAccessible();
  });

  it('asks for another group and waits for its answer', async () => {
    const element = await mount({ total: 1, rows: [ROW] });
    group(element, 'lapsed').click();
    await Promise.resolve();
    expect(wire.getLastConfig()).toEqual({ kind: 'lapsed' });
    expect(frame(element).isLoading).toBe(true);
    expect(group(element, 'first').getAttribute('aria-pressed')).toBe('false');
  });

  it('says when a group is empty, and counts no further than it did', async () => {
    expect(text(await mount({}))).toContain('Nobody is in this group.');
    document.body.replaceChildren();
    expect(text(await mount({ total: 500, isMore: true, rows: [ROW] }))).toContain('more than 500 people');
  });

  it('hands errors on', async () => {
    const element = await mount();
    wire.error({ message: 'no' });
    await Promise.resolve();
    expect(frame(element).error).toBeTruthy();
  });
});
