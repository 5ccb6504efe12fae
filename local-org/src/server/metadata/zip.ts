import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** The archive cannot be read. */
export class ZipError extends Error {}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const END_LENGTH = 22;
/** What a deployment may hold (Metadata API Developer Guide, limits: 400 MB unzipped, 10,000 files). */
const LARGEST_CONTENT = 400 * 1024 * 1024;
const MOST_FILES = 10_000;

/**
 * Files of a zip archive by their path; folders are left out.
 * @throws ZipError for what is no archive, is too large, or names a path outside of itself
 */
export function readZip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + END_LENGTH > zip.length || zip.readUInt32LE(end) !== END_OF_DIRECTORY) {
    throw new ZipError('The file is not a zip archive');
  }
  const count = zip.readUInt16LE(end + 10);
  if (count > MOST_FILES) {
    throw new ZipError(`The archive holds more than ${MOST_FILES} files`);
  }
  const files = new Map<string, Buffer>();
  let position = zip.readUInt32LE(end + 16);
  let total = 0;
  try {
    for (let i = 0; i < count; i++) {
      if (zip.readUInt32LE(position) !== DIRECTORY_ENTRY) {
        throw new ZipError('The directory of the archive is damaged');
      }
      const nameLength = zip.readUInt16LE(position + 28);
      const name = zip.subarray(position + 46, position + 46 + nameLength).toString('utf8');
      total += zip.readUInt32LE(position + 24);
      if (total > LARGEST_CONTENT) {
        throw new ZipError(`The archive holds more than ${LARGEST_CONTENT} bytes`);
      }
      if (!name.endsWith('/')) {
        files.set(safePath(name), contentAt(zip, position));
      }
      position += 46 + nameLength + zip.readUInt16LE(position + 30) + zip.readUInt16LE(position + 32);
    }
  } catch (error) {
    throw error instanceof ZipError ? error : new ZipError('The archive is damaged');
  }
  return files;
}

function contentAt(zip: Buffer, entry: number): Buffer {
  const method = zip.readUInt16LE(entry + 10);
  const packed = zip.readUInt32LE(entry + 20);
  const size = zip.readUInt32LE(entry + 24);
  const local = zip.readUInt32LE(entry + 42);
  if (zip.readUInt32LE(local) !== LOCAL_ENTRY) {
    throw new ZipError('A file of the archive is damaged');
  }
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const data = zip.subarray(start, start + packed);
  if (method !== 0 && method !== 8) {
    throw new ZipError(`The archive uses the compression method ${method}`);
  }
  const content = method === 0 ? data : inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
  if (content.length !== size) {
    throw new ZipError('A file of the archive is damaged');
  }
  return Buffer.from(content);
}

function safePath(name: string): string {
  const path = name.replaceAll('\\', '/');
  if (path.startsWith('/') || path.split('/').some((part) => part === '..' || part === '') || path.includes('\0')) {
    throw new ZipError(`The archive names a path outside of itself: ${name}`);
  }
  return path;
}

/** A zip archive of the files. */
export function writeZip(files: ReadonlyMap<string, Buffer>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of files) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(content);
    // from the flags to the length of the extra field, which both heads share
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x0800, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(0x00210000, 6);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const local = Buffer.alloc(4);
    local.writeUInt32LE(LOCAL_ENTRY, 0);
    locals.push(local, shared, name, packed);
    const head = Buffer.alloc(6);
    head.writeUInt32LE(DIRECTORY_ENTRY, 0);
    head.writeUInt16LE(20, 4);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(head, shared, tail, name);
    offset += 30 + name.length + packed.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(END_LENGTH);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, entries, end]);
}
