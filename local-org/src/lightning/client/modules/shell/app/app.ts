import { LightningElement } from 'lwc';
import { analyticsObject, loadPage, pageKind, type PageClass, type PageKind } from '@local-org/pages';
import { currentReference, onNavigation, type PageReference } from '@local-org/router';
import { session } from '@local-org/runtime';
import { messageOf } from '@local-org/values';

/** The frame around every page: header, navigation, the page itself, toasts. */
export default class App extends LightningElement {
  pageClass: PageClass | undefined;
  reference: PageReference = currentReference();
  error = '';
  #kind: PageKind | undefined;
  #stop: (() => void) | undefined;

  connectedCallback(): void {
    this.#stop = onNavigation(() => {
      this.show();
      this.focusMain();
    });
    for (const fault of session.faults)
      console.error(`Component ${fault.component} could not be built: ${fault.message}`);
    this.show();
  }

  disconnectedCallback(): void {
    this.#stop?.();
  }

  private async show(): Promise<void> {
    const reference = currentReference();
    const kind = pageKind(reference);
    if (kind !== this.#kind) this.pageClass = undefined;
    this.#kind = kind;
    this.reference = reference;
    this.error = '';
    if (!kind) return;
    try {
      const pageClass = await loadPage(kind);
      if (this.#kind === kind) this.pageClass = pageClass;
    } catch (error) {
      if (this.#kind === kind) this.error = messageOf(error);
    }
  }

  private focusMain(): void {
    (this.template?.querySelector('main') as HTMLElement | null)?.focus({ preventScroll: true });
  }

  handleSkip(): void {
    this.focusMain();
  }

  get pageProps(): Record<string, unknown> {
    return this.#kind === 'analytics' ? { kind: analyticsObject(this.reference) } : { reference: this.reference };
  }

  get isUnknown(): boolean {
    return pageKind(this.reference) === undefined;
  }

  get hasFaults(): boolean {
    return session.faults.length > 0;
  }

  get faultText(): string {
    const [first] = session.faults;
    const rest = session.faults.length - 1;
    return `${first?.component} could not be built: ${first?.message}${rest > 0 ? ` (and ${rest} more, see the console)` : ''}`;
  }

  get unknownText(): string {
    const { type, attributes } = this.reference;
    const what = attributes.path ?? attributes.pageName ?? type;
    return `The local org has no page for ${what}.`;
  }
}
