import type { Position } from '../parse/ast.ts';
import type { BodyContext } from './body-context.ts';
import { quote, type Typed } from './typed.ts';
import { table } from '../../common/index.ts';

/** API name of a record's type, or null for `SObject`. */
export function objectNameOf(cx: BodyContext, value: Typed): string | null {
  return cx.types.isSpecificSObject(value.type) ? value.type.name : null;
}

const GENERIC_FIELDS: Readonly<Record<string, 'id' | 'string'>> = table({ id: 'id', name: 'string' });

/** `record.Name`, `record.Owner`, `record.Contacts`. */
export function recordMember(cx: BodyContext, record: Typed, name: string, at: Position): Typed {
  const objectName = objectNameOf(cx, record);
  const key = quote(name.toLowerCase());
  if (objectName === null) {
    const type = GENERIC_FIELDS[name.toLowerCase()];
    if (type === undefined) {
      cx.fail(at, 'unknown-field', `Variable does not exist: ${name}`);
    }
    return valueField(cx, record, key, name, cx.types.plain(type));
  }
  const member = cx.types.sobjects.member(objectName, name);
  if (member === undefined) {
    cx.fail(at, 'unknown-field', `Variable does not exist: ${name}`);
  }
  if (member.kind === 'children') {
    const type = cx.types.list(cx.types.sobject(member.objectName));
    return { type, code: `${cx.op('children')}(${record.code}, ${key}, ${cx.links.type(type.key)})` };
  }
  if (member.kind === 'parent') {
    const type = member.objectName === null ? polymorphicParent(cx) : cx.types.sobject(member.objectName);
    const read = record.isParent === true ? 'parentOf' : 'parent';
    return {
      type,
      code: `${cx.op(read)}(${record.code}, ${key})`,
      isParent: true,
      target: { assign: (value) => `${cx.op('setParent')}(${record.code}, ${key}, ${value})` }
    };
  }
  const type = cx.types.table.find(member.typeKey) ?? cx.types.plain('object');
  const field = valueField(cx, record, key, member.name, type);
  return cx.types.sobjects.isReadOnly(objectName, name)
    ? { ...field, unwritable: `Field is not writeable: ${objectName}.${member.name}` }
    : field;
}

/** What `Task.Who` or `Case.Owner` is: records of several types share the fields of `Name`. */
function polymorphicParent(cx: BodyContext): Typed['type'] {
  return cx.types.sobjects.objectName('Name') === undefined ? cx.types.plain('sobject') : cx.types.sobject('Name');
}

function valueField(cx: BodyContext, record: Typed, key: string, name: string, type: Typed['type']): Typed {
  const plain = type.key === 'system.boolean' ? 'checkbox' : 'field';
  const read = record.isParent === true ? `${plain}Of` : plain;
  return {
    type,
    code: `${cx.op(read)}(${record.code}, ${key})`,
    recordField: { record: record.code, field: name },
    target: {
      assign: (value) => `${cx.op('setField')}(${record.code}, ${key}, ${value})`,
      once: () => {
        const temporary = cx.scope.temporary();
        return {
          setup: `${temporary} = ${record.code}`,
          read: `${cx.op(plain)}(${temporary}, ${key})`,
          assign: (value) => `${cx.op('setField')}(${temporary}, ${key}, ${value})`
        };
      }
    }
  };
}
