import { api, LightningElement } from 'lwc';
import { components } from '@local-org/components';
import type { RecordContext } from '@local-org/shell-types';
import { messageOf } from '@local-org/values';

type ComponentClass = new () => LightningElement;

/** Loads one of the project's components and gives it what a Lightning page gives: record id, object name, its design properties. */
export default class CustomComponent extends LightningElement {
  @api name = '';
  @api properties: Record<string, unknown> = {};
  @api context: RecordContext = {};
  componentClass: ComponentClass | undefined;
  error = '';

  connectedCallback(): void {
    this.load();
  }

  private async load(): Promise<void> {
    const loader = components[this.name];
    try {
      if (!loader) throw new Error(`The project has no component named ${this.name}`);
      this.componentClass = (await loader()).default;
    } catch (error) {
      this.fail(error);
    }
  }

  errorCallback(error: unknown): void {
    this.fail(error);
  }

  private fail(error: unknown): void {
    console.error(`c/${this.name}:`, error);
    this.componentClass = undefined;
    this.error = messageOf(error);
  }

  /** Only what the component declares: anything else would be a warning for each component without `recordId`. */
  get props(): Record<string, unknown> {
    const { recordId, object } = this.context;
    const given: Record<string, unknown> = { ...this.properties };
    if (recordId) given.recordId = recordId;
    if (object) given.objectApiName = object.name;
    const declared = this.componentClass?.prototype as object | undefined;
    return Object.fromEntries(Object.entries(given).filter(([key]) => declared && key in declared));
  }

  get heading(): string {
    return `${this.name} could not be shown`;
  }
}
