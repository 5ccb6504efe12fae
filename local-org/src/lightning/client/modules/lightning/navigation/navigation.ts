import { currentReference, navigate, onNavigation, urlOf, type PageReference } from '@local-org/router';

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

/** Gives a component `this[NavigationMixin.Navigate](reference)` and `this[NavigationMixin.GenerateUrl](reference)`. */
export function NavigationMixin<T>(base: T): T {
  // TypeScript asks for an `any` constructor of a mixin's base; what is added does not depend on it.
  const Base = base as unknown as new () => object;
  class Navigating extends Base {
    [Navigate](reference: PageReference, replace?: boolean): void {
      navigate(reference, replace);
    }

    [GenerateUrl](reference: PageReference): Promise<string> {
      return Promise.resolve(urlOf(reference));
    }
  }
  return Navigating as unknown as T;
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
