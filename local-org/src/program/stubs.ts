import { ApexList, NotImplementedError, TypeValue, type ApexObject, type ApexValue } from '../values/index.ts';
import type { ClassTable, UserClass } from './class-table.ts';
import type { MethodInfo } from '../engine/index.ts';
import type { RuntimeTypes } from './runtime-types.ts';

const MARK = Symbol('stub');

interface StubHost {
  readonly classes: ClassTable;
  readonly types: RuntimeTypes;
  invoke(target: ApexValue, method: string, args: ApexValue[]): ApexValue;
}

/** Makes the objects that `Test.createStub` answers. */
export class StubFactory {
  readonly #host: StubHost;
  readonly #stubClasses = new Map<string, UserClass>();

  constructor(host: StubHost) {
    this.#host = host;
  }

  create(typeKey: string, provider: ApexValue): ApexObject {
    const type = this.#stubClasses.get(typeKey) ?? this.#define(typeKey);
    const stub = new type();
    Object.defineProperty(stub, MARK, { value: provider });
    return stub;
  }

  isStub(value: unknown): boolean {
    return typeof value === 'object' && value !== null && MARK in value;
  }

  #define(typeKey: string): UserClass {
    const { classes } = this.#host;
    const info = classes.infos.get(typeKey);
    if (info === undefined || info.kind === 'enum') {
      throw new NotImplementedError(`Test.createStub of ${typeKey}`);
    }
    const base = (info.kind === 'interface' ? classes.base(null) : classes.get(typeKey)) as new () => ApexObject &
      Record<string, unknown>;
    const type = class extends base {
      declare readonly $type: string;
    } as unknown as UserClass;
    Object.defineProperty(type.prototype, '$type', { value: typeKey });
    // Libraries take the name of a mocked class from this text.
    Object.defineProperty(type.prototype, '$str', { value: () => `${info.name}__sfdc_ApexStub:[]` });
    for (const method of this.#methods(typeKey)) {
      this.#override(type.prototype, method);
    }
    this.#stubClasses.set(typeKey, type);
    return type;
  }

  /** Methods that a stub answers: all but static and private ones, inherited ones included. */
  #methods(typeKey: string): MethodInfo[] {
    const found = new Map<string, MethodInfo>();
    const visit = (key: string): void => {
      const info = this.#host.classes.infos.get(key);
      for (const method of info?.methods ?? []) {
        if (!method.isStatic && method.access !== 'private' && !found.has(method.jsName)) {
          found.set(method.jsName, method);
        }
      }
      this.#host.types.supers(key).forEach(visit);
    };
    visit(typeKey);
    return [...found.values()];
  }

  #override(prototype: object, method: MethodInfo): void {
    const host = this.#host;
    const table = host.types.table;
    const typeValue = (key: string): TypeValue => new TypeValue(table.get(key));
    Object.defineProperty(prototype, method.jsName, {
      value(this: ApexObject & { [MARK]: ApexValue }, ...args: ApexValue[]): ApexValue {
        const list = (key: string, items: ApexValue[]): ApexList => new ApexList(table.list(table.get(key)), items);
        return host.invoke(this[MARK], 'handleMethodCall', [
          this,
          method.name,
          typeValue(method.returnType),
          list(
            'system.type',
            method.parameters.map((parameter) => typeValue(parameter.type))
          ),
          list(
            'system.string',
            method.parameters.map((parameter) => parameter.name)
          ),
          list('system.object', args)
        ]);
      }
    });
  }
}
