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
  /** Quick actions: the component stands on the page before it learns its record, as on the platform. */
  @api late = false;
  componentClass: ComponentClass | undefined;
  error = '';
  isThere = false;

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

  renderedCallback(): void {
    if (this.componentClass) this.isThere = true;
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
    if (this.late && !this.isThere) return given;
    if (recordId) given.recordId = recordId;
    if (object) given.objectApiName = object.name;
    const declared = this.componentClass?.prototype as object | undefined;
    return Object.fromEntries(Object.entries(given).filter(([key]) => declared && key in declared));
  }

  get heading(): string {
    return `${this.name} could not be shown`;
  }
}
