/** Asks the nearest container that registered a refresh handler to refresh; the shell's record page is one. */
export class RefreshEvent extends CustomEvent<undefined> {
  static readonly type = 'lightning__refreshevent';

  constructor() {
    super(RefreshEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

type Handler = () => Promise<unknown>;
interface Registration {
  element: EventTarget;
  handler: Handler;
}

const registrations = new Map<number, Registration>();
let next = 1;

export function registerRefreshHandler(element: EventTarget, handler: Handler): number {
  const id = next++;
  registrations.set(id, { element, handler });
  return id;
}

export function unregisterRefreshHandler(id: number): boolean {
  return registrations.delete(id);
}

export function registerRefreshContainer(element: EventTarget, handler: (refresh: Promise<unknown>) => void): number {
  const listener = (event: Event): void => {
    event.stopPropagation();
    handler(runRefreshHandlers());
  };
  element.addEventListener(RefreshEvent.type, listener);
  return registerRefreshHandler(element, async () => undefined);
}

export function unregisterRefreshContainer(id: number): boolean {
  return unregisterRefreshHandler(id);
}

/** Runs every handler that is registered; used by the record page. */
export function runRefreshHandlers(): Promise<unknown> {
  return Promise.all([...registrations.values()].map(({ handler }) => handler()));
}
