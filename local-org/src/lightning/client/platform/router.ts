/** A place in the org, in the form that components use. */
export interface PageReference {
  type: string;
  attributes: Record<string, string | undefined>;
  state?: Record<string, string | undefined>;
}

/** Stands for no page. */
export const NOWHERE: PageReference = { type: 'unknown', attributes: {}, state: {} };

const listeners = new Set<() => void>();

export function onNavigation(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function search(state: Record<string, string | undefined> | undefined): string {
  const pairs = Object.entries(state ?? {}).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return pairs.length ? `?${new URLSearchParams(pairs)}` : '';
}

/** The URL of a page reference; types that have no page here lead to a page that says so. */
export function urlOf(reference: PageReference): string {
  const { type, attributes = {}, state } = reference;
  const objectName = attributes.objectApiName ?? '';
  const recordId = attributes.recordId ?? '';
  switch (type) {
    case 'standard__recordPage':
      return `/lightning/r/${objectName ? `${objectName}/` : ''}${recordId}/${attributes.actionName ?? 'view'}${search(state)}`;
    case 'standard__recordRelationshipPage':
      return `/lightning/r/${objectName ? `${objectName}/` : ''}${recordId}/related/${attributes.relationshipApiName}/${attributes.actionName ?? 'view'}`;
    case 'standard__objectPage': {
      const action = attributes.actionName === 'home' ? 'list' : (attributes.actionName ?? 'list');
      return `/lightning/o/${objectName}/${action}${search(state)}`;
    }
    case 'standard__webPage':
      return attributes.url ?? '/';
    case 'standard__namedPage':
      return `/lightning/page/${attributes.pageName ?? 'home'}${search(state)}`;
    case 'standard__navItemPage':
      return `/lightning/n/${attributes.apiName}${search(state)}`;
    case 'standard__search':
      return `/lightning/search${search({ q: state?.term })}`;
    case 'standard__component':
      return `/lightning/cmp/${attributes.componentName}${search(state)}`;
    default:
      return `/lightning/unsupported?type=${encodeURIComponent(type)}`;
  }
}

/** The page reference of a URL inside `/lightning`. */
export function referenceOf(url: URL): PageReference {
  const [, , area = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
  const state = Object.fromEntries(url.searchParams);
  if (area === 'r') return recordReference(rest, state);
  if (area === 'o') {
    return {
      type: 'standard__objectPage',
      attributes: { objectApiName: rest[0], actionName: rest[1] ?? 'list' },
      state
    };
  }
  if (area === 'n') return { type: 'standard__navItemPage', attributes: { apiName: rest[0] }, state };
  if (area === 'cmp') return { type: 'standard__component', attributes: { componentName: rest[0] }, state };
  if (area === 'search') return { type: 'standard__search', attributes: {}, state: { term: state.q ?? '' } };
  if (area === 'unsupported') return { type: state.type ?? 'unknown', attributes: {}, state };
  if (area === 'page' || area === '')
    return { type: 'standard__namedPage', attributes: { pageName: rest[0] ?? 'home' }, state };
  return { type: 'unknown', attributes: { path: url.pathname }, state };
}

const RECORD_ID = /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/;

function recordReference(parts: readonly string[], state: Record<string, string>): PageReference {
  const [first = '', ...others] = parts;
  const withObject = !RECORD_ID.test(first) || RECORD_ID.test(others[0] ?? '');
  const [objectApiName, recordId, ...tail] = withObject ? parts : [undefined, ...parts];
  if (tail[0] === 'related') {
    return {
      type: 'standard__recordRelationshipPage',
      attributes: { objectApiName, recordId, relationshipApiName: tail[1], actionName: 'view' },
      state
    };
  }
  return {
    type: 'standard__recordPage',
    attributes: { objectApiName, recordId, actionName: tail[0] ?? 'view' },
    state
  };
}

let current = referenceOf(new URL(window.location.href));

export function currentReference(): PageReference {
  return current;
}

function arrive(): void {
  current = referenceOf(new URL(window.location.href));
  for (const listener of [...listeners]) listener();
}

/** Goes to a page: inside the shell without a reload, outside it in a new tab, as Lightning Experience does. */
export function navigate(reference: PageReference, replace = false): void {
  goTo(urlOf(reference), replace);
}

export function goTo(target: string, replace = false): void {
  const url = new URL(target, window.location.href);
  if (url.origin !== window.location.origin || !url.pathname.startsWith('/lightning/')) {
    window.open(url.href, '_blank', 'noopener');
    return;
  }
  // Kept for coming back: a list is scrolled to where it was left.
  if (!replace) window.history.replaceState({ scroll: window.scrollY }, '');
  window.history[replace ? 'replaceState' : 'pushState']({}, '', url);
  restored = undefined;
  arrive();
  window.scrollTo(0, 0);
}

let restored: number | undefined;

/** How far the page was scrolled when the user left it, if they come back to it. */
export function restoredScroll(): number | undefined {
  return restored;
}

window.addEventListener('popstate', (event) => {
  restored = Number((event.state as { scroll?: number } | null)?.scroll ?? 0);
  arrive();
});
