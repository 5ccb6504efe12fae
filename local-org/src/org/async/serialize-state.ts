import type { Engine } from '../../engine/index.ts';
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
} from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';

type Json = null | boolean | number | string | { readonly $: string; readonly v: unknown };
type Node =
  | { k: 'list' | 'set'; t: string; v: Json[] }
  | { k: 'map'; t: string; v: [Json, Json][] }
  | { k: 'record'; t: string; q: string[] | null; f: [string, Json][]; p: [string, Json][]; c: [string, Json][] }
  | { k: 'object'; t: string; f: [string, Json][] };

/**
 * The state of an Apex value as text: what a queued job needs to run in another transaction, perhaps after a restart. Shared
 * objects and cycles survive, transient fields do not.
 * @param keep receives what has no text form (stubs, platform objects); without it such a value throws System.SerializationException
 */
export function serializeState(rt: Engine, value: ApexValue, keep?: ApexObject[]): string {
  const writer = new StateWriter(rt, keep);
  const root = writer.write(value);
  return JSON.stringify({ root, nodes: writer.nodes });
}

/** The reverse of `serializeState`. */
export function restoreState(rt: Engine, text: string, kept: readonly ApexObject[] = []): ApexValue {
  const { root, nodes } = JSON.parse(text) as { root: Json; nodes: Node[] };
  return new StateReader(rt, nodes, kept).read(root);
}

class StateWriter {
  readonly nodes: Node[] = [];
  readonly #rt: Engine;
  readonly #keep: ApexObject[] | undefined;
  readonly #known = new Map<ApexObject, number>();

  constructor(rt: Engine, keep: ApexObject[] | undefined) {
    this.#rt = rt;
    this.#keep = keep;
  }

  write(value: ApexValue | undefined): Json {
    if (value === null || value === undefined) {
      return null;
    }
    if (typeof value === 'bigint') {
      return { $: 'long', v: String(value) };
    }
    if (!(value instanceof ApexObject)) {
      return value;
    }
    return this.#scalar(value) ?? this.#reference(value);
  }

  #scalar(value: ApexObject): Json | undefined {
    if (value instanceof Decimal) return { $: 'decimal', v: value.$str() };
    if (value instanceof ApexDouble) return { $: 'double', v: String(value.value) };
    if (value instanceof ApexDate) return { $: 'date', v: value.days };
    if (value instanceof ApexDatetime) return { $: 'datetime', v: value.ms };
    if (value instanceof ApexTime) return { $: 'time', v: value.ms };
    if (value instanceof ApexBlob) return { $: 'blob', v: value.toBase64() };
    if (value instanceof ApexEnumValue) return { $: 'enum', v: [value.$type, value.name] };
    if (value instanceof TypeValue) return { $: 'type', v: value.type.key };
    if (value.$type === 'schema.sobjecttype') return { $: 'sobjecttype', v: value.$str() };
    if (value.$type === 'schema.sobjectfield') {
      const { object, field } = value as unknown as { object: { name: string }; field: { name: string } };
      return { $: 'sobjectfield', v: [object.name, field.name] };
    }
    return undefined;
  }

  #reference(value: ApexObject): Json {
    let index = this.#known.get(value);
    if (index === undefined) {
      if (!this.#hasTextForm(value)) {
        return this.#kept(value);
      }
      index = this.nodes.length;
      this.#known.set(value, index);
      const placeholder: Node = { k: 'object', t: value.$type, f: [] };
      this.nodes.push(placeholder);
      this.nodes[index] = this.#node(value);
    }
    return { $: 'ref', v: index };
  }

  #hasTextForm(value: ApexObject): boolean {
    if (value instanceof ApexList || value instanceof ApexSet || value instanceof ApexMap || value instanceof SObject) {
      return true;
    }
    return (
      !(value instanceof PlatformObject) &&
      !(value instanceof ApexException) &&
      this.#rt.classInfo(value.$type) !== undefined &&
      !this.#rt.org.program.isStub(value)
    );
  }

  #kept(value: ApexObject): Json {
    if (!this.#keep) {
      return this.#rt.fail('System.SerializationException', `Not Serializable: ${this.#rt.typeOf(value).name}`);
    }
    this.#keep.push(value);
    return { $: 'kept', v: this.#keep.length - 1 };
  }

  #node(value: ApexObject): Node {
    if (value instanceof ApexList) {
      return { k: 'list', t: value.type.key, v: value.items.map((item) => this.write(item)) };
    }
    if (value instanceof ApexSet) {
      return { k: 'set', t: value.type.key, v: Array.from(value.values(), (item) => this.write(item)) };
    }
    if (value instanceof ApexMap) {
      const entries = Array.from(value.entries(), ([key, item]): [Json, Json] => [this.write(key), this.write(item)]);
      return { k: 'map', t: value.type.key, v: entries };
    }
    if (value instanceof SObject) {
      return {
        k: 'record',
        t: value.objectName,
        q: value.queried === null ? null : [...value.queried],
        f: this.#pairs(value.fields),
        p: this.#pairs(value.parents),
        c: this.#pairs(value.children)
      };
    }
    return { k: 'object', t: value.$type, f: this.#pairs(instanceFields(this.#rt, value)) };
  }

  #pairs(entries: Iterable<[string, ApexValue]>): [string, Json][] {
    return Array.from(entries, ([name, item]): [string, Json] => [name, this.write(item)]);
  }
}

