import { createElement } from 'lwc';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import CwHomeStores from 'c/cwHomeStores';
import getStores from '@salesforce/apex/CwHomeStoresController.getStores';
import type { CwHomeStoresView, Store } from 'apex/CwHomeStoresView';

jest.mock(
  '@salesforce/apex/CwHomeStoresController.getStores',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

const wire = getStores as unknown as ApexTestWireAdapter;
const STORE: Store = {
  storeId: 'a00000000000001',
  key: 'byron-eu',
  name: 'Byron Europe',
  platform: 'shopify',
  isActive: true,
  lastEventAt: new Date().toISOString(),
  failed: 0,
  waiting: 0
};
const STRANGER: Store = {
  ...STORE,
  storeId: null,
  key: 'outlet',
  name: 'outlet',
  platform: null,
  isActive: false,
  failed: 3
};
const JOBS = [
  { name: 'inbox', nextAt: new Date(Date.now() + 86_400_000).toISOString(), lastAt: null },
  { name: 'insights', nextAt: null, lastAt: null }
];

async function mount(view?: Partial<CwHomeStoresView>): Promise<HTMLElement> {
  const element = createElement('c-cw-home-stores', { is: CwHomeStores });
  document.body.appendChild(element);
  if (view) {
    wire.emit({ stores: [STRANGER, STORE], jobs: JOBS, ...view });
  }
  await Promise.resolve();
  return element;
}

const text = (element: HTMLElement): string => (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');
const frame = (element: HTMLElement): HTMLElement & Record<string, unknown> =>
  element.shadowRoot!.querySelector('c-cw-panel-frame')!;

describe('c-cw-home-stores', () => {
  afterEach(() => document.body.replaceChildren());

  it('says which stores have failures, and which sends without being set up', async () => {
    const element = await mount({});
    expect(text(element)).toContain('1 of 2 stores have failed events');
    const [stranger, store] = element.shadowRoot!.querySelectorAll('.tile');
    expect(stranger!.textContent).toContain('sends, but is not set up · 3 failed');
    expect(stranger!.querySelector('c-cw-panel-record-link')).toBeNull();
    expect(store!.querySelector('c-cw-panel-record-link')).not.toBeNull();
    expect(store!.querySelector('.problem')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('says when a store takes no events, has none, or lets them wait', async () => {
    const words = text(await mount({ stores: [{ ...STORE, isActive: false, lastEventAt: null, waiting: 4 }] }));
    expect(words).toContain('takes no events');
    expect(words).toContain('no event yet');
    expect(words).toContain('4 waiting');
    expect(words).toContain('All 1 stores send');
  });

  it('says which job is not scheduled', async () => {
    const element = await mount({});
    const jobs = [...element.shadowRoot!.querySelectorAll('.job')].map(({ textContent }) => textContent ?? '');
    expect(jobs[0]).toMatch(/Inbox.*next run tomorrow/);
    expect(jobs[1]).toMatch(/Insights.*not scheduled/);
  });

  it('is empty, waits and fails in words', async () => {
    expect(frame(await mount({ stores: [] })).isEmpty).toBe(true);
    document.body.replaceChildren();
    const waiting = await mount();
    expect(frame(waiting).isLoading).toBe(true);
    wire.error({ message: 'no' });
    await Promise.resolve();
    expect(frame(waiting).error).toBeTruthy();
  });
});
