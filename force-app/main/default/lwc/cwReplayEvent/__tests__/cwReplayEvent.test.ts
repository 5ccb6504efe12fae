import { createElement } from 'lwc';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import CwReplayEvent from 'c/cwReplayEvent';
import getSelected from '@salesforce/apex/CwHomeInboxController.getSelected';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';

jest.mock(
  '@salesforce/apex/CwHomeInboxController.getSelected',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex/CwHomeInboxController.replay', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CwHomeInboxController.ignore', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CwHomeInboxController.getOutcome', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('lightning/uiRecordApi', () => ({ notifyRecordUpdateAvailable: jest.fn(() => Promise.resolve()) }), {
  virtual: true
});
jest.mock(
  'lightning/actions',
  () => ({
    CloseActionScreenEvent: class extends CustomEvent<undefined> {
      constructor() {
        super('close_action_screen');
      }
    }
  }),
  { virtual: true }
);

const wire = getSelected as unknown as ApexTestWireAdapter;
const EVENT = { eventId: 'a02000000000001', name: 'CE-1', code: 'MISSING_FIELD', message: 'A currency is needed' };

async function mount(events?: readonly object[]): Promise<HTMLElement> {
  const element = createElement('c-cw-replay-event', { is: CwReplayEvent });
  element.recordId = 'a02000000000001';
  document.body.appendChild(element);
  if (events) {
    wire.emit(events);
  }
  await Promise.resolve();
  return element;
}

describe('c-cw-replay-event', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('offers the event it was opened on', async () => {
    const element = await mount([EVENT]);
    expect(wire.getLastConfig()).toEqual({ eventIds: ['a02000000000001'] });
    expect(element.shadowRoot!.querySelector('c-cw-replay-events')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('says that there is nothing to replay', async () => {
    const element = await mount([]);
    expect(element.shadowRoot!.querySelector('[data-state="nothing"]')!.textContent).toContain('nothing to replay');
  });

  it('tells the page of the new status, and closes', async () => {
    const element = await mount([EVENT]);
    element.shadowRoot!.querySelector('c-cw-replay-events')!.dispatchEvent(new CustomEvent('done'));
    await Promise.resolve();
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: 'a02000000000001' }]);
    const closed = jest.fn();
    element.addEventListener('close_action_screen', closed);
    element.shadowRoot!.querySelector<HTMLElement>('[data-action="close"]')!.click();
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it('says why it cannot be read', async () => {
    const element = await mount();
    wire.error({ message: 'NO_ACCESS: No permission to read Commerce Events' });
    await Promise.resolve();
    expect(element.shadowRoot!.querySelector('[role="alert"]')!.textContent).toContain('No permission');
  });
});
