import type { UserContext } from '../../security/index.ts';
import type { StoredEvent, Org } from '../../org/index.ts';
import type { Channel } from './channels.ts';

/** Events that one answer carries at most. */
const PAGE = 200;

interface Subscription {
  readonly channel: Channel;
  /** Replay id of the last event that was looked at. */
  position: number;
}

/** A client after its handshake: what it subscribed to, and its waiting request. */
export class StreamingClient {
  readonly id: string;
  readonly token: string;
  readonly subscriptions = new Map<string, Subscription>();
  lastSeen = Date.now();
  connected = false;
  #wake: (() => void) | undefined;

  constructor(id: string, token: string) {
    this.id = id;
    this.token = token;
  }

  /** Ends the wait of the client's connect request, if it has one. */
  wake(): void {
    this.#wake?.();
  }

  /** What happened on the subscribed channels since the last call, in the order of the replay ids. */
  take(org: Org, user: UserContext): object[] {
    const found: { readonly event: StoredEvent; readonly subscription: Subscription }[] = [];
    for (const subscription of this.subscriptions.values()) {
      for (const source of subscription.channel.sources) {
        const events = org.eventBus.store.after(source, subscription.position, PAGE);
        found.push(...events.map((event) => ({ event, subscription })));
      }
    }
    found.sort((a, b) => a.event.replayId - b.event.replayId);
    const page = found.slice(0, PAGE);
    return page.flatMap(({ event, subscription }) => {
      subscription.position = Math.max(subscription.position, event.replayId);
      const data = subscription.channel.data(org, user, event);
      return data === undefined ? [] : [{ data, channel: subscription.channel.name }];
    });
  }

  /** Waits until something may have happened, or the time is over. A second wait ends the first. */
  async wait(milliseconds: number): Promise<void> {
    this.wake();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      timer.unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }
}
