import { platformClass } from '../../../engine/index.ts';
import { PlatformObject } from '../../../values/index.ts';
import type { ApexType, ApexValue } from '../../../values/index.ts';

/** The iterator of a platform collection. */
export class CollectionIterator extends PlatformObject {
  readonly $type: string;
  readonly #values: Iterator<ApexValue>;
  #next: IteratorResult<ApexValue>;

  constructor(elementType: ApexType, values: Iterable<ApexValue>) {
    super();
    this.$type = `system.iterator<${elementType.key}>`;
    this.#values = values[Symbol.iterator]();
    this.#next = this.#values.next();
  }

  get hasNext(): boolean {
    return !this.#next.done;
  }

  next(): ApexValue {
    const { value } = this.#next;
    this.#next = this.#values.next();
    return value as ApexValue;
  }
}

export const iteratorClass = platformClass({
  name: 'System.Iterator',
  methods: {
    hasNext: (_rt, self: CollectionIterator) => self.hasNext,
    next: (rt, self: CollectionIterator) =>
      self.hasNext ? self.next() : rt.fail('System.NoSuchElementException', 'Iterator has no more elements')
  }
});
