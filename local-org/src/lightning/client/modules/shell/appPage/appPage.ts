import { api, LightningElement } from 'lwc';
import { FetchError, request } from '@local-org/rest';
import { NOWHERE, type PageReference } from '@local-org/router';
import type { PageDescription } from '@local-org/shell-types';
import { camelComponent } from '@local-org/names';
import { messageOf } from '@local-org/values';

/** The Lightning page or component behind a custom tab, or one component alone. */
export default class AppPage extends LightningElement {
  page: PageDescription | undefined;
  heading = '';
  error = '';
  #reference: PageReference | undefined;
  #turn = 0;

  @api
  get reference(): PageReference | undefined {
    return this.#reference;
  }

  set reference(value: PageReference | undefined) {
    this.#reference = value;
    this.load();
  }

  get pageTemplate(): string {
    return this.page?.template ?? '';
  }

  private async load(): Promise<void> {
    const turn = ++this.#turn;
    this.page = undefined;
    this.error = '';
    const { type, attributes = {}, state = {} } = this.#reference ?? NOWHERE;
    try {
      const page =
        type === 'standard__component'
          ? componentPage(attributes.componentName ?? '', state)
          : await request<PageDescription>(
              'GET',
              `/lightning/api/page?type=tab&name=${encodeURIComponent(attributes.apiName ?? '')}`
            );
      if (turn !== this.#turn) return;
      this.page = page;
      document.title = page.label;
    } catch (error) {
      this.heading =
        error instanceof FetchError && error.status === 404 ? 'Page not found' : 'This page could not be shown';
      this.error = messageOf(error);
    }
  }
}

/** `c__myComponent` with its `c__…` parameters as properties. */
function componentPage(name: string, state: Record<string, string | undefined>): PageDescription {
  const component = camelComponent(name);
  const properties = Object.fromEntries(Object.entries(state).map(([key, value]) => [key.replace(/^c__/, ''), value]));
  return {
    name,
    label: component,
    template: '',
    paths: [],
    regions: [{ name: 'main', components: [{ id: component, kind: 'custom', name: component, properties }] }]
  };
}
