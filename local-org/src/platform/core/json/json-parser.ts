import { platformClass, type Engine } from '../../../engine/index.ts';
import { PlatformObject } from '../../../values/index.ts';
import type { ApexValue, TypeValue } from '../../../values/index.ts';
import { required } from '../support.ts';
import { Deserializer } from './deserialize.ts';
import { readNode } from './json-tree.ts';
import { JsonSyntaxError, JsonTokenizer } from './tokenizer.ts';
import type { JsonToken } from './tokenizer.ts';

/** An instance of `System.JSONParser`. */
export class JsonParser extends PlatformObject {
  readonly $type = 'system.jsonparser';
  readonly tokenizer: JsonTokenizer;
  current: JsonToken | null = null;
  lastCleared: JsonToken | null = null;

  constructor(text: string) {
    super();
    this.tokenizer = new JsonTokenizer(text);
  }

  get currentName(): string | null {
    const opening = this.current?.type === 'START_OBJECT' || this.current?.type === 'START_ARRAY';
    return opening ? this.tokenizer.parentName : this.tokenizer.currentName;
  }
}

function syntax<T>(rt: Engine, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof JsonSyntaxError) {
      return rt.fail('System.JSONException', error.message);
    }
    throw error;
  }
}

function advance(rt: Engine, self: JsonParser): JsonToken | null {
  self.current = syntax(rt, () => self.tokenizer.next());
  return self.current;
}

function tokenValue(rt: Engine, token: JsonToken | null): ApexValue {
  return token === null ? null : rt.enumValue('system.jsontoken', token.type);
}

function isOpening(token: JsonToken | null): boolean {
  return token?.type === 'START_OBJECT' || token?.type === 'START_ARRAY';
}

/** Leaves the current object or array; the current token is then its end. */
function skipChildren(rt: Engine, self: JsonParser): void {
  if (!isOpening(self.current)) {
    return;
  }
  const depth = self.tokenizer.depth - 1;
  while (self.tokenizer.depth > depth) {
    advance(rt, self);
  }
}

/** The value at the current token, which is the first one if none was read yet. */
function readAs(rt: Engine, self: JsonParser, type: TypeValue | null, strict: boolean): ApexValue {
  const wanted = required(rt, type).type;
  const first = self.current ?? advance(rt, self);
  const token = first?.type === 'FIELD_NAME' ? advance(rt, self) : first;
  if (!token) {
    return rt.fail('System.JSONException', 'No content to map to Object due to end of input');
  }
  const node = syntax(rt, () => readNode(self.tokenizer, token));
  if (token.type === 'START_OBJECT') {
    self.current = { type: 'END_OBJECT', text: '}' };
  } else if (token.type === 'START_ARRAY') {
    self.current = { type: 'END_ARRAY', text: ']' };
  }
  return new Deserializer(rt, strict).read(node, wanted);
}

function scalar(typeKey: string, accepts: RegExp, description: string) {
  return (rt: Engine, self: JsonParser): ApexValue => {
    const token = self.current;
    if (!token || !accepts.test(token.type)) {
      return rt.fail('System.JSONException', `Current token (${token?.type ?? 'null'}) not ${description}`);
    }
    const node = syntax(rt, () => readNode(self.tokenizer, token));
    return new Deserializer(rt, false).read(node, rt.type(typeKey));
  };
}

const NUMERIC = /^VALUE_NUMBER/;
const NOT_NUMERIC = 'numeric, can not use numeric value accessors';
const TEXT = /^VALUE_STRING/;
const NOT_TEXT = 'VALUE_STRING, can not access as text';

export const jsonParserClass = platformClass({
  name: 'System.JSONParser',
  methods: {
    clearCurrentToken: (_rt, self: JsonParser) => {
      self.lastCleared = self.current ?? self.lastCleared;
      self.current = null;
    },
    getBlobValue: scalar('system.blob', TEXT, NOT_TEXT),
    getBooleanValue: scalar('system.boolean', /^VALUE_(?:TRUE|FALSE)/, 'of boolean type'),
    getCurrentName: (_rt, self: JsonParser) => self.currentName,
    getCurrentToken: (rt, self: JsonParser) => tokenValue(rt, self.current),
    getDateTimeValue: scalar('system.datetime', TEXT, NOT_TEXT),
    getDateValue: scalar('system.date', TEXT, NOT_TEXT),
    getDecimalValue: scalar('system.decimal', NUMERIC, NOT_NUMERIC),
    getDoubleValue: scalar('system.double', NUMERIC, NOT_NUMERIC),
    getIdValue: scalar('system.id', TEXT, NOT_TEXT),
    getIntegerValue: scalar('system.integer', NUMERIC, NOT_NUMERIC),
    getLastClearedToken: (rt, self: JsonParser) => tokenValue(rt, self.lastCleared),
    getLongValue: scalar('system.long', NUMERIC, NOT_NUMERIC),
    getText: (_rt, self: JsonParser) => self.current?.text ?? null,
    getTimeValue: scalar('system.time', TEXT, NOT_TEXT),
    hasCurrentToken: (_rt, self: JsonParser) => self.current !== null,
    nextToken: (rt, self: JsonParser) => tokenValue(rt, advance(rt, self)),
    nextValue: (rt, self: JsonParser) => {
      const token = advance(rt, self);
      return tokenValue(rt, token?.type === 'FIELD_NAME' ? advance(rt, self) : token);
    },
    readValueAs: (rt, self: JsonParser, type: TypeValue | null) => readAs(rt, self, type, false),
    readValueAsStrict: (rt, self: JsonParser, type: TypeValue | null) => readAs(rt, self, type, true),
    skipChildren
  }
});
