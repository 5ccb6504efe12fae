import { XMLParser } from 'fast-xml-parser';
import { isRecord } from './request.ts';

/** One call of a SOAP API: the operation, its parameters, and the session of the header. Repeated elements are lists. */
export interface SoapCall {
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly sessionId: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The parameters once more with attributes, as members that begin with `@`: `@type`, `@nil`. */
  typed(): Readonly<Record<string, unknown>>;
}

const OPTIONS = { removeNSPrefix: true, parseTagValue: false, trimValues: false, htmlEntities: true } as const;
const parser = new XMLParser({ ...OPTIONS, ignoreAttributes: true });
const typedParser = new XMLParser({
  ...OPTIONS,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseAttributeValue: false
});

/** Reads an envelope; undefined if it is none. */
export function readSoap(body: Buffer): SoapCall | undefined {
  const { envelope, content } = partsOf(parser, body);
  if (!envelope || !content) {
    return undefined;
  }
  const operation = Object.keys(content).find((name) => !name.startsWith('#'));
  if (operation === undefined) {
    return undefined;
  }
  const parameters = content[operation];
  const headers = isRecord(envelope.Header) ? envelope.Header : {};
  const session = isRecord(headers.SessionHeader) ? headers.SessionHeader.sessionId : undefined;
  return {
    operation,
    parameters: isRecord(parameters) ? parameters : {},
    headers,
    sessionId: typeof session === 'string' ? session.trim() : undefined,
    typed: () => {
      const again = partsOf(typedParser, body).content?.[operation];
      return isRecord(again) ? again : {};
    }
  };
}

function partsOf(
  reader: XMLParser,
  body: Buffer
): { envelope?: Record<string, unknown>; content?: Record<string, unknown> } {
  let document: unknown;
  try {
    document = reader.parse(body.toString('utf8'));
  } catch {
    return {};
  }
  const envelope = isRecord(document) ? document.Envelope : undefined;
  const content = isRecord(envelope) ? envelope.Body : undefined;
  return isRecord(envelope) && isRecord(content) ? { envelope, content } : {};
}

/** A piece of an answer that is XML already. */
export class RawXml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export function escapeXml(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // characters that XML cannot hold
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '\ufffd')
  );
}

/** Members as elements: null is nil, a list repeats the element, undefined is left out, raw XML is the element itself. */
export function toXml(name: string, value: unknown): string {
  if (value === undefined) {
    return '';
  }
  if (value === null) {
    return `<${name} xsi:nil="true"/>`;
  }
  if (Array.isArray(value)) {
    return value.map((item) => toXml(name, item)).join('');
  }
  if (value instanceof RawXml) {
    return value.text;
  }
  if (isRecord(value)) {
    return `<${name}>${Object.entries(value)
      .map(([member, item]) => toXml(member, item))
      .join('')}</${name}>`;
  }
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

function envelope(namespace: string, header: string, body: string, more = ''): Buffer {
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="${namespace}"${more} xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${header}<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`
  );
}

/**
 * The answer to an operation: its result, and what goes into the header.
 * @param more further declarations of namespaces
 */
export function soapAnswer(namespace: string, operation: string, result: unknown, header = '', more = ''): Buffer {
  const head = header === '' ? '' : `<soapenv:Header>${header}</soapenv:Header>`;
  return envelope(namespace, head, `<${operation}Response>${toXml('result', result)}</${operation}Response>`, more);
}

/** @param detail name of the fault's element in its detail, where the API has one */
export function soapFault(namespace: string, code: string, message: string, detail?: string): Buffer {
  const text = escapeXml(message);
  const details =
    detail === undefined
      ? ''
      : `<detail><sf:${detail} xsi:type="sf:${detail}"><sf:exceptionCode>${code}</sf:exceptionCode><sf:exceptionMessage>${text}</sf:exceptionMessage></sf:${detail}></detail>`;
  // clients look for a bare `<faultcode>`, so the prefix is declared by the envelope
  const fault = `<soapenv:Fault><faultcode>sf:${code}</faultcode><faultstring>${code}: ${text}</faultstring>${details}</soapenv:Fault>`;
  return envelope(namespace, '', fault, ` xmlns:sf="${namespace}"`);
}
