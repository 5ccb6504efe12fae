import { api, LightningElement } from 'lwc';
import { chosenApp } from '@local-org/chosen-app';
import { FetchError, request } from '@local-org/rest';
import type { PageReference } from '@local-org/router';
import type { PageDescription } from '@local-org/shell-types';
import { messageOf } from '@local-org/values';

/** Where a user starts: the app's home page, or its objects where it has none. */
export default class HomePage extends LightningElement {
  page: PageDescription | undefined;
  isStandard = false;
  error = '';
  #reference: PageReference | undefined;
  #turn = 0;

  /** Each arrival asks anew: the app may be another one. */
  @api
  get reference(): PageReference | undefined {
    return this.#reference;
  }

  set reference(value: PageReference | undefined) {
    this.#reference = value;
    this.load();
  }

  private async load(): Promise<void> {
    const turn = ++this.#turn;
    const app = chosenApp();
    this.page = undefined;
    this.isStandard = false;
    this.error = '';
    document.title = `Home | ${app?.label ?? 'Lightning'}`;
    try {
      const parameters = new URLSearchParams({ type: 'home', app: app?.name ?? '' });
      const page = await request<PageDescription>('GET', `/lightning/api/page?${parameters}`);
      if (turn === this.#turn) this.page = page;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.isStandard = error instanceof FetchError && error.status === 404;
      this.error = this.isStandard ? '' : messageOf(error);
    }
  }
}
