import {
  platformClass,
  type PlatformClass,
  type PlatformFunction,
  type PlatformMethod,
  type Engine
} from '../../../engine/index.ts';
import {
  ApexException,
  ApexList,
  DEFAULT_MESSAGE,
  ApexMap,
  ApexSet,
  NotImplementedError
} from '../../../values/index.ts';
import type { ApexValue, DmlRow } from '../../../values/index.ts';
import { required, stringList } from '../support.ts';
import { EXCEPTION_NAMES } from './exception-names.ts';
import { table } from '../../../common/index.ts';

const AURA_HANDLED = 'System.AuraHandledException';
/** AuraHandledExceptions whose message was set by `setMessage`; the constructor's text is only for the client. */
const messageSet = new WeakSet<ApexException>();

function messageOf(self: ApexException): string {
  if (self.typeName === AURA_HANDLED && !messageSet.has(self)) {
    return DEFAULT_MESSAGE;
  }
  return self.message ?? DEFAULT_MESSAGE;
}

function row(rt: Engine, self: ApexException, index: number | null): DmlRow {
  const at = required(rt, index);
  return self.dmlRows[at] ?? rt.fail('System.ListException', `List index out of bounds: ${at}`);
}

function fieldTokens(rt: Engine, { id, fields, objectName }: DmlRow): ApexList {
  const type = rt.type('system.list<schema.sobjectfield>');
  const name = objectName ?? rt.org.schema.objectByPrefix(id?.slice(0, 3) ?? '')?.name;
  if (name === undefined && fields.length > 0) {
    throw new NotImplementedError('DmlException.getDmlFields for a record of an unknown object');
  }
  return new ApexList(
    type,
    fields.map((field) => rt.invokeStatic('schema.sobjectfield', 'forName', [name ?? '', field]))
  );
}

/** An exception knows where it was created, whether or not it has been thrown. */
function described(rt: Engine, exception: ApexException): ApexException {
  rt.describeError(exception);
  return exception;
}

const methods: Readonly<Record<string, PlatformMethod>> = table({
  getCause: (_rt, self: ApexException) => self.cause,
  getDmlFieldNames: (rt, self: ApexException, index: number) => stringList(rt, [...row(rt, self, index).fields]),
  getDmlFields: (rt, self: ApexException, index: number) => fieldTokens(rt, row(rt, self, index)),
  getDmlId: (rt, self: ApexException, index: number) => row(rt, self, index).id,
  getDmlIndex: (rt, self: ApexException, index: number) => row(rt, self, index).index,
  getDmlMessage: (rt, self: ApexException, index: number) => row(rt, self, index).message,
  getDmlStatusCode: (rt, self: ApexException, index: number) => row(rt, self, index).statusCode,
  getDmlType: (rt, self: ApexException, index: number) =>
    rt.enumValue('system.statuscode', row(rt, self, index).statusCode),
  getInaccessibleFields: (rt, self: ApexException) =>
    new ApexMap(
      rt.type('system.map<system.string,system.set<system.string>>'),
      Array.from(self.inaccessibleFields, ([object, fields]) => [
        object,
        new ApexSet(rt.type('system.set<system.string>'), fields)
      ])
    ),
  getLineNumber: (rt, self: ApexException) => described(rt, self).lineNumber ?? 0,
  getMessage: (_rt, self: ApexException) => messageOf(self),
  getNumDml: (_rt, self: ApexException) => self.dmlRows.length,
  getStackTraceString: (rt, self: ApexException) => described(rt, self).stackTrace ?? '',
  getTypeName: (_rt, self: ApexException) => self.typeName,
  initCause: (rt, self: ApexException, cause: ApexException | null) => {
    if (self.cause !== null) {
      rt.fail('System.UnexpectedException', "Can't overwrite cause");
    }
    self.cause = cause;
  },
  setMessage: (_rt, self: ApexException, message: string | null) => {
    self.message = message;
    messageSet.add(self);
  },
  toString: (_rt: Engine, self: ApexException) => self.$str()
});

/** `new X()`, `new X(message)`, `new X(cause)`, `new X(message, cause)`. */
function constructor(typeName: string): PlatformFunction {
  return (_rt: Engine, first?: ApexValue, cause?: ApexException | null) =>
    first instanceof ApexException
      ? new ApexException(typeName, null, first)
      : new ApexException(typeName, (first ?? null) as string | null, cause ?? null);
}

/** `System.Exception` and every built-in exception type. */
export const exceptionClasses: readonly PlatformClass[] = [
  platformClass({ name: 'System.Exception', methods }),
  ...EXCEPTION_NAMES.map((name) => platformClass({ name, constructors: { new: constructor(name) }, methods }))
];
