import { createElement } from 'lwc';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import CwHomeSourceMix from 'c/cwHomeSourceMix';
import getSources from '@salesforce/apex/CwHomeMarketController.getSources';
import type { CwHomeMarketView } from 'apex/CwHomeMarketView';

jest.mock(
  '@salesforce/apex/CwHomeMarketController.getSources',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

const wire = getSources as unknown as ApexTestWireAdapter;
const VIEW: CwHomeMarketView = {
  orders: 100,
  days: 90,
  sources: [
    { name: null, orders: 50, ordersBefore: 10 },
    { name: 'newsletter', orders: 30, ordersBefore: 60 }
  ]
};

async function mount(view?: Partial<CwHomeMarketView>): Promise<HTMLElement> {
  const element = createElement('c-cw-home-source-mix', { is: CwHomeSourceMix });
  document.body.appendChild(element);
  if (view) {
    wire.emit({ ...VIEW, ...view });
  }
  await Promise.resolve();
  return element;
}

const text = (element: HTMLElement): string => (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');
const frame = (element: HTMLElement): HTMLElement & Record<string, unknown> =>
  element.shadowRoot!.querySelector('c-cw-panel-frame')!;

describe('c-cw-home-source-mix', () => {
  afterEach(() => document.body.replaceChildren());

  it('lets a named source lead, and names what is not known', async () => {
    const words = text(await mount({}));
    expect(words).toContain('newsletter leads with 30 of 100 orders');
    expect(words).toContain('no source stated');
    expect(words).toContain('30%');
  });

  it('shows the days before as a mark on the same scale', async () => {
    const element = await mount({});
    const [, chart] = element.shadowRoot!.querySelectorAll('svg');
    expect(chart!.getAttribute('aria-label')).toBe('newsletter: 30 orders, 60 before');
    const width = Number(chart!.querySelector('rect')!.getAttribute('width'));
    expect(Number(chart!.querySelector('line')!.getAttribute('x1'))).toBeCloseTo(2 * width, 5);
    await expect(element).toBeAccessible();
  });

  it('is calm, waits and fails in words', async () => {
    expect(frame(await mount({ orders: 0, sources: [] })).isEmpty).toBe(true);
    document.body.replaceChildren();
    const waiting = await mount();
    expect(frame(waiting).isLoading).toBe(true);
    wire.error({ message: 'no' });
    await Promise.resolve();
    expect(frame(waiting).error).toBeTruthy();
  });
});
