import { api, LightningElement } from 'lwc';
import { chosenApp } from '@local-org/chosen-app';
import { noteVisit } from '@local-org/recent';
import { RefreshEvent, runRefreshHandlers } from 'lightning/refresh';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { deleteRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { formFactor } from '@local-org/runtime';
import { preloadComponents } from '@local-org/preload';
import { goTo, type PageReference, NOWHERE } from '@local-org/router';
import { FetchError, query, request } from '@local-org/rest';
import { objectInfo } from '@local-org/object-info';
import { openButton } from '@local-org/open-button';
import type { ActionOutcome } from '@local-org/action-run';
import type { PageAction, PageDescription, RecordContext } from '@local-org/shell-types';
import { messageOf, valueAt } from '@local-org/values';

/** The page of one record, laid out by the object's Lightning page. */
export default class RecordPage extends LightningElement {
  page: PageDescription | undefined;
  context: RecordContext = {};
  heading = '';
  error = '';
  deleting = false;
  editing = false;
  form: PageAction | undefined;
  screen: PageAction | undefined;
  /** Components of actions without a screen, with how often each was asked for. */
  headless: { name: string; times: number }[] = [];
  #reference: PageReference | undefined;
  #turn = 0;
  #changed = (event: Event): void => {
    const ids = (event as CustomEvent<string[]>).detail;
    if (ids.includes(String(this.context.recordId).slice(0, 15))) this.readRow();
  };

  @api
  get reference(): PageReference | undefined {
    return this.#reference;
  }

  set reference(value: PageReference | undefined) {
    this.#reference = value;
    this.load();
  }

  connectedCallback(): void {
    window.addEventListener('local-org:recordchange', this.#changed);
    this.template?.addEventListener(RefreshEvent.type, this.#refreshed);
  }

  disconnectedCallback(): void {
    window.removeEventListener('local-org:recordchange', this.#changed);
  }

  #refreshed = (): void => {
    this.refresh();
  };

  get loading(): boolean {
    return !this.error && !this.page;
  }

  get pageTemplate(): string {
    return this.page?.template ?? '';
  }

  get hasHighlights(): boolean {
    return Boolean(this.page?.regions.some(({ components }) => components.some(({ kind }) => kind === 'highlights')));
  }

  get title(): string {
    const { object, row } = this.context;
    return String((object && valueAt(row, object.nameField)) ?? object?.label ?? '');
  }

  get formIds(): string[] {
    return [this.context.recordId ?? ''];
  }

  get deleteText(): string {
    return `Are you sure you want to delete this ${this.context.object?.label.toLowerCase()}?`;
  }

  private async load(): Promise<void> {
    const { attributes } = this.#reference ?? NOWHERE;
    const turn = ++this.#turn;
    this.page = undefined;
    this.error = '';
    this.deleting = false;
    this.form = undefined;
    this.screen = undefined;
    this.headless = [];
    this.editing = attributes.actionName === 'edit';
    const parameters = new URLSearchParams({
      id: attributes.recordId ?? '',
      formFactor: formFactor() === 'Small' ? 'Small' : 'Large'
    });
    if (attributes.objectApiName) parameters.set('object', attributes.objectApiName);
    const app = chosenApp();
    if (app) parameters.set('app', app.name);
    try {
      const page = await request<PageDescription>('GET', `/lightning/api/page?${parameters}`);
      preloadComponents(page.regions);
      const row = await this.fetchRow(page, attributes.recordId ?? '');
      if (turn !== this.#turn) return;
      this.context = {
        ...(attributes.recordId ? { recordId: String(row.Id) } : {}),
        ...(page.object ? { object: page.object } : {}),
        row,
        actions: page.actions ?? []
      };
      this.page = page;
      if (page.object) noteVisit({ id: String(row.Id), objectName: page.object.name });
      document.title = `${this.title} | ${page.object?.label ?? ''}`;
    } catch (error) {
      if (turn === this.#turn) this.fail(error);
    }
  }

  private async fetchRow(page: PageDescription, recordId: string): Promise<Record<string, unknown>> {
    const object = page.object;
    if (!object) throw new Error('The page has no object');
    const paths = [...new Set(['Id', object.nameField, ...page.paths])];
    const id = recordId.replace(/[^a-zA-Z0-9]/g, '');
    const { records } = await query(`SELECT ${paths.join(', ')} FROM ${object.name} WHERE Id = '${id}'`);
    const row = records[0];
    if (!row)
      throw new FetchError(404, 'Not Found', {
        message: `No ${object.label} with the id ${recordId} exists, or you may not see it.`
      });
    return row;
  }

  private async readRow(): Promise<void> {
    const { page, context } = this;
    if (!page || !context.recordId) return;
    try {
      this.context = { ...context, row: await this.fetchRow(page, context.recordId) };
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    const status = error instanceof FetchError ? error.status : 0;
    this.heading = status === 403 ? 'No access' : status === 404 ? 'Page not found' : 'This page could not be shown';
    this.error = messageOf(error);
  }

  private async refresh(): Promise<void> {
    await Promise.all([runRefreshHandlers(), notifyRecordUpdateAvailable([{ recordId: this.context.recordId ?? '' }])]);
  }

  handleAction(event: CustomEvent<string>): void {
    if (event.detail === 'refresh') {
      this.load();
      return;
    }
    const action = this.page?.actions?.find(({ name }) => name === event.detail);
    if (action) this.act(action);
  }

  private act(action: PageAction): void {
    switch (action.kind) {
      case 'edit':
        this.editing = true;
        break;
      case 'delete':
        this.deleting = true;
        break;
      case 'form':
        this.form = action;
        break;
      case 'screen':
        this.screen = action;
        break;
      case 'headless':
        this.invokeHeadless(action.component ?? '');
        break;
      case 'url':
        openButton(action, this.context.object?.name ?? '', this.context.recordId).catch((error: unknown) =>
          this.toast('error', messageOf(error))
        );
        break;
      default:
        this.toast('warning', action.reason ?? '');
    }
  }

  private invokeHeadless(name: string): void {
    const known = this.headless.find((item) => item.name === name);
    const others = this.headless.filter((item) => item !== known);
    this.headless = [...others, { name, times: (known?.times ?? 0) + 1 }];
  }

  handleHeadlessFailed(event: CustomEvent<unknown>): void {
    this.toast('error', messageOf(event.detail));
  }

  handleScreenClosed(): void {
    this.screen = undefined;
  }

  async handleFormDone(event: CustomEvent<ActionOutcome>): Promise<void> {
    const form = this.form?.form;
    this.form = undefined;
    if (!form) return;
    const { label } = await objectInfo(form.objectName);
    const done = form.mode === 'create' ? 'created' : 'saved';
    const url = `/lightning/r/${form.objectName}/${event.detail.id ?? ''}/view`;
    this.dispatchEvent(
      new ShowToastEvent({
        variant: 'success',
        title: form.successMessage ?? `${label} was ${done}.`,
        ...(form.mode === 'create' && {
          message: '{0}',
          messageData: [{ url, label: `Open the ${label.toLowerCase()}` }]
        })
      })
    );
    // What was created may be in a list of this page.
    if (form.mode === 'create') this.load();
    else this.refresh();
  }

  handleRetry(): void {
    this.load();
  }

  handleCancel(): void {
    this.deleting = false;
    this.editing = false;
    this.form = undefined;
  }

  handleSaved(): void {
    this.editing = false;
    this.toast('success', `${this.context.object?.label} "${this.title}" was saved.`);
    this.refresh();
  }

  async handleDelete(): Promise<void> {
    this.deleting = false;
    try {
      await deleteRecord(this.context.recordId ?? '');
      this.toast('success', `${this.context.object?.label} "${this.title}" was deleted.`);
      goTo(`/lightning/o/${this.context.object?.name}/list`);
    } catch (error) {
      this.toast('error', messageOf(error));
    }
  }

  private toast(variant: 'success' | 'warning' | 'error', title: string): void {
    this.dispatchEvent(new ShowToastEvent({ title, variant }));
  }
}
