import type { TransactionLog } from '../debug-log/index.ts';
import type { Transaction, ClassInfo, MethodInfo, TriggerInfo, TriggerContext } from '../engine/index.ts';
import type { ApexValue } from '../values/index.ts';
import type { ClassTable } from './class-table.ts';
import { toApexException } from './errors.ts';
import { MethodTracing } from './method-tracing.ts';
import type { StackTraces } from './stack-traces.ts';

interface LogHost {
  readonly classes: ClassTable;
  readonly traces: StackTraces;
  tx(): Transaction;
  typeName(key: string): string;
  classId(key: string): string | null;
}

/** Writes what the program does into the debug log of the transaction in progress, if it has one. */
export class LogWriter {
  readonly #host: LogHost;

  constructor(host: LogHost) {
    this.#host = host;
  }

  /** Whether a call from outside of Apex begins a code unit. */
  startsUnit(): boolean {
    const { trace } = this.#host.tx();
    return trace != null && !trace.isInUnit;
  }

  /** Runs a method as a code unit of its own. */
  asUnit(typeKey: string, method: MethodInfo, call: () => ApexValue | void): ApexValue {
    const { trace } = this.#host.tx();
    const owner = this.#host.classes.infos.get(typeKey);
    trace?.unitStarted(this.#host.classId(typeKey), `${owner?.name ?? typeKey}.${this.#signature(method)}`);
    try {
      return call() ?? null;
    } catch (error) {
      this.thrown(error);
      throw error;
    } finally {
      trace?.unitFinished();
    }
  }

  /** An exception becomes part of the log where it is met first. */
  thrown(error: unknown): void {
    const { trace } = this.#host.tx();
    const exception = trace ? toApexException(error, this.#host.traces) : undefined;
    if (exception !== undefined) {
      trace?.thrown(exception, exception.lineNumber);
    }
  }

  /** Writes the calls of all methods until the answer is called. */
  traceMethods(trace: TransactionLog): () => void {
    const lines: string[] = [];
    const { classes } = this.#host;
    const tracing = new MethodTracing({
      entered: (owner, method, isConstructor) => {
        if (trace.hides(`${owner.name}.${method.name}`)) {
          return;
        }
        const line = trace.place();
        lines.push(line);
        trace.methodEntered(
          isConstructor ? 'CONSTRUCTOR_ENTRY' : 'METHOD_ENTRY',
          line,
          ...this.#parts(owner, method, isConstructor)
        );
      },
      left: (owner, method, isConstructor) => {
        if (trace.hides(`${owner.name}.${method.name}`)) {
          return;
        }
        trace.methodLeft(
          isConstructor ? 'CONSTRUCTOR_EXIT' : 'METHOD_EXIT',
          lines.pop() ?? '[EXTERNAL]',
          ...this.#parts(owner, method, isConstructor)
        );
      },
      thrown: (error) => this.thrown(error)
    });
    classes.trace(tracing);
    return () => {
      classes.trace(null);
      tracing.stop();
    };
  }

  #parts(owner: ClassInfo, method: MethodInfo, isConstructor: boolean): string[] {
    const id = this.#host.classId(owner.key)?.slice(0, 15) ?? '';
    return isConstructor
      ? [id, `<init>(${this.#types(method)})`, owner.name]
      : [id, `${owner.name}.${this.#signature(method)}`];
  }

  #signature(method: MethodInfo): string {
    return `${method.name}(${this.#types(method)})`;
  }

  #types({ parameters }: MethodInfo): string {
    return parameters.map(({ type }) => this.#host.typeName(type)).join(', ');
  }
}

/** `OrderTrigger on Order trigger event BeforeUpdate for [801…]|__sfdc_trigger/OrderTrigger` */
export function triggerUnitName(trigger: TriggerInfo, { operation, newRecords, oldRecords }: TriggerContext): string {
  const event = operation
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  const records = (newRecords ?? oldRecords)?.items ?? [];
  const ids = records.map((record) => (record as { readonly id?: string | null } | null)?.id ?? 'new');
  const named = ids.every((id) => id === 'new') ? 'new' : ids.map((id) => id.slice(0, 15)).join(', ');
  return `${trigger.name} on ${trigger.objectName} trigger event ${event} for [${named}]|__sfdc_trigger/${trigger.name}`;
}
