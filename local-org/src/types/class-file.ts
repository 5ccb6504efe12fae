import { table } from '../common/index.ts';

/** A member of a Java class: `signature` is the generic signature where there is one, else the plain descriptor. */
export interface ClassFileMember {
  readonly name: string;
  readonly flags: number;
  readonly signature: string;
}

export interface ClassFile {
  readonly name: string;
  readonly flags: number;
  readonly superName: string | null;
  readonly interfaces: readonly string[];
  readonly fields: readonly ClassFileMember[];
  readonly methods: readonly ClassFileMember[];
  /** Generic signature of the class, if it is generic or extends something generic. */
  readonly signature: string | null;
}

export const ACC_STATIC = 0x0008;
export const ACC_FINAL = 0x0010;
export const ACC_INTERFACE = 0x0200;
export const ACC_ABSTRACT = 0x0400;
export const ACC_SYNTHETIC = 0x1000;
export const ACC_ENUM = 0x4000;

/** Constant pool tag → bytes that follow it, for the tags whose content is not needed. */
const SKIPPED_CONSTANTS: Readonly<Record<number, number>> = table({
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  9: 4,
  10: 4,
  11: 4,
  12: 4,
  15: 3,
  17: 4,
  18: 4
});
const REFERENCES = new Set([7, 8, 16, 19, 20]);

class Reader {
  #position = 8;
  readonly #bytes: Buffer;
  readonly #texts = new Map<number, string>();
  readonly #references = new Map<number, number>();

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    const count = this.u2();
    for (let i = 1; i < count; i++) {
      const tag = this.#bytes[this.#position++] ?? 0;
      if (tag === 1) {
        const length = this.u2();
        this.#texts.set(i, this.#bytes.toString('utf8', this.#position, this.#position + length));
        this.#position += length;
      } else if (REFERENCES.has(tag)) {
        this.#references.set(i, this.u2());
      } else {
        const size = SKIPPED_CONSTANTS[tag];
        if (size === undefined) {
          throw new Error(`Unknown class file constant ${tag}`);
        }
        this.#position += size;
        // A long or a double takes two entries.
        i += tag === 5 || tag === 6 ? 1 : 0;
      }
    }
  }

  u2(): number {
    this.#position += 2;
    return this.#bytes.readUInt16BE(this.#position - 2);
  }

  text(): string {
    return this.#texts.get(this.u2()) ?? '';
  }

  className(): string | null {
    const reference = this.#references.get(this.u2());
    return reference === undefined ? null : (this.#texts.get(reference) ?? null);
  }

  list<T>(read: () => T): T[] {
    return Array.from({ length: this.u2() }, read);
  }

  /** Skips attributes, answering the generic signature among them. */
  signature(): string | null {
    let signature: string | null = null;
    this.list(() => {
      const name = this.text();
      const length = this.#bytes.readUInt32BE(this.#position);
      this.#position += 4;
      if (name === 'Signature') {
        signature = this.#texts.get(this.#bytes.readUInt16BE(this.#position)) ?? null;
      }
      this.#position += length;
    });
    return signature;
  }

  member(): ClassFileMember {
    const flags = this.u2();
    const name = this.text();
    const descriptor = this.text();
    return { flags, name, signature: this.signature() ?? descriptor };
  }
}

/** Reads the declarations of a Java class file; code and annotations are skipped. */
export function parseClassFile(bytes: Buffer): ClassFile {
  const reader = new Reader(bytes);
  const flags = reader.u2();
  const name = reader.className() ?? '';
  const superName = reader.className();
  const interfaces = reader.list(() => reader.className() ?? '');
  const fields = reader.list(() => reader.member());
  const methods = reader.list(() => reader.member());
  return { name, flags, superName, interfaces, fields, methods, signature: reader.signature() };
}
