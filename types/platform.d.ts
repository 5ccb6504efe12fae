/** Modules of the platform that @salesforce/lightning-types does not declare, as far as the components use them. */
declare module '@salesforce/apex' {
  /** Asks the wire behind a provisioned value for a fresh one. */
  export function refreshApex(provisioned: unknown): Promise<void>;
}

declare module '@salesforce/i18n/lang' {
  const lang: string;
  export default lang;
}

declare module '@salesforce/i18n/locale' {
  const locale: string;
  export default locale;
}

declare module '@salesforce/i18n/timeZone' {
  const timeZone: string;
  export default timeZone;
}

declare module 'lightning/navigation' {
  import type { LightningElement } from 'lwc';

  export interface RecordPageReference {
    type: 'standard__recordPage';
    attributes: { recordId: string; objectApiName?: string; actionName: 'view' };
  }

  export interface NavigationTarget {
    [NavigationMixin.Navigate](reference: RecordPageReference, replace?: boolean): void;
    [NavigationMixin.GenerateUrl](reference: RecordPageReference): Promise<string>;
  }

  /** The component class with navigation; what is static of it stays. */
  export function NavigationMixin(
    base: typeof LightningElement
  ): (new () => LightningElement & NavigationTarget) & Omit<typeof LightningElement, 'prototype'>;
  export namespace NavigationMixin {
    const Navigate: unique symbol;
    const GenerateUrl: unique symbol;
  }
}

declare module 'lightning/platformShowToastEvent' {
  export interface Toast {
    title: string;
    message?: string;
    messageData?: readonly (string | { url: string; label: string })[];
    variant?: 'info' | 'success' | 'warning' | 'error';
    mode?: 'dismissible' | 'pester' | 'sticky';
  }

  export class ShowToastEvent extends CustomEvent<Toast> {
    constructor(toast: Toast);
  }
}

declare module 'lightning/actions' {
  /** Closes the dialog that a quick action stands in. */
  export class CloseActionScreenEvent extends CustomEvent<undefined> {
    constructor();
  }
}

declare module 'lightning/uiRecordApi' {
  /** Tells the page that records were changed by Apex: what shows them reads them again. */
  export function notifyRecordUpdateAvailable(records: readonly { recordId: string }[]): Promise<void>;
}
