import { api, LightningElement } from 'lwc';
import { components } from '@local-org/components';
import type { RecordContext } from '@local-org/shell-types';

type ComponentClass = new () => LightningElement;

/** A quick action's component without a screen. It stays on the page and is invoked once for every time it is asked to. */
export default class HeadlessAction extends LightningElement {
  @api name = '';
  @api context: RecordContext = {};
  componentClass: ComponentClass | undefined;
  /** The component stands on the page before it learns its record, as on the platform. */
  isThere = false;
  #asked = 0;
  #done = 0;

  /** How often the user has asked for the action. */
  @api
  get times(): number {
    return this.#asked;
  }

  set times(value: number) {
    this.#asked = value;
    // The record of the same change is set by then.
    queueMicrotask(() => this.invoke());
  }

  connectedCallback(): void {
    this.load();
  }

  renderedCallback(): void {
    this.invoke();
  }

  get props(): Record<string, unknown> {
    const { recordId, object } = this.context;
    const declared = this.componentClass?.prototype as object | undefined;
    if (!this.isThere) return {};
    const given = { recordId, objectApiName: object?.name };
    return Object.fromEntries(Object.entries(given).filter(([key]) => declared && key in declared));
  }

  private async load(): Promise<void> {
    try {
      const loader = components[this.name];
      if (!loader) throw new Error(`The project has no component named ${this.name}`);
      this.componentClass = (await loader()).default;
    } catch (error) {
      this.fail(error);
    }
  }

  private invoke(): void {
    const host = this.refs?.host as unknown as { invoke?: () => unknown } | undefined;
    if (!host || this.#done >= this.#asked) return;
    if (!this.isThere) {
      // Drawn again with the record, it is asked for again.
      this.isThere = true;
      return;
    }
    this.#done = this.#asked;
    try {
      if (!host.invoke)
        throw new Error(`${this.name} has no public method invoke(), which an action without a screen needs`);
      Promise.resolve(host.invoke()).catch((error: unknown) => this.fail(error));
    } catch (error) {
      this.fail(error);
    }
  }

  errorCallback(error: unknown): void {
    this.fail(error);
  }

  private fail(error: unknown): void {
    console.error(`c/${this.name}:`, error);
    this.dispatchEvent(new CustomEvent('failed', { detail: error }));
  }
}
