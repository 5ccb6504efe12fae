import { platformClass } from '../../../engine/index.ts';
import { PlatformObject } from '../../../values/index.ts';
import { userLocale } from '../support.ts';

/** An instance of `System.Collator`, bound to a locale. */
class ApexCollator extends PlatformObject {
  readonly $type = 'system.collator';
  readonly collator: Intl.Collator;

  constructor(locale: string) {
    super();
    this.collator = new Intl.Collator(locale);
  }
}

export const collatorClass = platformClass({
  name: 'System.Collator',
  statics: { getInstance: (rt) => new ApexCollator(userLocale(rt)) },
  methods: {
    compare: (_rt, self: ApexCollator, a: string | null, b: string | null) =>
      a === null || b === null ? Number(a !== null) - Number(b !== null) : self.collator.compare(a, b)
  }
});
