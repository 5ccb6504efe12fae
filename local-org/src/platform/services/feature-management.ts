import { NotImplementedError } from '../../runtime/values/index.ts';
import { required } from '../core/support.ts';
import { platformClass } from '../registry.ts';
import type { PlatformClass, PlatformFunction } from '../registry.ts';

function packageOnly(name: string): PlatformFunction {
  return () => {
    throw new NotImplementedError(`FeatureManagement.${name} (managed packages)`);
  };
}

export const featureManagementClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.FeatureManagement',
    statics: {
      checkPermission: (rt, name: string | null) => rt.org.access.hasCustomPermission(rt.tx.user, required(rt, name)),
      changeProtection: packageOnly('changeProtection'),
      checkPackageBooleanValue: packageOnly('checkPackageBooleanValue'),
      setPackageBooleanValue: packageOnly('setPackageBooleanValue')
    }
  })
];
