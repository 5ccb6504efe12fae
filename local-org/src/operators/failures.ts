import { ApexException } from '../values/index.ts';

export function nullPointer(): never {
  throw new ApexException('System.NullPointerException', 'Attempt to de-reference a null object');
}

export function fail(typeName: string, message: string): never {
  throw new ApexException(typeName, message);
}
