import { platformClass, type PlatformMethod, type Engine } from '../../../engine/index.ts';
import { PlatformObject } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { required } from '../support.ts';
import { JsonOutput } from './json-output.ts';
import { writeJson } from './serialize.ts';

/** An instance of `System.JSONGenerator`. */
export class JsonGenerator extends PlatformObject {
  readonly $type = 'system.jsongenerator';
  readonly output: JsonOutput;
  closed = false;

  constructor(pretty: boolean) {
    super();
    this.output = new JsonOutput(pretty);
  }
}

function fail(rt: Engine, message: string): never {
  return rt.fail('System.JSONException', message);
}

function requireOpen(rt: Engine, self: JsonGenerator): void {
  if (self.closed) {
    fail(rt, 'JSON generator has already been closed');
  }
}

function writeName(rt: Engine, self: JsonGenerator, name: string | null): void {
  requireOpen(rt, self);
  if (self.output.level !== 'object' || self.output.expectsValue) {
    fail(rt, 'Can not write a field name, expecting a value');
  }
  self.output.name(required(rt, name));
}

function writeValue(rt: Engine, self: JsonGenerator, value: ApexValue): void {
  requireOpen(rt, self);
  if (!self.output.expectsValue) {
    fail(rt, 'Can not write value, expecting field name');
  }
  writeJson(rt, self.output, value);
}

function start(kind: 'object' | 'array'): PlatformMethod {
  return (rt: Engine, self: JsonGenerator) => {
    requireOpen(rt, self);
    if (!self.output.expectsValue) {
      fail(rt, `Can not start an ${kind}, expecting field name`);
    }
    self.output.start(kind);
  };
}

function end(kind: 'object' | 'array'): PlatformMethod {
  return (rt: Engine, self: JsonGenerator) => {
    requireOpen(rt, self);
    if (self.output.level !== kind) {
      fail(rt, `Current context not an ${kind} but ${self.output.level.toUpperCase()}`);
    }
    self.output.end();
  };
}

const value: PlatformMethod = (rt: Engine, self: JsonGenerator, given: ApexValue) =>
  writeValue(rt, self, required(rt, given));

const field: PlatformMethod = (rt: Engine, self: JsonGenerator, name: string | null, given: ApexValue) => {
  writeName(rt, self, name);
  writeValue(rt, self, required(rt, given));
};

export const jsonGeneratorClass = platformClass({
  name: 'System.JSONGenerator',
  methods: {
    close: (_rt, self: JsonGenerator) => {
      // Whatever is still open is closed with it.
      while (!self.closed && self.output.level !== 'root') {
        self.output.end();
      }
      self.closed = true;
    },
    getAsString: (_rt, self: JsonGenerator) => {
      self.closed = true;
      return self.output.text;
    },
    isClosed: (_rt, self: JsonGenerator) => self.closed,
    writeBlob: value,
    writeBlobField: field,
    writeBoolean: value,
    writeBooleanField: field,
    writeDate: value,
    writeDateField: field,
    writeDateTime: value,
    writeDateTimeField: field,
    writeEndArray: end('array'),
    writeEndObject: end('object'),
    writeFieldName: writeName,
    writeId: value,
    writeIdField: field,
    writeNull: (rt, self: JsonGenerator) => writeValue(rt, self, null),
    writeNullField: (rt, self: JsonGenerator, name: string | null) => {
      writeName(rt, self, name);
      writeValue(rt, self, null);
    },
    writeNumber: value,
    writeNumberField: field,
    writeObject: (rt, self: JsonGenerator, given: ApexValue) => writeValue(rt, self, given),
    writeObjectField: (rt, self: JsonGenerator, name: string | null, given: ApexValue) => {
      writeName(rt, self, name);
      writeValue(rt, self, given);
    },
    writeStartArray: start('array'),
    writeStartObject: start('object'),
    writeString: value,
    writeStringField: field,
    writeTime: value,
    writeTimeField: field
  }
});
