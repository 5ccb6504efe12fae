import type { Position } from '../parse/ast.ts';
import type { BodyContext } from './body-context.ts';
import type { Typed } from './typed.ts';

const FLAGS = new Set(['isinsert', 'isupdate', 'isdelete', 'isundelete', 'isbefore', 'isafter', 'isexecuting']);

/** `Trigger.new` and the other context variables; in a trigger the records have its object's type. */
export function triggerMember(cx: BodyContext, name: string, at: Position): Typed {
  const key = name.toLowerCase();
  const record = cx.triggerObject === null ? cx.types.plain('sobject') : cx.types.sobject(cx.triggerObject);
  const code = `$p.trigger.${key}`;
  if (FLAGS.has(key)) {
    return { type: cx.types.plain('boolean'), code, nonNull: true };
  }
  switch (key) {
    case 'new':
    case 'old':
      return { type: cx.types.list(record), code };
    case 'newmap':
    case 'oldmap':
      return { type: cx.types.table.map(cx.types.plain('id'), record), code };
    case 'size':
      return { type: cx.types.plain('integer'), code };
    case 'operationtype':
      return { type: cx.types.table.get('system.triggeroperation'), code };
    default:
      return cx.fail(at, 'unknown-variable', `Variable does not exist: Trigger.${name}`);
  }
}
