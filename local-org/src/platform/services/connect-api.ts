import { NotImplementedError } from '../../values/index.ts';
import type { PlatformTypes, PlatformTypeSignature } from '../../types/index.ts';
import { plainClass } from '../plain-class.ts';
import { platformClass, type PlatformClass, type PlatformFunction } from '../../engine/index.ts';

/** Tests that see no data of the org may not call ConnectApi at all; elsewhere it is missing here. */
function refused(name: string): PlatformFunction {
  return (rt) => {
    if (rt.tx.isTest && !rt.tx.seesAllData) {
      return rt.fail(
        'System.UnsupportedOperationException',
        'ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true).'
      );
    }
    throw new NotImplementedError(name);
  };
}

/**
 * A class of the namespace ConnectApi. Those without static methods hold what is sent and answered, so code that builds them works; the
 * others reach the services behind Chatter and its kin, which are not here.
 */
export function connectApiClass(signature: PlatformTypeSignature, types: PlatformTypes): PlatformClass {
  const calls = signature.methods.filter(({ isStatic, name }) => isStatic && !/^setTest/i.test(name));
  if (calls.length === 0) {
    return plainClass(signature, types);
  }
  return platformClass({
    name: signature.name,
    statics: Object.fromEntries(calls.map(({ name }) => [name, refused(`${signature.name}.${name}`)]))
  });
}
