import { createElement } from 'lwc';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import CwHomeSilentCustomers from 'c/cwHomeSilentCustomers';
import getSilent from '@salesforce/apex/CwHomeSilentController.getSilent';
import { refreshApex } from '@salesforce/apex';
import type { CwHomeSilentView, Row } from 'apex/CwHomeSilentView';

jest.mock(
  '@salesforce/apex/CwHomeSilentController.getSilent',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex/CwAccountActivityController.saveActivity', () => ({ default: jest.fn() }), {
  virtual: true
});
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

const wire = getSilent as unknown as ApexTestWireAdapter;
const ROW: Row = {
  accountId: '001000000000001',
  name: 'Nordlicht',
  band: 'UNUSUAL_SILENCE',
  silenceDays: 41,
  typicalGapDays: 14,
  longestGapDays: 20,
  gaps: 52,
  atStake: 74910,
  currencyCode: 'EUR',
  lastContactOn: '2026-11-12',
  lastContact: 'Rang, no answer',
  lastContactBy: 'Morgan'
};
const VIEW: CwHomeSilentView = {
  rows: [
    ROW,
    { ...ROW, accountId: '001000000000002', name: 'Verlaine', band: 'LATE', atStake: 100, lastContactOn: null }
  ],
  moreSilent: 3,
  probablyLost: 2,
  notEnoughData: 12,
  onRhythm: 40,
  computedAt: '2026-11-30T06:10:00Z'
};
// as many turns as a call, its answer and the drawing of it need
const settle = (): Promise<void> =>
  Array.from({ length: 6 }).reduce<Promise<void>>((before) => before.then(() => undefined), Promise.resolve());

async function mount(view?: Partial<CwHomeSilentView>): Promise<HTMLElement> {
  const element = createElement('c-cw-home-silent-customers', { is: CwHomeSilentCustomers });
  document.body.appendChild(element);
  if (view) {
    wire.emit({ ...VIEW, ...view });
  }
  await settle();
  return element;
}

const text = (element: HTMLElement): string => (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');
const frame = (element: HTMLElement): HTMLElement & Record<string, unknown> =>
  element.shadowRoot!.querySelector('c-cw-panel-frame')!;
const button = (element: HTMLElement, account: string, kind: string): HTMLElement =>
  element.shadowRoot!.querySelector(`[data-account="${account}"][data-kind="${kind}"]`)!;

describe('c-cw-home-silent-customers', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('names the first one to call, with the silence and what hangs on it', async () => {
    const words = text(await mount({}));
    expect(words).toMatch(/Call Nordlicht first: 41 days silent, EUR.74,910 a year/);
    expect(words).toContain('usually every 14 days, never more than 20 days in 52 gaps');
    expect(words).toContain('Rang, no answer');
  });

  it('does not say of a late one that it was never so late', async () => {
    expect(text(await mount({}))).toContain('usually every 14 days, up to 20 days');
  });

  it('says who was left out, and that nobody has been in touch', async () => {
    const words = text(await mount({}));
    expect(words).toContain('Left out: 40 on rhythm, 12 with too few orders to tell, 2 probably lost.');
    expect(words).toContain('3 more are quiet');
    expect(words).toContain('Nobody has been in touch.');
  });

  it('draws the silence on the scale of the company, in words too', async () => {
    const element = await mount({});
    const strip = element.shadowRoot!.querySelector('svg')!;
    expect(strip.getAttribute('aria-label')).toBe(
      '41 days of silence, against a usual gap of 14 days and a longest of 20 days'
    );
    const x = (selector: string, name: string): number => Number(strip.querySelector(selector)!.getAttribute(name));
    expect(x('.strip-usual', 'x1')).toBeLessThan(x('.strip-longest', 'x1'));
    expect(x('.strip-longest', 'x1')).toBeLessThan(x('.strip-now', 'cx'));
  });

  it('opens the form in the row, and reads again when it is done', async () => {
    const element = await mount({});
    button(element, '001000000000002', 'CALL').click();
    await settle();
    const form = element.shadowRoot!.querySelector<HTMLElement & Record<string, unknown>>('c-cw-panel-activity-form')!;
    expect(form.accountId).toBe('001000000000002');
    expect(form.kind).toBe('CALL');
    expect(form.suggestedSubject).toBe('Silent for 41 days');
    form.dispatchEvent(new CustomEvent('close'));
    await settle();
    expect(element.shadowRoot!.querySelector('c-cw-panel-activity-form')).toBeNull();
    expect(refreshApex).toHaveBeenCalled();
  });

  it('closes the form on Escape and gives the focus back', async () => {
    const element = await mount({});
    const opener = button(element, '001000000000001', 'TASK');
    const focus = jest.fn();
    opener.focus = focus;
    opener.click();
    await settle();
    element
      .shadowRoot!.querySelector('c-cw-panel-activity-form')!
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await settle();
    expect(element.shadowRoot!.querySelector('c-cw-panel-activity-form')).toBeNull();
    expect(focus).toHaveBeenCalled();
    expect(refreshApex).not.toHaveBeenCalled();
  });

  it('shows the lost ones on request', async () => {
    const element = await mount({});
    element.shadowRoot!.querySelector<HTMLElement>('[data-action="toggle"]')!.click();
    await settle();
    expect(wire.getLastConfig()).toEqual({ isLost: true });
    expect(text(element)).toContain('2 companies are probably lost');
  });

  it('links the open task', async () => {
    const element = await mount({
      rows: [{ ...ROW, openTaskId: '00T000000000001', openTask: 'Ring again', openTaskDueOn: '2026-12-02' }]
    });
    const labels = [
      ...element.shadowRoot!.querySelectorAll<HTMLElement & { label: string }>('c-cw-panel-record-link')
    ].map(({ label }) => label);
    expect(labels.some((label) => /Open task, due .*: Ring again/.test(label))).toBe(true);
  });

  it('is calm when everybody is on rhythm, and says what is missing when nobody is', async () => {
    const calm = await mount({ rows: [], probablyLost: 0 });
    expect(frame(calm).isEmpty).toBe(true);
    expect(frame(calm).emptyText).toContain('40 companies are on rhythm');
    document.body.replaceChildren();
    const fresh = await mount({ rows: [], probablyLost: 0, onRhythm: 0 });
    expect(frame(fresh).emptyText).toContain('Connect a store');
  });

  it('waits, and hands errors on', async () => {
    const element = await mount();
    expect(frame(element).isLoading).toBe(true);
    wire.error({ message: 'NO_ACCESS: no' });
    await settle();
    expect(frame(element).error).toBeTruthy();
  });

  it('is accessible', async () => {
    await expect(await mount({})).toBeAccessible();
  });
});
