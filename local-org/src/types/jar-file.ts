import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const STORED = 0;

interface JarEntry {
  readonly method: number;
  readonly compressedSize: number;
  readonly headerOffset: number;
}

/** Random access to the entries of a jar (zip) archive; only the directory is read up front. */
export class JarFile {
  readonly #bytes: Buffer;
  readonly #entries = new Map<string, JarEntry>();

  constructor(path: string) {
    this.#bytes = readFileSync(path);
    let end = this.#bytes.length - 22;
    while (end >= 0 && this.#bytes.readUInt32LE(end) !== END_OF_DIRECTORY) {
      end--;
    }
    if (end < 0) {
      throw new Error(`${path} is not a jar file`);
    }
    this.#readDirectory(this.#bytes.readUInt16LE(end + 10), this.#bytes.readUInt32LE(end + 16));
  }

  names(): Iterable<string> {
    return this.#entries.keys();
  }

  /** Uncompressed bytes of an entry. */
  read(name: string): Buffer | undefined {
    const entry = this.#entries.get(name);
    if (entry === undefined) {
      return undefined;
    }
    const header = entry.headerOffset;
    const start = header + 30 + this.#bytes.readUInt16LE(header + 26) + this.#bytes.readUInt16LE(header + 28);
    const data = this.#bytes.subarray(start, start + entry.compressedSize);
    return entry.method === STORED ? data : inflateRawSync(data);
  }

  #readDirectory(count: number, start: number): void {
    let offset = start;
    for (let i = 0; i < count; i++) {
      const bytes = this.#bytes;
      const nameLength = bytes.readUInt16LE(offset + 28);
      this.#entries.set(bytes.toString('utf8', offset + 46, offset + 46 + nameLength), {
        method: bytes.readUInt16LE(offset + 10),
        compressedSize: bytes.readUInt32LE(offset + 20),
        headerOffset: bytes.readUInt32LE(offset + 42)
      });
      offset += 46 + nameLength + bytes.readUInt16LE(offset + 30) + bytes.readUInt16LE(offset + 32);
    }
  }
}
