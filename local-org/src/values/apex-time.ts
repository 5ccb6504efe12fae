import { DAY, pad } from './apex-date.ts';
import { ApexObject } from './apex-object.ts';

/** A time of day in milliseconds since midnight; additions wrap around midnight. */
export class ApexTime extends ApexObject {
  declare readonly $type: 'system.time';
  readonly ms: number;

  constructor(ms: number) {
    super();
    this.ms = ((ms % DAY) + DAY) % DAY;
  }

  static of(hour: number, minute: number, second: number, milliseconds: number): ApexTime {
    return new ApexTime(((hour * 60 + minute) * 60 + second) * 1000 + milliseconds);
  }

  get hour(): number {
    return Math.floor(this.ms / 3_600_000);
  }

  get minute(): number {
    return Math.floor(this.ms / 60_000) % 60;
  }

  get second(): number {
    return Math.floor(this.ms / 1000) % 60;
  }

  get millisecond(): number {
    return this.ms % 1000;
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof ApexTime && other.ms === this.ms;
  }

  override $hash(): number {
    return this.ms;
  }

  /** `18:30:05.000Z`. */
  override $str(): string {
    return `${pad(this.hour, 2)}:${pad(this.minute, 2)}:${pad(this.second, 2)}.${pad(this.millisecond, 3)}Z`;
  }

  override $key(): string {
    return `\u0000M${this.ms}`;
  }
}
Object.defineProperty(ApexTime.prototype, '$type', { value: 'system.time' });
