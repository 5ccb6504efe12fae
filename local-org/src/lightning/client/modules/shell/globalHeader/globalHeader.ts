import { LightningElement } from 'lwc';
import { session } from '@local-org/runtime';
import type { AppDescription } from '@local-org/shell-types';

const APP_KEY = 'local-org-app';

/** The top of every page: organisation, search, user switcher, and the chosen app's navigation. */
export default class GlobalHeader extends LightningElement {
  app: AppDescription | undefined =
    session.apps.find(({ name }) => name === window.localStorage.getItem(APP_KEY)) ?? session.apps[0];

  get organizationName(): string {
    return session.organizationName;
  }

  get apps(): readonly AppDescription[] {
    return session.apps;
  }

  get objects(): string {
    return (this.app?.items ?? [])
      .map(({ objectName }) => objectName)
      .filter(Boolean)
      .join(',');
  }

  handleApp(event: CustomEvent<string>): void {
    window.localStorage.setItem(APP_KEY, event.detail);
    this.app = session.apps.find(({ name }) => name === event.detail) ?? this.app;
  }
}
