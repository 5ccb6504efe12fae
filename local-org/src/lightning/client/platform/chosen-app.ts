import { session } from './runtime.ts';
import type { AppDescription } from './shell-types.ts';

const APP_KEY = 'local-org-app';

/** The app that the user works in. */
export function chosenApp(): AppDescription | undefined {
  return session.apps.find(({ name }) => name === window.localStorage.getItem(APP_KEY)) ?? session.apps[0];
}

export function chooseApp(name: string): void {
  window.localStorage.setItem(APP_KEY, name);
}
