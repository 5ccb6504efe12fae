import { LightningElement } from 'lwc';
import { chooseApp, chosenApp } from '@local-org/chosen-app';
import { session } from '@local-org/runtime';
import type { AppDescription } from '@local-org/shell-types';

/** The top of every page: organisation, search, user switcher, and the chosen app's navigation. */
export default class GlobalHeader extends LightningElement {
  app: AppDescription | undefined = chosenApp();

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

  handleSkip(): void {
    this.dispatchEvent(new CustomEvent('skip'));
  }

  handleApp(event: CustomEvent<string>): void {
    chooseApp(event.detail);
    this.app = chosenApp();
  }
}
