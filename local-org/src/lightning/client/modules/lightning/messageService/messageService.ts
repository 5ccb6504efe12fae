interface Channel {
  name: string;
}
type Listener = (message: unknown) => void;
export interface Subscription {
  readonly channel: string;
  readonly listener: Listener;
}

export const APPLICATION_SCOPE = Symbol('APPLICATION_SCOPE');

const subscriptions = new Set<Subscription>();

/** Wire adapter; its value is only handed back to the functions below. */
export class MessageContext {
  #callback: (context: object) => void;

  constructor(callback: (context: object) => void) {
    this.#callback = callback;
  }

  connect(): void {
    this.#callback(createMessageContext());
  }

  update(): void {}

  disconnect(): void {}
}

export function createMessageContext(): object {
  return { context: 'messageService' };
}

export function releaseMessageContext(): void {}

export function publish(_context: object, channel: Channel, message: unknown): void {
  const copy: unknown = message === undefined ? undefined : JSON.parse(JSON.stringify(message));
  for (const subscription of [...subscriptions]) if (subscription.channel === channel.name) subscription.listener(copy);
}

export function subscribe(_context: object, channel: Channel, listener: Listener): Subscription {
  const subscription = { channel: channel.name, listener };
  subscriptions.add(subscription);
  return subscription;
}

export function unsubscribe(subscription: Subscription | null): void {
  if (subscription) subscriptions.delete(subscription);
}
