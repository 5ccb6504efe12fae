import { platformClass, type Engine } from '../../../engine/index.ts';
import { isTimeZone, pad, PlatformObject, zoneOffset } from '../../../values/index.ts';
import type { ApexDatetime, ApexObject } from '../../../values/index.ts';
import { required, userLocale } from '../support.ts';

/** An instance of `System.TimeZone`. */
export class ApexTimeZone extends PlatformObject {
  readonly $type = 'system.timezone';
  readonly id: string;

  constructor(id: string) {
    super();
    this.id = id;
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof ApexTimeZone && other.id === this.id;
  }

  override $key(): string {
    return `\u0000Z${this.id}`;
  }

  override $str(): string {
    return this.id;
  }
}

function displayName(rt: Engine, zone: ApexTimeZone): string {
  const now = rt.tx.now();
  const name = new Intl.DateTimeFormat(userLocale(rt), { timeZone: zone.id, timeZoneName: 'longGeneric' })
    .formatToParts(now)
    .find((part) => part.type === 'timeZoneName')?.value;
  const minutes = Math.round(zoneOffset(zone.id, now) / 60_000);
  const size = Math.abs(minutes);
  return `(GMT${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}:${pad(size % 60, 2)}) ${name} (${zone.id})`;
}

export const timeZoneClass = platformClass({
  name: 'System.TimeZone',
  statics: {
    // As in Java, an unknown id is GMT.
    getTimeZone: (rt, id: string | null) => {
      const wanted = required(rt, id);
      return new ApexTimeZone(isTimeZone(wanted) ? wanted : 'GMT');
    }
  },
  methods: {
    getDisplayName: displayName,
    getID: (_rt, self: ApexTimeZone) => self.id,
    getOffset: (rt, self: ApexTimeZone, datetime: ApexDatetime | null) =>
      zoneOffset(self.id, required(rt, datetime).ms),
    toString: (_rt: Engine, self: ApexTimeZone) => self.id
  }
});
