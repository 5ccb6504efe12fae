import { createElement } from 'lwc';
import CwHomeOrderSearch from 'c/cwHomeOrderSearch';
import findOrders from '@salesforce/apex/CwHomeSearchController.findOrders';
import type { ListEntry } from 'c/cwHomeList';

jest.mock('@salesforce/apex/CwHomeSearchController.findOrders', () => ({ default: jest.fn() }), { virtual: true });

const find = findOrders as unknown as jest.Mock;
// as many turns as a call, its answer and the drawing of it need
const settle = (): Promise<void> =>
  Array.from({ length: 6 }).reduce<Promise<void>>((before) => before.then(() => undefined), Promise.resolve());
const HIT = {
  recordId: 'a01000000000001',
  objectName: 'Commerce_Order__c',
  label: '#7731',
  who: 'Ada Abel',
  status: 'Unfulfilled',
  store: 'Byron Europe',
  since: '2026-11-01T10:00:00Z',
  amount: 20,
  currencyCode: 'EUR'
};

function mount(): HTMLElement {
  const element = createElement('c-cw-home-order-search', { is: CwHomeOrderSearch });
  document.body.appendChild(element);
  return element;
}

async function search(element: HTMLElement, text: string): Promise<void> {
  const input = element.shadowRoot!.querySelector('lightning-input')!;
  input.dispatchEvent(new CustomEvent('change', { detail: { value: text } }));
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
  await settle();
}

const status = (element: HTMLElement): string =>
  element.shadowRoot!.querySelector('[role="status"]')!.textContent ?? '';
const entries = (element: HTMLElement): readonly ListEntry[] =>
  element.shadowRoot!.querySelector<HTMLElement & { entries: readonly ListEntry[] }>('c-cw-home-list')!.entries;

describe('c-cw-home-order-search', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('finds on Enter, and says how many', async () => {
    find.mockResolvedValue({ total: 1, isMore: false, rows: [HIT] });
    const element = mount();
    await search(element, ' #7731 ');
    expect(find).toHaveBeenCalledWith({ text: '#7731' });
    expect(status(element)).toBe('1 order found');
    expect(entries(element)[0]).toMatchObject({ label: '#7731', who: 'Ada Abel', note: 'nothing sent' });
    await expect(element).toBeAccessible();
  });

  it('says that nothing is known, and that two letters are too few', async () => {
    find.mockResolvedValue({ total: 0, isMore: false, rows: [] });
    const element = mount();
    await search(element, 'B2B-1');
    expect(status(element)).toBe('Nothing is known of “B2B-1”.');
    await search(element, 'ab');
    expect(status(element)).toMatch(/three letters/);
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('forgets the hits when the text is cleared', async () => {
    find.mockResolvedValue({ total: 1, isMore: false, rows: [HIT] });
    const element = mount();
    await search(element, '7731');
    element
      .shadowRoot!.querySelector('lightning-input')!
      .dispatchEvent(new CustomEvent('change', { detail: { value: '' } }));
    await settle();
    expect(entries(element)).toEqual([]);
    expect(status(element)).toBe('');
  });

  it('shows the answer to the last question only', async () => {
    let answerFirst: (value: unknown) => void = () => undefined;
    find.mockImplementationOnce(() => new Promise((resolve) => (answerFirst = resolve)));
    find.mockResolvedValueOnce({ total: 0, isMore: false, rows: [] });
    const element = mount();
    await search(element, 'first');
    await search(element, 'second');
    answerFirst({ total: 1, isMore: false, rows: [HIT] });
    await settle();
    expect(entries(element)).toEqual([]);
  });

  it('says what went wrong', async () => {
    find.mockRejectedValue({ body: { message: 'NO_ACCESS: No permission to read Orders' } });
    const element = mount();
    await search(element, '7731');
    expect(status(element)).toBe('No permission to read Orders');
  });
});
