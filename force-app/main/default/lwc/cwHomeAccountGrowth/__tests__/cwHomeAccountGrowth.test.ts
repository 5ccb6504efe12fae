import { createElement } from 'lwc';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import CwHomeAccountGrowth from 'c/cwHomeAccountGrowth';
import getGrowth from '@salesforce/apex/CwHomeGrowthController.getGrowth';
import type { CwHomeGrowthView } from 'apex/CwHomeGrowthView';

jest.mock(
  '@salesforce/apex/CwHomeGrowthController.getGrowth',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

const wire = getGrowth as unknown as ApexTestWireAdapter;
const row = (name: string, now: number, before: number, currencyCode = 'EUR'): CwHomeGrowthView['rows'][0] => ({
  accountId: `001${name}`,
  name,
  now,
  before,
  currencyCode
});
const VIEW: CwHomeGrowthView = {
  rows: [row('Kern', 3000, 1000), row('Linden', 0, 500), row('Dollar', 90, 10, 'USD')],
  steady: 7,
  tooNew: 2,
  days: 90
};

async function mount(view?: Partial<CwHomeGrowthView>): Promise<HTMLElement> {
  const element = createElement('c-cw-home-account-growth', { is: CwHomeAccountGrowth });
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

describe('c-cw-home-account-growth', () => {
  afterEach(() => document.body.replaceChildren());

  it('says how many grow and shrink, and by how much', async () => {
    const words = text(await mount({}));
    expect(words).toContain('2 accounts grow, 1 shrink');
    expect(words).toMatch(/\+EUR.2,000/);
    expect(words).toContain('+200%');
    expect(words).toContain('-100%');
    expect(words).toContain('Not shown: 7 that changed by less than 15 per cent, 2 that did not buy a year ago yet.');
  });

  it('draws each bar against the largest of its own currency', async () => {
    const element = await mount({});
    const bars = [...element.shadowRoot!.querySelectorAll('rect')];
    const widths = bars.map((bar) => Number(bar.getAttribute('width')));
    expect(widths[0]).toBe(widths[2]);
    expect(widths[1]).toBeCloseTo(widths[0]! / 4, 5);
    expect(Number(bars[1]!.getAttribute('x'))).toBeLessThan(100);
    expect(bars[1]!.parentElement!.getAttribute('aria-label')).toMatch(/Linden: .*500/);
  });

  it('calls an account new that bought nothing then', async () => {
    expect(text(await mount({ rows: [row('Late start', 10, 0)] }))).toContain('new');
  });

  it('is calm, waits and fails in words', async () => {
    const calm = await mount({ rows: [] });
    expect(frame(calm).isEmpty).toBe(true);
    expect(frame(calm).emptyText).toContain('7 accounts');
    document.body.replaceChildren();
    const waiting = await mount();
    expect(frame(waiting).isLoading).toBe(true);
    wire.error({ message: 'no' });
    await Promise.resolve();
    expect(frame(waiting).error).toBeTruthy();
  });

  it('is accessible', async () => {
    await expect(await mount({})).toBeAccessible();
  });
});
