import { createElement } from 'lwc';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import CwHomeCarts from 'c/cwHomeCarts';
import getCarts from '@salesforce/apex/CwHomeMarketController.getCarts';
import type { ListEntry } from 'c/cwHomeList';
import type { CwHomeWorkView, Row } from 'apex/CwHomeWorkView';

jest.mock(
  '@salesforce/apex/CwHomeMarketController.getCarts',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

const wire = getCarts as unknown as ApexTestWireAdapter;
const row = (label: string, amount: number, currencyCode: string): Row => ({
  recordId: `a05${label}`,
  objectName: 'Commerce_Cart__c',
  label,
  detail: '2',
  since: new Date(Date.now() - 3 * 86_400_000).toISOString(),
  amount,
  currencyCode,
  link: 'https://shop.example/recover'
});

async function mount(view?: Partial<CwHomeWorkView>): Promise<HTMLElement> {
  const element = createElement('c-cw-home-carts', { is: CwHomeCarts });
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

describe('c-cw-home-carts', () => {
  afterEach(() => document.body.replaceChildren());

  it('names the largest cart of each currency, never a sum of two', async () => {
    const element = await mount({
      total: 12,
      rows: [row('Ada', 300, 'EUR'), row('Ben', 20, 'EUR'), row('Cy', 90, 'USD')]
    });
    expect(text(element)).toMatch(/12 carts were left within 30 days, the largest: EUR.300\.00, USD.90\.00/);
    expect(text(element)).toContain('and 9 more');
    const list = element.shadowRoot!.querySelector<HTMLElement & { entries: readonly ListEntry[] }>('c-cw-home-list')!;
    expect(list.entries[0]).toMatchObject({ label: 'Ada', facts: '2 lines', note: '3 days ago' });
    await expect(element).toBeAccessible();
  });

  it('is calm, waits and fails in words', async () => {
    expect(frame(await mount({})).isEmpty).toBe(true);
    document.body.replaceChildren();
    const waiting = await mount();
    expect(frame(waiting).isLoading).toBe(true);
    wire.error({ message: 'no' });
    await Promise.resolve();
    expect(frame(waiting).error).toBeTruthy();
  });
});
