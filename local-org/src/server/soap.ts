import { XMLParser } from 'fast-xml-parser';
import { isRecord } from './request.ts';

/** One call of a SOAP API: the operation, its parameters, and the session of the header. Repeated elements are lists. */
export interface SoapCall {
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly sessionId: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
}

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true
});

/** Reads an envelope; undefined if it is none. */
export function readSoap(body: Buffer): SoapCall | undefined {
  let document: unknown;
  try {
    document = parser.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
  const envelope = isRecord(document) ? document.Envelope : undefined;
  const content = isRecord(envelope) ? envelope.Body : undefined;
  if (!isRecord(envelope) || !isRecord(content)) {
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
    sessionId: typeof session === 'string' ? session.trim() : undefined
  };
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

/** Members as elements: null is nil, a list repeats the element, undefined is left out. */
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
  if (isRecord(value)) {
    return `<${name}>${Object.entries(value)
      .map(([member, item]) => toXml(member, item))
      .join('')}</${name}>`;
  }
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

function envelope(namespace: string, header: string, body: string): Buffer {
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="${namespace}" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${header}<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`
  );
}

/** The answer to an operation: its result, and what goes into the header. */
export function soapAnswer(namespace: string, operation: string, result: unknown, header = ''): Buffer {
  const head = header === '' ? '' : `<soapenv:Header>${header}</soapenv:Header>`;
  return envelope(namespace, head, `<${operation}Response>${toXml('result', result)}</${operation}Response>`);
}

export function soapFault(namespace: string, code: string, message: string): Buffer {
  const text = escapeXml(message);
  return envelope(
    namespace,
    '',
    `<soapenv:Fault><faultcode xmlns:sf="${namespace}">sf:${code}</faultcode><faultstring>${code}: ${text}</faultstring></soapenv:Fault>`
  );
}
