import { createElement } from 'lwc';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import CwHomeFailedEvents from 'c/cwHomeFailedEvents';
import getEvents from '@salesforce/apex/CwHomeInboxController.getEvents';
import getFailures from '@salesforce/apex/CwHomeInboxController.getFailures';
import { refreshApex } from '@salesforce/apex';
import type { Event as FailedEvent } from 'apex/CwHomeInboxView';

jest.mock(
  '@salesforce/apex/CwHomeInboxController.getFailures',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock(
  '@salesforce/apex/CwHomeInboxController.getEvents',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex/CwHomeInboxController.replay', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CwHomeInboxController.ignore', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CwHomeInboxController.getOutcome', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

const failures = getFailures as unknown as ApexTestWireAdapter;
const events = getEvents as unknown as ApexTestWireAdapter;
const EVENT: FailedEvent = {
  eventId: 'a02000000000001',
  name: 'CE-1',
  code: 'UNKNOWN_STORE',
  message: 'No such store'
};

async function mount(rows?: readonly object[]): Promise<HTMLElement> {
  const element = createElement('c-cw-home-failed-events', { is: CwHomeFailedEvents });
  document.body.appendChild(element);
  if (rows) {
    failures.emit(rows);
  }
  await Promise.resolve();
  return element;
}

const TWO = [
  { code: 'UNKNOWN_STORE', events: 3, lastAt: new Date().toISOString() },
  { code: 'INVALID_JSON', events: 1, lastAt: null }
];
const text = (element: HTMLElement): string => (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');
const frame = (element: HTMLElement): HTMLElement & Record<string, unknown> =>
  element.shadowRoot!.querySelector('c-cw-panel-frame')!;
const toggle = (element: HTMLElement, code: string): HTMLButtonElement =>
  element.shadowRoot!.querySelector(`button[data-code="${code}"]`)!;

describe('c-cw-home-failed-events', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('counts what waits, by reason', async () => {
    const element = await mount(TWO);
    expect(text(element)).toContain('4 events failed and wait for you');
    expect(toggle(element, 'UNKNOWN_STORE').textContent).toContain('3');
    await expect(element).toBeAccessible();
  });

  it('opens a reason to its events and closes it again', async () => {
    const element = await mount(TWO);
    toggle(element, 'UNKNOWN_STORE').click();
    await Promise.resolve();
    expect(events.getLastConfig()).toEqual({ code: 'UNKNOWN_STORE' });
    events.emit([EVENT]);
    await Promise.resolve();
    expect(toggle(element, 'UNKNOWN_STORE').getAttribute('aria-expanded')).toBe('true');
    expect(element.shadowRoot!.querySelectorAll('c-cw-replay-events')).toHaveLength(1);
    expect(text(element)).toContain('The first 1 are shown');
    toggle(element, 'UNKNOWN_STORE').click();
    await Promise.resolve();
    expect(element.shadowRoot!.querySelector('c-cw-replay-events')).toBeNull();
  });

  it('reads everything again when events were dealt with', async () => {
    const element = await mount(TWO);
    toggle(element, 'UNKNOWN_STORE').click();
    events.emit([EVENT]);
    await Promise.resolve();
    element
      .shadowRoot!.querySelector('c-cw-replay-events')!
      .dispatchEvent(new CustomEvent('done', { detail: '3 processed.' }));
    await Promise.resolve();
    expect(refreshApex).toHaveBeenCalledTimes(2);
    events.emit([]);
    await Promise.resolve();
    expect(element.shadowRoot!.querySelector('[role="status"]')!.textContent).toBe('3 processed.');
  });

  it('is calm, waits and fails in words', async () => {
    expect(frame(await mount([])).isEmpty).toBe(true);
    document.body.replaceChildren();
    const waiting = await mount();
    expect(frame(waiting).isLoading).toBe(true);
    failures.error({ message: 'no' });
    await Promise.resolve();
    expect(frame(waiting).error).toBeTruthy();
  });
});
