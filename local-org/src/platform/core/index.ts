/** The classes of the language's own library, and `systemStatics`, which the services merge into the class System. */
import type { PlatformClass } from '../../engine/index.ts';
import { blobClass } from './binary/blob.ts';
import { cryptoClass } from './binary/crypto.ts';
import { encodingUtilClass } from './binary/encoding-util.ts';
import { uuidClass } from './binary/uuid.ts';
import { iteratorClass } from './collections/iterator.ts';
import { listClass } from './collections/list.ts';
import { mapClass } from './collections/map.ts';
import { setClass } from './collections/set.ts';
import { jsonGeneratorClass } from './json/json-generator.ts';
import { jsonParserClass } from './json/json-parser.ts';
import { jsonClass } from './json/json.ts';
import { assertClass } from './language/assert.ts';
import { exceptionClasses } from './language/exception.ts';
import { idClass } from './language/id.ts';
import { objectClass } from './language/object.ts';
import { typeClass } from './language/type.ts';
import { urlClass } from './net/url.ts';
import { booleanClass } from './numbers/boolean.ts';
import { decimalClass } from './numbers/decimal.ts';
import { doubleClass } from './numbers/double.ts';
import { integerClass } from './numbers/integer.ts';
import { longClass } from './numbers/long.ts';
import { mathClass } from './numbers/math.ts';
import { collatorClass } from './text/collator.ts';
import { matcherClass } from './text/matcher.ts';
import { patternClass } from './text/pattern.ts';
import { stringClass } from './text/string.ts';
import { dateClass } from './time/date.ts';
import { datetimeClass } from './time/datetime.ts';
import { timeZoneClass } from './time/time-zone.ts';
import { timeClass } from './time/time.ts';

import { domClasses } from './xml/dom.ts';
import { xmlStreamReaderClass } from './xml/stream-reader.ts';
import { xmlStreamWriterClass } from './xml/stream-writer.ts';

export { systemStatics } from './system.ts';
export { localDate, today } from './time/date.ts';
export { isAssignable } from './language/type.ts';
export { parseUrl } from './net/url.ts';
export { fieldTypeKey } from './json/deserialize-record.ts';
export { serializeJson } from './json/serialize.ts';
export type { JsonSource } from './json/serialize.ts';
export { Deserializer, toUntyped } from './json/deserialize.ts';
export { parseJson } from './json/json-tree.ts';

export const coreClasses: readonly PlatformClass[] = [
  assertClass,
  blobClass,
  booleanClass,
  collatorClass,
  cryptoClass,
  dateClass,
  datetimeClass,
  decimalClass,
  doubleClass,
  encodingUtilClass,
  ...exceptionClasses,
  idClass,
  integerClass,
  iteratorClass,
  jsonClass,
  jsonGeneratorClass,
  jsonParserClass,
  listClass,
  longClass,
  mapClass,
  matcherClass,
  mathClass,
  objectClass,
  patternClass,
  setClass,
  stringClass,
  timeClass,
  timeZoneClass,
  typeClass,
  urlClass,
  uuidClass,
  ...domClasses,
  xmlStreamReaderClass,
  xmlStreamWriterClass
];
