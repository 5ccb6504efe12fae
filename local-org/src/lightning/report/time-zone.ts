const DAY = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  let known = formatters.get(timeZone);
  if (!known) {
    known = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit'
    });
    formatters.set(timeZone, known);
  }
  return known;
}

/** The clock of the time zone at an instant, as milliseconds of a UTC clock that shows the same. */
function wallClock(instant: number, timeZone: string): number {
  const parts = Object.fromEntries(
    formatter(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)])
  );
  return Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day, parts.hour, parts.minute, parts.second);
}

/** `2026-03-01T22:30:00.000+0000` → the calendar day there: `2026-03-02`. A date is its own day. */
export function dayOf(value: string, timeZone: string): string {
  if (value.length === 10) return value;
  const instant = Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return new Date(wallClock(instant, timeZone)).toISOString().slice(0, 10);
}

/** The instant at which a day begins in a time zone, for SOQL. */
export function startOfDay(day: string, timeZone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let instant = midnight - (wallClock(midnight, timeZone) - midnight);
  // The offset at midnight itself may be another one than at midnight UTC.
  instant = midnight - (wallClock(instant, timeZone) - instant);
  return new Date(instant).toISOString();
}

export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}
