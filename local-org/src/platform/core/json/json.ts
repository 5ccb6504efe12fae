import { platformClass, type Engine } from '../../../engine/index.ts';
import type { ApexValue, TypeValue } from '../../../values/index.ts';
import { required } from '../support.ts';
import { Deserializer, toUntyped } from './deserialize.ts';
import { JsonGenerator } from './json-generator.ts';
import { JsonParser } from './json-parser.ts';
import { parseJson } from './json-tree.ts';
import type { JsonNode } from './json-tree.ts';
import { serializeJson } from './serialize.ts';
import { JsonSyntaxError } from './tokenizer.ts';
import { table } from '../../../common/index.ts';

/** Parses JSON text; bad text throws the platform's JSONException. */
function parse(rt: Engine, text: string | null): JsonNode {
  try {
    return parseJson(required(rt, text));
  } catch (error) {
    if (error instanceof JsonSyntaxError) {
      return rt.fail('System.JSONException', error.message);
    }
    throw error;
  }
}

function deserialize(rt: Engine, text: string | null, type: TypeValue | null, strict: boolean): ApexValue {
  const wanted = required(rt, type).type;
  const reader = new Deserializer(rt, strict);
  // The kind of the value is looked at before the rest of the text: a list that begins with an open quote lacks its bracket.
  const kind = FIRST_CHARACTERS[/\S/.exec(required(rt, text))?.[0] ?? ''];
  if (kind !== undefined) {
    reader.checkKind(kind, wanted);
  }
  return reader.read(parse(rt, text), wanted);
}

const FIRST_CHARACTERS: Readonly<Record<string, JsonNode['kind']>> = table({
  '{': 'object',
  '[': 'array',
  '"': 'string'
});

export const jsonClass = platformClass({
  name: 'System.JSON',
  statics: {
    createGenerator: (_rt, pretty: boolean | null) => new JsonGenerator(pretty === true),
    createParser: (rt, text: string | null) => new JsonParser(required(rt, text)),
    deserialize: (rt, text: string | null, type: TypeValue | null) => deserialize(rt, text, type, false),
    deserializeStrict: (rt, text: string | null, type: TypeValue | null) => deserialize(rt, text, type, true),
    deserializeUntyped: (rt, text: string | null) => toUntyped(rt, parse(rt, text)),
    serialize: (rt, value: ApexValue, suppressNulls?: boolean | null) =>
      serializeJson(rt, value, { pretty: false, suppressNulls: suppressNulls === true }),
    serializePretty: (rt, value: ApexValue, suppressNulls?: boolean | null) =>
      serializeJson(rt, value, { pretty: true, suppressNulls: suppressNulls === true })
  }
});
