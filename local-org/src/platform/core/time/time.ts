import { platformClass, type Engine } from '../../../engine/index.ts';
import { ApexTime, exactEquals } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { required, requiredAt } from '../support.ts';

function add(rt: Engine, self: ApexTime, count: number | null, unit: number): ApexTime {
  return new ApexTime(self.ms + required(rt, count) * unit);
}

export const timeClass = platformClass({
  name: 'System.Time',
  statics: {
    newInstance: (rt, hour: number | null, minute: number | null, second: number | null, millisecond: number | null) =>
      ApexTime.of(
        requiredAt(rt, 1, hour),
        requiredAt(rt, 2, minute),
        requiredAt(rt, 3, second),
        requiredAt(rt, 4, millisecond)
      )
  },
  methods: {
    addHours: (rt, self: ApexTime, hours: number | null) => add(rt, self, hours, 3_600_000),
    addMinutes: (rt, self: ApexTime, minutes: number | null) => add(rt, self, minutes, 60_000),
    addSeconds: (rt, self: ApexTime, seconds: number | null) => add(rt, self, seconds, 1000),
    addMilliseconds: (rt, self: ApexTime, milliseconds: number | null) => add(rt, self, milliseconds, 1),
    hour: (_rt, self: ApexTime) => self.hour,
    minute: (_rt, self: ApexTime) => self.minute,
    second: (_rt, self: ApexTime) => self.second,
    millisecond: (_rt, self: ApexTime) => self.millisecond,
    equals: (_rt, self: ApexTime, other: ApexValue) => exactEquals(self, other),
    hashCode: (_rt, self: ApexTime) => self.$hash(),
    toString: (_rt: Engine, self: ApexTime) => self.$str()
  }
});
