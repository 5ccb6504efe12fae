import { session } from './runtime.ts';

/** A record that the user opened. */
export interface RecentItem {
  readonly id: string;
  readonly objectName: string;
}

const MOST = 50;
const key = `local-org-recent:${session.user.id}`;

/** The records that the user opened in this browser, the last first. */
export function recentItems(): RecentItem[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isItem) : [];
  } catch {
    return [];
  }
}

/** Both go into queries: nothing else that somebody has put there may. */
function isItem(value: unknown): value is RecentItem {
  const { id, objectName } = (value ?? {}) as Partial<RecentItem>;
  return /^[a-zA-Z0-9]{18}$/.test(String(id)) && /^\w+$/.test(String(objectName));
}

export function noteVisit(item: RecentItem): void {
  const others = recentItems().filter(({ id }) => id !== item.id);
  window.localStorage.setItem(key, JSON.stringify([item, ...others].slice(0, MOST)));
}
