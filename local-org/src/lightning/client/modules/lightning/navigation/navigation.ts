import { currentReference, navigate, onNavigation, urlOf, type PageReference } from '@local-org/router';

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

type Constructor<T> = abstract new (...args: never[]) => T;

/** Gives a component `this[NavigationMixin.Navigate](reference)` and `this[NavigationMixin.GenerateUrl](reference)`. */
export function NavigationMixin<T extends Constructor<object>>(base: T): T {
  abstract class Navigating extends base {
    [Navigate](reference: PageReference, replace?: boolean): void {
      navigate(reference, replace);
    }

    [GenerateUrl](reference: PageReference): Promise<string> {
      return Promise.resolve(urlOf(reference));
    }
  }
  return Navigating;
}

NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;

/** Wire adapter for the reference of the page that is shown. */
export class CurrentPageReference {
  #callback: (reference: PageReference | null) => void;
  #stop: (() => void) | undefined;

  constructor(callback: (reference: PageReference | null) => void) {
    this.#callback = callback;
  }

  connect(): void {
    this.#callback(currentReference());
    this.#stop = onNavigation(() => this.#callback(currentReference()));
  }

  update(): void {}

  disconnect(): void {
    this.#stop?.();
  }
}
