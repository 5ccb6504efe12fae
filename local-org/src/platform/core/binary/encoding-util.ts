import { platformClass, type Engine } from '../../../engine/index.ts';
import { ApexBlob } from '../../../values/index.ts';
import { required } from '../support.ts';

function bytesIn(rt: Engine, text: string, charset: string): Buffer {
  switch (charset.toUpperCase().replace(/[-_]/g, '')) {
    case 'UTF8':
      return Buffer.from(text, 'utf8');
    case 'ISO88591':
    case 'USASCII':
      return Buffer.from(text, 'latin1');
    case 'UTF16LE':
      return Buffer.from(text, 'utf16le');
    default:
      return rt.fail('System.InvalidParameterValueException', `Unsupported character encoding: ${charset}`);
  }
}

/** Java's URLEncoder: form encoding, where a space is a plus. */
function urlEncode(rt: Engine, text: string | null, charset: string | null): string {
  const bytes = bytesIn(rt, required(rt, text), required(rt, charset));
  return Array.from(bytes, (byte) => {
    const char = String.fromCharCode(byte);
    if (/[a-zA-Z0-9.\-*_]/.test(char)) {
      return char;
    }
    return char === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

function urlDecode(rt: Engine, text: string | null, charset: string | null): string {
  const given = required(rt, text);
  const encoding = bytesIn(rt, '', required(rt, charset)) && required(rt, charset).toUpperCase();
  if (/%(?![0-9a-fA-F]{2})/.test(given)) {
    return rt.fail('System.IllegalArgumentException', 'URLDecoder: Illegal hex characters in escape (%) pattern');
  }
  return given
    .replaceAll('+', ' ')
    .replace(/(?:%[0-9a-fA-F]{2})+/g, (run) =>
      Buffer.from(run.replaceAll('%', ''), 'hex').toString(encoding.startsWith('UTF') ? 'utf8' : 'latin1')
    );
}

function base64Decode(rt: Engine, text: string | null): ApexBlob {
  return new ApexBlob(Buffer.from(required(rt, text), 'base64'));
}

function convertFromHex(rt: Engine, text: string | null): ApexBlob {
  const given = required(rt, text);
  if (given.length % 2 !== 0) {
    return rt.fail('System.InvalidParameterValueException', 'Odd number of characters.');
  }
  const illegal = /[^0-9a-fA-F]/.exec(given);
  if (illegal) {
    return rt.fail(
      'System.InvalidParameterValueException',
      `Illegal hexadecimal character ${illegal[0]} at index ${illegal.index}`
    );
  }
  return new ApexBlob(Buffer.from(given, 'hex'));
}

export const encodingUtilClass = platformClass({
  name: 'System.EncodingUtil',
  statics: {
    base64Decode,
    base64Encode: (rt, blob: ApexBlob | null) => required(rt, blob).toBase64(),
    convertFromHex,
    convertToHex: (rt, blob: ApexBlob | null) => Buffer.from(required(rt, blob).bytes).toString('hex'),
    urlDecode,
    urlEncode
  }
});
