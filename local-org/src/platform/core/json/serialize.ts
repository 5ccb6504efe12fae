import type { Engine } from '../../../engine/index.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDouble,
  ApexEnumValue,
  ApexException,
  ApexList,
  ApexMap,
  ApexObject,
  ApexSet,
  ApexTime,
  Decimal,
  PlatformObject,
  SObject,
  TypeValue
} from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { ApexUuid } from '../binary/uuid.ts';
import { JsonOutput } from './json-output.ts';

const API_VERSION = '67.0';

/**
 * A platform object that JSON knows answers its members here. Its class may have a static `fromJson(map)`, which is called with
 * the parsed members (`Map<String, Object>`) to read one.
 */
export interface JsonSource {
  $json(): Iterable<readonly [string, ApexValue]>;
}

function isJsonSource(value: ApexObject): value is ApexObject & JsonSource {
  return '$json' in value;
}

export interface SerializeOptions {
  readonly pretty: boolean;
  /** Leave out fields of objects that are null; entries of maps stay. */
  readonly suppressNulls: boolean;
}

/** The platform writes the fields of an object of a class in the reverse order of their names. */
function byNameBackwards([a]: readonly [string, ApexValue], [b]: readonly [string, ApexValue]): number {
  return a.toLowerCase() < b.toLowerCase() ? 1 : -1;
}

class Serializer {
  readonly #rt: Engine;
  readonly #output: JsonOutput;
  readonly #suppressNulls: boolean;
  readonly #path = new Set<ApexObject>();

  constructor(rt: Engine, output: JsonOutput, suppressNulls: boolean) {
    this.#rt = rt;
    this.#output = output;
    this.#suppressNulls = suppressNulls;
  }

  write(value: ApexValue): void {
    if (value === null || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
      this.#output.raw(String(value));
    } else if (typeof value === 'string') {
      this.#output.string(value);
    } else if (!this.#scalar(value)) {
      this.#structure(value);
    }
  }

  #scalar(value: ApexObject): boolean {
    if (value instanceof Decimal) {
      this.#output.raw(value.toString());
    } else if (value instanceof ApexDouble) {
      this.#output.raw(Number.isFinite(value.value) ? value.$str() : JSON.stringify(value.$str()));
    } else if (value instanceof ApexDate) {
      this.#output.string(value.toIso());
    } else if (value instanceof ApexDatetime) {
      this.#output.string(value.toIso());
    } else if (value instanceof ApexTime) {
      this.#output.string(value.$str());
    } else if (value instanceof ApexEnumValue) {
      this.#output.string(value.name);
    } else if (value instanceof ApexBlob) {
      this.#output.string(value.toBase64());
    } else if (value instanceof ApexUuid) {
      this.#output.string(value.text);
    } else {
      return false;
    }
    return true;
  }

  #structure(value: ApexObject): void {
    if (this.#path.has(value)) {
      this.#rt.fail('System.JSONException', 'Direct self-reference leading to cycle');
    }
    this.#path.add(value);
    if (value instanceof ApexList || value instanceof ApexSet) {
      this.#output.start('array');
      for (const item of value) {
        this.write(item);
      }
      this.#output.end();
    } else if (value instanceof ApexMap) {
      this.#members(Array.from(value.entries(), ([key, item]) => [this.#rt.str(key), item] as const));
    } else if (value instanceof SObject) {
      this.#record(value);
    } else {
      this.#object(value);
    }
    this.#path.delete(value);
  }

  #members(members: Iterable<readonly [string, ApexValue]>): void {
    this.#output.start('object');
    for (const [name, value] of members) {
      this.#output.name(name);
      this.write(value);
    }
    this.#output.end();
  }

  #object(value: ApexObject): void {
    if (isJsonSource(value)) {
      return this.#members(value.$json());
    }
    if (value instanceof TypeValue || value instanceof ApexException || value instanceof PlatformObject) {
      const name = value instanceof ApexException ? value.typeName : this.#rt.typeOf(value).name;
      return this.#rt.fail('System.JSONException', `Apex Type unsupported in JSON: ${name}`);
    }
    const values = value as unknown as Record<string, ApexValue>;
    const members: [string, ApexValue][] = [];
    for (const field of this.#rt.instanceFields(value.$type)) {
      const member = values[field.jsName] ?? null;
      if (!field.isTransient && (member !== null || !this.#suppressNulls)) {
        members.push([field.name, member]);
      }
    }
    return this.#members(members.sort(byNameBackwards));
  }

  #record(record: SObject): void {
    this.#output.start('object');
    this.#output.name('attributes');
    this.#output.start('object');
    this.#output.name('type');
    this.#output.string(record.objectName);
    if (record.id !== null) {
      this.#output.name('url');
      this.#output.string(`/services/data/v${API_VERSION}/sobjects/${record.objectName}/${record.id}`);
    }
    this.#output.end();
    for (const [field, value] of record.fields) {
      if (value !== null || !this.#suppressNulls) {
        this.#output.name(record.nameOf(field));
        // Record fields carry a numeric offset, other datetimes a Z.
        if (value instanceof ApexDatetime) {
          this.#output.string(value.toIso().replace('Z', '+0000'));
        } else {
          this.write(value);
        }
      }
    }
    this.#relations(record);
    this.#output.end();
  }

  #relations(record: SObject): void {
    for (const [relationship, parent] of record.parents) {
      if (parent !== null || !this.#suppressNulls) {
        this.#output.name(parentName(record, relationship));
        this.write(parent);
      }
    }
    for (const [relationship, children] of record.children) {
      this.#output.name(childName(record, relationship));
      this.#output.start('object');
      this.#output.name('totalSize');
      this.#output.raw(String(children.size));
      this.#output.name('done');
      this.#output.raw('true');
      this.#output.name('records');
      this.write(children);
      this.#output.end();
    }
  }
}

function parentName(record: SObject, relationship: string): string {
  for (const field of record.schema?.fields.values() ?? []) {
    if (field.relationshipName?.toLowerCase() === relationship) {
      return field.relationshipName;
    }
  }
  return relationship;
}

function childName(record: SObject, relationship: string): string {
  return (
    record.schema?.childRelationships.find(({ name }) => name?.toLowerCase() === relationship)?.name ?? relationship
  );
}

/** `JSON.serialize`. */
export function serializeJson(rt: Engine, value: ApexValue, options: SerializeOptions): string {
  const output = new JsonOutput(options.pretty);
  writeJson(rt, output, value, options.suppressNulls);
  return output.text;
}

/** Writes a value where the output stands, as `JSONGenerator.writeObject`. */
export function writeJson(rt: Engine, output: JsonOutput, value: ApexValue, suppressNulls = false): void {
  new Serializer(rt, output, suppressNulls).write(value);
}