/** What a user object keeps, by the name of the JavaScript property. */
function instanceFields(rt: Engine, value: ApexObject): [string, ApexValue][] {
  const values = value as unknown as Record<string, ApexValue | undefined>;
  return rt.org.program
    .stateFields(value.$type)
    .map(({ storedName }): [string, ApexValue] => [storedName, values[storedName] ?? null]);
}

class StateReader {
  readonly #rt: Engine;
  readonly #nodes: readonly Node[];
  readonly #kept: readonly ApexObject[];
  readonly #objects = new Map<number, ApexObject>();

  constructor(rt: Engine, nodes: readonly Node[], kept: readonly ApexObject[]) {
    this.#rt = rt;
    this.#nodes = nodes;
    this.#kept = kept;
  }

  read(json: Json): ApexValue {
    if (json === null || typeof json !== 'object') {
      return json;
    }
    const text = String(json.v);
    switch (json.$) {
      case 'long':
        return BigInt(text);
      case 'decimal':
        return Decimal.parse(text);
      case 'double':
        return new ApexDouble(Number(text));
      case 'date':
        return new ApexDate(Number(text));
      case 'datetime':
        return new ApexDatetime(Number(text));
      case 'time':
        return new ApexTime(Number(text));
      case 'blob':
        return new ApexBlob(Buffer.from(text, 'base64'));
      case 'enum': {
        const [type, name] = json.v as [string, string];
        return this.#rt.enumValue(type, name);
      }
      case 'type':
        return new TypeValue(this.#rt.type(text));
      case 'sobjecttype':
        return this.#rt.invoke(new SObject(text, this.#rt.org.schema.object(text) ?? null), 'getSObjectType', []);
      case 'sobjectfield':
        return this.#rt.invokeStatic('schema.sobjectfield', 'forName', json.v as [string, string]);
      case 'kept':
        return this.#kept[Number(text)] ?? null;
      default:
        return this.#object(Number(text));
    }
  }

  #object(index: number): ApexObject {
    const known = this.#objects.get(index);
    if (known) {
      return known;
    }
    const node = this.#nodes[index]!;
    switch (node.k) {
      case 'list': {
        const list = this.#remember(index, new ApexList(this.#rt.type(node.t)));
        list.items = node.v.map((item) => this.read(item));
        return list;
      }
      case 'set': {
        const set = this.#remember(index, new ApexSet(this.#rt.type(node.t)));
        node.v.forEach((item) => set.add(this.read(item)));
        return set;
      }
      case 'map': {
        const map = this.#remember(index, new ApexMap(this.#rt.type(node.t)));
        node.v.forEach(([key, item]) => map.set(this.read(key), this.read(item)));
        return map;
      }
      case 'record':
        return this.#record(index, node);
      case 'object': {
        const object = this.#remember(index, this.#rt.allocate(node.t));
        for (const [name, item] of node.f) {
          (object as unknown as Record<string, ApexValue>)[name] = this.read(item);
        }
        return object;
      }
    }
  }

  #record(index: number, node: Extract<Node, { k: 'record' }>): SObject {
    const record = this.#remember(index, new SObject(node.t, this.#rt.org.schema.object(node.t) ?? null));
    record.queried = node.q === null ? null : new Set(node.q);
    node.f.forEach(([name, item]) => record.fields.set(name, this.read(item)));
    node.p.forEach(([name, item]) => record.parents.set(name, this.read(item) as SObject | null));
    node.c.forEach(([name, item]) => record.children.set(name, this.read(item) as ApexList));
    return record;
  }

  #remember<T extends ApexObject>(index: number, object: T): T {
    this.#objects.set(index, object);
    return object;
  }
}
