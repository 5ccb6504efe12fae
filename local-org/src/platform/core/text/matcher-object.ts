import type { Engine } from '../../../engine/index.ts';
import { NotImplementedError, PlatformObject } from '../../../values/index.ts';
import type { CompiledRegex, MatchGroups } from '../../../regex/index.ts';

/** An instance of `System.Matcher`: a pattern at work on a text, or on the region of it that is set. */
export class ApexMatcher extends PlatformObject {
  readonly $type = 'system.matcher';
  regex: CompiledRegex;
  text: string;
  regionStart = 0;
  regionEnd: number;
  anchoringBounds = true;
  transparentBounds = false;
  hitEnd = false;
  /** Groups of the last successful match, relative to the region. */
  #match: MatchGroups | null = null;
  #next = 0;

  constructor(regex: CompiledRegex, text: string) {
    super();
    this.regex = regex;
    this.text = text;
    this.regionEnd = text.length;
  }

  reset(text = this.text): void {
    this.text = text;
    this.region(0, text.length);
  }

  region(start: number, end: number): void {
    this.regionStart = start;
    this.regionEnd = end;
    this.#match = null;
    this.#next = 0;
    this.hitEnd = false;
  }

  usePattern(regex: CompiledRegex): void {
    this.regex = regex;
    this.#match = null;
  }

  matches(): boolean {
    return this.#accept(this.regex.matchWhole(this.#subject), true);
  }

  lookingAt(): boolean {
    return this.#accept(this.regex.matchPrefix(this.#subject), false);
  }

  find(): boolean {
    const subject = this.#subject;
    if (this.#next > subject.length) {
      return this.#accept(null, true);
    }
    return this.#accept(this.regex.find(subject, this.#next), true);
  }

  /** Where the next `find` begins, relative to the region. */
  seek(position: number): void {
    this.#next = position;
  }

  /** The span of a group of the last match; throws when there is no match or no such group. */
  span(rt: Engine, group: number): [number, number] | undefined {
    if (!this.#match) {
      return rt.fail('System.StringException', 'No match found');
    }
    if (group < 0 || group > this.regex.groupCount) {
      return rt.fail('System.StringException', `No group ${group}`);
    }
    const span = this.#match[group];
    return span && [span[0] + this.regionStart, span[1] + this.regionStart];
  }

  /** A part of the text is matched as if it were all of it: with anchoring and opaque bounds, as is the default. */
  get #subject(): string {
    if (this.regionStart === 0 && this.regionEnd === this.text.length) {
      return this.text;
    }
    if (!this.anchoringBounds || this.transparentBounds) {
      throw new NotImplementedError('Matcher with non-anchoring or transparent bounds of a region');
    }
    return this.text.slice(this.regionStart, this.regionEnd);
  }

  #accept(match: MatchGroups | null, searchedToEnd: boolean): boolean {
    this.#match = match;
    const length = this.regionEnd - this.regionStart;
    if (!match) {
      this.hitEnd = searchedToEnd;
      return false;
    }
    const [start, end] = match[0]!;
    this.#next = end === start ? end + 1 : end;
    this.hitEnd = end === length;
    return true;
  }
}
