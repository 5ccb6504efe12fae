/** Offsets of IANA time zones, from the JavaScript engine's own data. */

const HOUR = 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric'
    });
    formats.set(zone, format);
  }
  return format;
}

/** Whether the engine knows the zone (`Europe/Berlin`, `GMT`, `America/New_York`). */
export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds to add to UTC for local time in `zone` at the UTC instant `ms`. */
export function zoneOffset(zone: string, ms: number): number {
  if (zone === 'GMT' || zone === 'UTC') {
    return 0;
  }
  // Offsets only ever change on a quarter of an hour.
  const slot = Math.floor(ms / (HOUR / 4));
  let known = offsets.get(zone);
  if (!known) {
    offsets.set(zone, (known = new Map()));
  }
  let offset = known.get(slot);
  if (offset === undefined) {
    if (known.size > 5000) {
      known.clear();
    }
    offset = computeOffset(zone, slot * (HOUR / 4));
    known.set(slot, offset);
  }
  return offset;
}

function computeOffset(zone: string, ms: number): number {
  const part: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(ms)) {
    part[type] = value;
  }
  const year = part['era'] === 'BC' ? 1 - Number(part['year']) : Number(part['year']);
  const local = utcMilliseconds(
    year,
    Number(part['month']),
    Number(part['day']),
    Number(part['hour']),
    Number(part['minute']),
    Number(part['second'])
  );
  return local - Math.floor(ms / 1000) * 1000;
}

/**
 * The UTC instant of a local time, given as the milliseconds it would be in UTC. A time that a clock change skips moves forward by
 * the gap; one that occurs twice is taken as the earlier, as in Java.
 */
export function localToUtc(zone: string, localMs: number): number {
  const before = zoneOffset(zone, localMs - 24 * HOUR);
  const after = zoneOffset(zone, localMs + 24 * HOUR);
  const early = localMs - before;
  if (zoneOffset(zone, early) === before) {
    return early;
  }
  const late = localMs - after;
  return zoneOffset(zone, late) === after ? late : early;
}

/** `Date.UTC` without its special treatment of the years 0 to 99; the month counts from 1 and all parts may overflow. */
export function utcMilliseconds(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  milliseconds = 0
): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, milliseconds);
  return date.getTime();
}
