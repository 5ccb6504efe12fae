import { loadRecords } from '../../records/index.ts';
import { type Engine, platformClass, type PlatformClass } from '../../engine/index.ts';
import { ApexDatetime, ApexTime, type SObject, localToUtc, zoneOffset } from '../../values/index.ts';
import { required } from '../core/support.ts';

const DAY = 86_400_000;
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
/** How far ahead hours are looked for: where every day is closed there are none. */
const MAX_DAYS = 366 * 50;

interface Interval {
  readonly from: number;
  readonly to: number;
}

function hoursOf(rt: Engine, id: string | null): SObject {
  const object = rt.org.schema.object('BusinessHours');
  const key = required(rt, id);
  const found = object && loadRecords(rt.org.db, object, [key]).get(key);
  return found ?? rt.fail('System.InvalidParameterValueException', `Invalid parameter value: ${key}`);
}

/** Open hours from the local day of an instant on, in milliseconds UTC. From midnight to midnight is the whole day. */
function* intervals(hours: SObject, start: number): Generator<Interval, void> {
  const zone = String(hours.fields.get('timezonesidkey') ?? 'GMT');
  const local = start + zoneOffset(zone, start);
  const firstDay = Math.floor(local / DAY) * DAY;
  for (let day = 0; day < MAX_DAYS; day++) {
    const midnight = firstDay + day * DAY;
    const name = DAYS[new Date(midnight).getUTCDay()] ?? '';
    const opens = hours.fields.get(`${name}starttime`) ?? null;
    const closes = hours.fields.get(`${name}endtime`) ?? null;
    if (opens instanceof ApexTime && closes instanceof ApexTime) {
      const end = closes.ms === 0 ? DAY : closes.ms;
      yield { from: localToUtc(zone, midnight + opens.ms), to: localToUtc(zone, midnight + end) };
    }
  }
}

function nextStart(rt: Engine, id: string | null, date: ApexDatetime | null): ApexDatetime | null {
  const target = required(rt, date).ms;
  for (const { from, to } of intervals(hoursOf(rt, id), target)) {
    if (to > target) {
      return new ApexDatetime(Math.max(from, target));
    }
  }
  return null;
}

function isWithin(rt: Engine, id: string | null, date: ApexDatetime | null): boolean {
  return nextStart(rt, id, date)?.ms === required(rt, date).ms;
}

/** Open time between two instants in milliseconds, negative where the second is the earlier one. */
function diff(rt: Engine, id: string | null, from: ApexDatetime | null, to: ApexDatetime | null): bigint {
  const ends = [required(rt, from).ms, required(rt, to).ms];
  const [start, end] = [Math.min(...ends), Math.max(...ends)];
  let open = 0;
  for (const interval of intervals(hoursOf(rt, id), start)) {
    if (interval.from >= end) {
      break;
    }
    open += Math.max(0, Math.min(interval.to, end) - Math.max(interval.from, start));
  }
  return BigInt(ends[0] === start ? open : -open);
}

function addForward(hours: SObject, start: number, duration: number): number | null {
  let left = duration;
  for (const { from, to } of intervals(hours, start)) {
    const begin = Math.max(from, start);
    const open = to - begin;
    if (open >= left && open > 0) {
      return begin + left;
    }
    left -= Math.max(0, open);
  }
  return null;
}

function add(rt: Engine, id: string | null, date: ApexDatetime | null, duration: bigint | null): ApexDatetime | null {
  const start = required(rt, date).ms;
  const wanted = Number(required(rt, duration));
  if (wanted < 0) {
    return rt.fail('System.InvalidParameterValueException', `Invalid parameter value: ${wanted}`);
  }
  const end = addForward(hoursOf(rt, id), start, wanted);
  return end === null ? null : new ApexDatetime(end);
}

/** `System.BusinessHours`: reckons with the hours of a BusinessHours record in its own time zone. Holidays are not looked at. */
export const businessHoursClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.BusinessHours',
    statics: { add, addGmt: add, diff, isWithin, nextStartDate: nextStart }
  })
];
