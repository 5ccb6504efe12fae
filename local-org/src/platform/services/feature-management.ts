import { type Engine, platformClass, type PlatformClass, type PlatformFunction } from '../../engine/index.ts';
import { ApexDate, NotImplementedError } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { textOf } from '../../metadata/index.ts';
import { required } from '../core/support.ts';
import { table } from '../../common/index.ts';

type Kind = 'Boolean' | 'Date' | 'Integer';

const PARSERS: Readonly<Record<Kind, (text: string) => ApexValue>> = table({
  Boolean: (text) => text === 'true',
  Date: (text) => ApexDate.parseIso(text.slice(0, 'YYYY-MM-DD'.length)),
  Integer: Number
});

/** The default of a feature parameter of the project; an unknown one is not answered, since the platform's exception is not known. */
function defaultOf(rt: Engine, kind: Kind, name: string): string {
  const found = rt.org.metadata.components.find(
    ({ type, fullName }) =>
      type === `FeatureParameter${kind}` && fullName.toLowerCase() === name.replace(/^\w+?__/, '').toLowerCase()
  );
  if (found === undefined) {
    throw new NotImplementedError(`FeatureManagement without a feature parameter FeatureParameter${kind} ${name}`);
  }
  return textOf(found.data, 'value') ?? '';
}

const key = (kind: Kind, name: string): string => `featureParameter${kind}:${name.toLowerCase()}`;

/** Values that were set in this org stand over the defaults. */
function check(kind: Kind): PlatformFunction {
  return (rt, name: string | null) => {
    const given = required(rt, name);
    const text = rt.org.settings.get(key(kind, given)) ?? defaultOf(rt, kind, given);
    return text === '' ? null : PARSERS[kind](text);
  };
}

function set(kind: Kind): PlatformFunction {
  return (rt, name: string | null, value: ApexValue) => {
    const given = required(rt, name);
    defaultOf(rt, kind, given);
    const text = value instanceof ApexDate ? value.toIso() : value === null ? '' : rt.str(value);
    rt.org.settings.set(key(kind, given), text);
  };
}

export const featureManagementClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.FeatureManagement',
    statics: {
      checkPermission: (rt, name: string | null) => rt.org.access.hasCustomPermission(rt.tx.user, required(rt, name)),
      changeProtection: () => {
        throw new NotImplementedError('FeatureManagement.changeProtection (managed packages)');
      },
      checkPackageBooleanValue: check('Boolean'),
      checkPackageDateValue: check('Date'),
      checkPackageIntegerValue: check('Integer'),
      setPackageBooleanValue: set('Boolean'),
      setPackageDateValue: set('Date'),
      setPackageIntegerValue: set('Integer')
    }
  })
];
