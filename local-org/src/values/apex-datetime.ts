import { pad } from './apex-date.ts';
import { ApexObject } from './apex-object.ts';
import { hashLong } from './long.ts';
import { utcMilliseconds, zoneOffset } from './time-zone.ts';

/** An instant: milliseconds since 1970-01-01T00:00Z. Parts in a time zone are computed where they are asked for. */
export class ApexDatetime extends ApexObject {
  declare readonly $type: 'system.datetime';
  readonly ms: number;

  constructor(ms: number) {
    super();
    this.ms = ms;
  }

  /** ISO 8601 with seconds optional and an offset or `Z`; without either the time is UTC. `null` for any other text. */
  static parseIso(text: string): ApexDatetime | null {
    const match =
      /^(-?\d{4,})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i.exec(
        text
      );
    if (!match) {
      return null;
    }
    const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
      number,
      number,
      number,
      number,
      number,
      number
    ];
    if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 59) {
      return null;
    }
    const fraction = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
    return new ApexDatetime(
      utcMilliseconds(year, month, day, hour, minute, second, fraction) - offsetOf(match[8] ?? 'Z')
    );
  }

  /** `2024-05-01T09:30:00.000Z`. */
  toIso(): string {
    return new Date(this.ms).toISOString();
  }

  /** `yyyy-MM-dd HH:mm:ss` in a time zone. */
  toLocalString(zone: string): string {
    const local = new Date(this.ms + zoneOffset(zone, this.ms));
    const date = `${pad(local.getUTCFullYear(), 4)}-${pad(local.getUTCMonth() + 1, 2)}-${pad(local.getUTCDate(), 2)}`;
    return `${date} ${pad(local.getUTCHours(), 2)}:${pad(local.getUTCMinutes(), 2)}:${pad(local.getUTCSeconds(), 2)}`;
  }

  /** Seconds, as far as equality looks; order takes milliseconds into account. */
  get seconds(): number {
    return Math.floor(this.ms / 1000);
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof ApexDatetime && other.seconds === this.seconds;
  }

  override $hash(): number {
    return hashLong(BigInt(this.seconds));
  }

  override $str(): string {
    return this.toLocalString('GMT');
  }

  override $key(): string {
    return `\u0000T${this.seconds}`;
  }
}
Object.defineProperty(ApexDatetime.prototype, '$type', { value: 'system.datetime' });

/** Milliseconds of `Z`, `+01:00`, `-0530`. */
function offsetOf(text: string): number {
  if (text.toUpperCase() === 'Z') {
    return 0;
  }
  const digits = text.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}
