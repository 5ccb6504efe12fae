/** One part of a multipart/form-data body. */
export interface FormPart {
  readonly filename: string | undefined;
  readonly content: Buffer;
}

/** The parts of a form by name; undefined if the body is no multipart/form-data. */
export function multipartOf(
  headers: Readonly<Record<string, string>>,
  body: Buffer
): ReadonlyMap<string, FormPart> | undefined {
  const type = headers['content-type'] ?? '';
  const boundary = /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type);
  const name = boundary?.[1] ?? boundary?.[2];
  if (name === undefined) {
    return undefined;
  }
  const parts = new Map<string, FormPart>();
  const separator = Buffer.from(`--${name}`);
  let start = body.indexOf(separator);
  while (start >= 0) {
    const end = body.indexOf(separator, start + separator.length);
    if (end < 0) {
      break;
    }
    const part = readPart(body.subarray(start + separator.length, end));
    if (part) {
      parts.set(...part);
    }
    start = end;
  }
  return parts;
}

/** Head and content, between the line breaks that belong to the separators. */
function readPart(part: Buffer): [string, FormPart] | undefined {
  const lf = part.indexOf('\n\r\n');
  const plain = part.indexOf('\n\n');
  const windows = lf >= 0 && (plain < 0 || lf < plain);
  const at = windows ? lf : plain;
  if (at < 0) {
    return undefined;
  }
  const head = part.subarray(0, at).toString('utf8');
  const name = /content-disposition:[^\n]*?\bname="([^"]*)"/i.exec(head)?.[1];
  if (name === undefined) {
    return undefined;
  }
  const content = part.subarray(at + (windows ? 3 : 2));
  const tail = content.subarray(-2).toString('latin1') === '\r\n' ? 2 : 1;
  return [
    name,
    { filename: /\bfilename="([^"]*)"/i.exec(head)?.[1], content: content.subarray(0, content.length - tail) }
  ];
}
