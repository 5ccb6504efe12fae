import { createElement } from 'lwc';
import CwReplayEvents from 'c/cwReplayEvents';
import ignore from '@salesforce/apex/CwHomeInboxController.ignore';
import getOutcome from '@salesforce/apex/CwHomeInboxController.getOutcome';
import replay from '@salesforce/apex/CwHomeInboxController.replay';
import type { Event as FailedEvent, Outcome } from 'apex/CwHomeInboxView';

jest.mock('@salesforce/apex/CwHomeInboxController.replay', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CwHomeInboxController.ignore', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CwHomeInboxController.getOutcome', () => ({ default: jest.fn() }), { virtual: true });

const replayed = replay as unknown as jest.Mock;
const outcomeOf = getOutcome as unknown as jest.Mock;
const ignored = ignore as unknown as jest.Mock;
const NOTHING: Outcome = { processed: 0, stale: 0, failed: 0, queued: 0, ignored: 0, untouched: 0 };
const EVENTS: FailedEvent[] = [1, 2].map((number) => ({
  eventId: `a0200000000000${number}`,
  name: `CE-${number}`,
  topic: 'order',
  store: 'b2b-direct',
  code: 'MISSING_FIELD',
  message: 'A currency is needed',
  field: 'data.currency',
  attempts: number
}));
// as many turns as a call, its answer and the drawing of it need
const settle = (): Promise<void> =>
  Array.from({ length: 6 }).reduce<Promise<void>>((before) => before.then(() => undefined), Promise.resolve());

async function mount(): Promise<HTMLElement> {
  const element = createElement('c-cw-replay-events', { is: CwReplayEvents });
  element.events = EVENTS;
  document.body.appendChild(element);
  await settle();
  return element;
}

const find = <T extends Element = HTMLElement & Record<string, unknown>>(element: HTMLElement, selector: string): T =>
  element.shadowRoot!.querySelector<T>(selector)!;
const text = (element: HTMLElement): string => (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');

describe('c-cw-replay-events', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('says of every event what is wrong with it', async () => {
    const element = await mount();
    expect(text(element)).toContain('A currency is needed');
    expect(text(element)).toContain('order · b2b-direct · data.currency · tried 2 times');
    await expect(element).toBeAccessible();
  });

  it('replays those that are chosen, and says what became of them', async () => {
    replayed.mockResolvedValue({
      ...NOTHING,
      failed: 1,
      errorCode: 'MISSING_FIELD',
      errorMessage: 'A currency is needed'
    });
    const element = await mount();
    const done = jest.fn();
    element.addEventListener('done', done);
    expect(find(element, '[data-action="replay"]').label).toBe('Replay 2');
    const [first] = element.shadowRoot!.querySelectorAll<HTMLInputElement>('input[type="checkbox"]');
    first!.checked = false;
    first!.dispatchEvent(new CustomEvent('change'));
    await settle();
    find(element, '[data-action="replay"]').click();
    await settle();
    expect(replayed).toHaveBeenCalledWith({ eventIds: ['a02000000000002'] });
    expect(find(element, '[role="status"]').textContent).toBe(
      '1 failed again. The first says MISSING_FIELD: A currency is needed'
    );
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('waits for the job in the background, and gives up in words', async () => {
    jest.useFakeTimers();
    replayed.mockResolvedValue({ ...NOTHING, queued: 2 });
    outcomeOf.mockResolvedValueOnce({ ...NOTHING, queued: 2 }).mockResolvedValueOnce({ ...NOTHING, processed: 2 });
    const element = await mount();
    const done = jest.fn();
    element.addEventListener('done', done);
    find(element, '[data-action="replay"]').click();
    await jest.advanceTimersByTimeAsync(1500);
    expect(done).not.toHaveBeenCalled();
    expect(find(element, '[data-action="replay"]').disabled).toBe(true);
    await jest.advanceTimersByTimeAsync(1500);
    expect(done.mock.calls[0][0].detail).toBe('2 processed.');
    outcomeOf.mockResolvedValue({ ...NOTHING, queued: 2 });
    find(element, '[data-action="replay"]').click();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(find(element, '[role="status"]').textContent).toBe('2 waiting for a job.');
    jest.useRealTimers();
  });

  it('has nothing to do when nothing is chosen', async () => {
    const element = await mount();
    for (const box of element.shadowRoot!.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')) {
      box.checked = false;
      box.dispatchEvent(new CustomEvent('change'));
    }
    await settle();
    expect(find(element, '[data-action="replay"]').disabled).toBe(true);
    expect(find(element, '[data-action="ignore"]').disabled).toBe(true);
  });

  it('puts events aside with a reason, and not without one', async () => {
    ignored.mockResolvedValue({ ...NOTHING, ignored: 2 });
    const element = await mount();
    find(element, '[data-action="ignore"]').click();
    await settle();
    const field = find(element, '[data-field="reason"]');
    field.reportValidity = jest.fn(() => false);
    find(element, '[data-action="confirm"]').click();
    await settle();
    expect(ignored).not.toHaveBeenCalled();
    field.reportValidity = jest.fn(() => true);
    field.value = 'Not ours';
    find(element, '[data-action="confirm"]').click();
    await settle();
    expect(ignored).toHaveBeenCalledWith({ eventIds: ['a02000000000001', 'a02000000000002'], reason: 'Not ours' });
    expect(find(element, '[role="status"]').textContent).toBe('2 put aside.');
    expect(element.shadowRoot!.querySelector('[data-field="reason"]')).toBeNull();
  });

  it('says what went wrong and keeps the choice', async () => {
    replayed.mockRejectedValue({ body: { message: 'BAD_REQUEST: One to 50 events are needed' } });
    const element = await mount();
    find(element, '[data-action="replay"]').click();
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('One to 50 events are needed');
    expect(find(element, '[data-action="replay"]').disabled).toBe(false);
  });
});
