import { LightningElement } from 'lwc';
import { currentReference, onNavigation, type PageReference } from '@local-org/router';
import { session } from '@local-org/runtime';

const PAGES: Record<string, string> = {
  standard__recordPage: 'record',
  standard__recordRelationshipPage: 'related',
  standard__search: 'search',
  standard__objectPage: 'list',
  standard__navItemPage: 'app',
  standard__component: 'app',
  standard__namedPage: 'home'
};

/** Reports and dashboards by the beginning of their ids. */
const ANALYTICS: Readonly<Record<string, string>> = { '00O': 'Report', '01Z': 'Dashboard' };

/** The frame around every page: header, navigation, the page itself, toasts. */
export default class App extends LightningElement {
  reference: PageReference = currentReference();
  #stop: (() => void) | undefined;

  connectedCallback(): void {
    this.#stop = onNavigation(() => {
      this.reference = currentReference();
      this.focusMain();
    });
    for (const fault of session.faults)
      console.error(`Component ${fault.component} could not be built: ${fault.message}`);
  }

  disconnectedCallback(): void {
    this.#stop?.();
  }

  private focusMain(): void {
    (this.template?.querySelector('main') as HTMLElement | null)?.focus({ preventScroll: true });
  }

  handleSkip(): void {
    this.focusMain();
  }

  private get page(): string {
    const { type, attributes } = this.reference;
    if (type === 'standard__namedPage' && attributes.pageName !== 'home') return 'unknown';
    return PAGES[type] ?? 'unknown';
  }

  private get analyticsObject(): string {
    const { objectApiName, recordId } = this.reference.attributes;
    return objectApiName ?? ANALYTICS[(recordId ?? '').slice(0, 3)] ?? '';
  }

  get isReport(): boolean {
    return this.page === 'record' && this.analyticsObject === 'Report';
  }

  get isDashboard(): boolean {
    return this.page === 'record' && this.analyticsObject === 'Dashboard';
  }

  /** Set on the home of reports and of dashboards. */
  get analyticsKind(): string | undefined {
    const isOne = this.analyticsObject === 'Report' || this.analyticsObject === 'Dashboard';
    return this.page === 'list' && isOne ? this.analyticsObject : undefined;
  }

  get isRecord(): boolean {
    return this.page === 'record';
  }

  get isRelated(): boolean {
    return this.page === 'related';
  }

  get isSearch(): boolean {
    return this.page === 'search';
  }

  get isList(): boolean {
    return this.page === 'list';
  }

  get isApp(): boolean {
    return this.page === 'app';
  }

  get isHome(): boolean {
    return this.page === 'home';
  }

  get isUnknown(): boolean {
    return this.page === 'unknown';
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
