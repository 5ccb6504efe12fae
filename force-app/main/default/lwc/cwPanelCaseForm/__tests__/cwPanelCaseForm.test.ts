import { createElement } from 'lwc';
import { find, findAll, settle } from 'test-support';
import CwPanelCaseForm from 'c/cwPanelCaseForm';
import createCase from '@salesforce/apex/CwOrderCaseController.createCase';
import { LATE_PARCEL, ORDER } from '../../cwOrderReceipt/__tests__/data/order';

jest.mock('@salesforce/apex/CwOrderCaseController.createCase', () => ({ default: jest.fn() }), { virtual: true });

type Field = HTMLElement & { value: string; reportValidity(): boolean };
const create = createCase as unknown as jest.Mock;

async function mount(isValid = true): Promise<HTMLElement> {
  const element = createElement('c-cw-panel-case-form', { is: CwPanelCaseForm });
  Object.assign(element, {
    orderId: ORDER.id,
    orderNumber: '#10113',
    placedAt: ORDER.placedAt,
    parcels: [LATE_PARCEL]
  });
  document.body.appendChild(element);
  await settle();
  findAll<Field>(element, '[data-field]').forEach((field) => {
    field.reportValidity = () => isValid;
  });
  return element;
}

function heard(element: HTMLElement, ...names: string[]): jest.Mock {
  const listener = jest.fn();
  names.forEach((name) => element.addEventListener(name, (event) => listener(name, (event as CustomEvent).detail)));
  return listener;
}

describe('c-cw-panel-case-form', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('begins with what is known of the order', async () => {
    const element = await mount();
    expect(find<Field>(element, '[data-field="subject"]').value).toBe('Order #10113: 5 days late');
    expect(find<Field>(element, '[data-field="description"]').value).toContain('DPD 7719: 5 days late');
    expect(find<Field>(element, '[data-field="description"]').value).toContain('2 × Oak shelf');
    await expect(element).toBeAccessible();
  });

  it('creates what the user has written, and says so', async () => {
    create.mockResolvedValue('500000000000001');
    const element = await mount();
    const events = heard(element, 'created', 'close', 'lightning__showtoast');
    find<Field>(element, '[data-field="subject"]').value = 'Parcel is lost';
    find<Field>(element, '[data-field="description"]').value = '';
    find(element, '[data-action="save"]').click();
    await settle();
    expect(create).toHaveBeenCalledWith({ orderId: ORDER.id, subject: 'Parcel is lost', description: null });
    expect(events.mock.calls.map(([name]) => name)).toEqual(['lightning__showtoast', 'created', 'close']);
  });

  it('creates nothing before the user asks for it, nor without a subject', async () => {
    const element = await mount(false);
    expect(create).not.toHaveBeenCalled();
    find(element, '[data-action="save"]').click();
    await settle();
    expect(create).not.toHaveBeenCalled();
  });

  it('stays open when the case cannot be created', async () => {
    create.mockRejectedValue({ body: { message: 'NOT_SAVED: no permission' } });
    const element = await mount();
    const events = heard(element, 'close', 'lightning__showtoast');
    find(element, '[data-action="save"]').click();
    await settle();
    expect(events).toHaveBeenCalledTimes(1);
    expect(events.mock.calls[0][1]).toMatchObject({ variant: 'error', message: 'no permission' });
  });

  it.each(['cancel', 'escape'])('closes on %s', async (way) => {
    const element = await mount();
    const events = heard(element, 'close');
    if (way === 'cancel') {
      find(element, '[data-action="cancel"]').click();
    } else {
      find(element, 'section').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    }
    expect(events).toHaveBeenCalledTimes(1);
  });
});
