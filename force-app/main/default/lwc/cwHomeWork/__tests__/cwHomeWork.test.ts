import { createElement } from 'lwc';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import CwHomeWork from 'c/cwHomeWork';
import getWork from '@salesforce/apex/CwHomeWorkController.getWork';
import { refreshApex } from '@salesforce/apex';
import type { ListEntry } from 'c/cwHomeList';
import type { CwHomeWorkView, Row } from 'apex/CwHomeWorkView';

jest.mock(
  '@salesforce/apex/CwHomeWorkController.getWork',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

const wire = getWork as unknown as ApexTestWireAdapter;
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
const ROW: Row = {
  recordId: 'a01000000000001',
  objectName: 'Commerce_Order__c',
  label: '#1001',
  who: 'Ada Abel',
  status: 'In Transit',
  detail: 'DHL',
  store: 'Byron Europe',
  since: daysAgo(3),
  link: 'https://tracking.example/1'
};

async function mount(kind: string, view?: Partial<CwHomeWorkView>): Promise<HTMLElement> {
  const element = createElement('c-cw-home-work', { is: CwHomeWork });
  element.kind = kind;
  document.body.appendChild(element);
  if (view) {
    wire.emit({ total: 0, isMore: false, rows: [], ...view });
  }
  await Promise.resolve();
  return element;
}

const frame = (element: HTMLElement): HTMLElement & Record<string, unknown> =>
  element.shadowRoot!.querySelector('c-cw-panel-frame')!;
const text = (element: HTMLElement): string => (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');
const entries = (element: HTMLElement): readonly ListEntry[] =>
  element.shadowRoot!.querySelector<HTMLElement & { entries: readonly ListEntry[] }>('c-cw-home-list')!.entries;

describe('c-cw-home-work', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('asks for the work of its kind', async () => {
    await mount('returns');
    expect(wire.getLastConfig()).toEqual({ kind: 'returns' });
  });

  it('says how late a parcel is, and where it can be tracked', async () => {
    const element = await mount('parcels', { total: 9, rows: [ROW] });
    expect(text(element)).toContain('9 parcels are late or failed');
    expect(text(element)).toContain('and 8 more');
    const [entry] = entries(element);
    expect(entry).toMatchObject({ label: '#1001', who: 'Ada Abel', note: 'late by 3 days', isUrgent: true });
    expect(entry?.facts).toBe('DHL · In Transit · Byron Europe');
    expect(entry?.link).toBe('https://tracking.example/1');
  });

  it('says of a failed parcel that it failed, not how late it is', async () => {
    const element = await mount('parcels', { total: 1, rows: [{ ...ROW, status: 'Failed' }] });
    expect(entries(element)[0]?.note).toBe('delivery failed');
  });

  it('says how long a return waits and what has become of it', async () => {
    const element = await mount('returns', {
      total: 1,
      rows: [{ ...ROW, status: 'Requested', detail: 'Return', since: daysAgo(1), amount: 12.5, currencyCode: 'EUR' }]
    });
    const [entry] = entries(element);
    expect(text(element)).toContain('1 return waits');
    expect(entry).toMatchObject({ note: 'waits for 1 day', isUrgent: false });
    expect(entry?.facts).toContain('asked for');
    expect(entry?.amount).toContain('12.50');
  });

  it('names the order behind a case and how much of it was sent', async () => {
    const element = await mount('cases', {
      total: 1,
      rows: [{ ...ROW, objectName: 'Case', label: '00001041', detail: 'Lamp broken', order: '#77', status: 'Partial' }]
    });
    expect(entries(element)[0]?.facts).toBe('Lamp broken · order #77 · partly sent · Byron Europe');
  });

  it('does not pretend to have counted everything', async () => {
    const element = await mount('unshipped', { total: 200, isMore: true, rows: [ROW] });
    expect(text(element)).toContain('more than 200 orders');
  });

  it('is calm, waits, and fails in words', async () => {
    const calm = await mount('unshipped', {});
    expect(frame(calm).isEmpty).toBe(true);
    expect(frame(calm).emptyTitle).toBe('Everything that was paid has been sent.');
    document.body.replaceChildren();
    const waiting = await mount('unshipped');
    expect(frame(waiting).isLoading).toBe(true);
    wire.error({ message: 'NO_ACCESS: no' });
    await Promise.resolve();
    expect(frame(waiting).error).toBeTruthy();
    frame(waiting).dispatchEvent(new CustomEvent('retry'));
    expect(refreshApex).toHaveBeenCalled();
  });

  it('is accessible', async () => {
    const element = await mount('parcels', { total: 9, rows: [ROW, { ...ROW, recordId: 'a01000000000002' }] });
    await expect(element).toBeAccessible();
  });
});
