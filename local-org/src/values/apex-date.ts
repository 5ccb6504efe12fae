import { ApexObject } from './apex-object.ts';
import { utcMilliseconds } from './time-zone.ts';

export const DAY = 86_400_000;

/** A day of the calendar: days since 1970-01-01. */
export class ApexDate extends ApexObject {
  declare readonly $type: 'system.date';
  readonly days: number;

  constructor(days: number) {
    super();
    this.days = days;
  }

  /** Parts may overflow: February 30th is March 1st or 2nd. The month counts from 1. */
  static of(year: number, month: number, day: number): ApexDate {
    return new ApexDate(Math.floor(utcMilliseconds(year, month, day) / DAY));
  }

  /** Reads `yyyy-MM-dd`, which must be a day of the calendar; `null` otherwise. */
  static parseIso(text: string): ApexDate | null {
    const match = /^(-?\d{4,})-(\d{1,2})-(\d{1,2})$/.exec(text);
    if (!match) {
      return null;
    }
    const date = ApexDate.of(Number(match[1]), Number(match[2]), Number(match[3]));
    return date.month === Number(match[2]) && date.day === Number(match[3]) ? date : null;
  }

  /** Milliseconds of the day's start in UTC. */
  get milliseconds(): number {
    return this.days * DAY;
  }

  get year(): number {
    return new Date(this.milliseconds).getUTCFullYear();
  }

  get month(): number {
    return new Date(this.milliseconds).getUTCMonth() + 1;
  }

  get day(): number {
    return new Date(this.milliseconds).getUTCDate();
  }

  /** 0 is Sunday. */
  get dayOfWeek(): number {
    return (((this.days + 4) % 7) + 7) % 7;
  }

  addDays(days: number): ApexDate {
    return new ApexDate(this.days + days);
  }

  /** The same day of another month, or that month's last day. */
  addMonths(months: number): ApexDate {
    return new ApexDate(Math.floor(addMonthsUtc(this.milliseconds, months) / DAY));
  }

  /** `yyyy-MM-dd`. */
  toIso(): string {
    return `${pad(this.year, 4)}-${pad(this.month, 2)}-${pad(this.day, 2)}`;
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof ApexDate && other.days === this.days;
  }

  override $hash(): number {
    return this.days | 0;
  }

  /** With a time of midnight, as concatenation prints it; `String.valueOf(Date)` has an overload of its own. */
  override $str(): string {
    return `${this.toIso()} 00:00:00`;
  }

  override $key(): string {
    return `\u0000D${this.days}`;
  }
}
Object.defineProperty(ApexDate.prototype, '$type', { value: 'system.date' });

/** Adds months to an instant, in UTC; a day beyond the month's end becomes its last day. */
export function addMonthsUtc(ms: number, months: number): number {
  const date = new Date(ms);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  date.setUTCDate(Math.min(day, daysInMonth(date.getUTCFullYear(), date.getUTCMonth() + 1)));
  return date.getTime();
}

/** The month counts from 1. */
export function daysInMonth(year: number, month: number): number {
  return new Date(utcMilliseconds(year, month + 1, 0)).getUTCDate();
}

/** Left-pads a number with zeros. */
export function pad(value: number, width: number): string {
  const text = String(Math.abs(value)).padStart(width, '0');
  return value < 0 ? `-${text}` : text;
}
