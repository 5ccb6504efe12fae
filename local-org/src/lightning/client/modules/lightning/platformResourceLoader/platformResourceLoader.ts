const loaded = new Map<string, Promise<void>>();

function once(url: string, make: () => HTMLElement): Promise<void> {
  let promise = loaded.get(url);
  if (!promise) {
    promise = new Promise((resolve, reject) => {
      const element = make();
      element.addEventListener('load', () => resolve());
      element.addEventListener('error', () => reject(new Error(`Could not load ${url}`)));
      document.head.append(element);
    });
    loaded.set(url, promise);
  }
  return promise;
}

export function loadScript(_component: unknown, url: string): Promise<void> {
  return once(url, () => Object.assign(document.createElement('script'), { src: url }));
}

export function loadStyle(_component: unknown, url: string): Promise<void> {
  return once(url, () => Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url }));
}
