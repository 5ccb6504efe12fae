import { ApexObject } from './apex-object.ts';
import { hashString } from './hash-string.ts';

/** Binary data. */
export class ApexBlob extends ApexObject {
  declare readonly $type: 'system.blob';
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    super();
    this.bytes = bytes;
  }

  static fromText(text: string): ApexBlob {
    return new ApexBlob(Buffer.from(text, 'utf8'));
  }

  get size(): number {
    return this.bytes.length;
  }

  /** The bytes as text; `null` when they are not UTF-8. */
  toText(): string | null {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.bytes);
    } catch {
      return null;
    }
  }

  toBase64(): string {
    return Buffer.from(this.bytes).toString('base64');
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof ApexBlob && Buffer.compare(this.bytes, other.bytes) === 0;
  }

  override $hash(): number {
    return hashString(this.toBase64());
  }

  override $str(): string {
    return `Blob[${this.bytes.length}]`;
  }

  override $key(): string {
    return `\u0000B${this.toBase64()}`;
  }
}
Object.defineProperty(ApexBlob.prototype, '$type', { value: 'system.blob' });
