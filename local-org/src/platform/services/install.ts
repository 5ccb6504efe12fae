import { type Engine, platformClass, type PlatformClass, type PlatformFunction } from '../../engine/index.ts';
import { PlatformObject } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { required } from '../core/support.ts';
import type { VersionObject } from './version.ts';
import { table } from '../../common/index.ts';

/** `System.InstallContext`: who installs a package over which version of it. */
class InstallContextObject extends PlatformObject {
  readonly $type = 'system.installcontext';
  readonly previous: VersionObject | null;
  readonly isPush: boolean;

  constructor(previous: VersionObject | null, isPush: boolean) {
    super();
    this.previous = previous;
    this.isPush = isPush;
  }
}

class UninstallContextObject extends PlatformObject {
  readonly $type = 'system.uninstallcontext';
}

/** What `System.Test` does with the scripts of packages. */
export const installStatics: Readonly<Record<string, PlatformFunction>> = table({
  testInstall: (rt, handler: ApexValue, version: VersionObject | null, isPush: boolean | null = false) => {
    rt.invoke(required(rt, handler), 'onInstall', [new InstallContextObject(version, isPush === true)]);
  },
  testUninstall: (rt, handler: ApexValue) => {
    rt.invoke(required(rt, handler), 'onUninstall', [new UninstallContextObject()]);
  }
});

const organizationId = (rt: Engine): string => rt.org.id;
const userId = (rt: Engine): string => rt.tx.user.id;

export const installClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.InstallContext',
    methods: {
      installerId: userId,
      isPush: (_rt, self: InstallContextObject) => self.isPush,
      isUpgrade: (_rt, self: InstallContextObject) => self.previous !== null,
      organizationId,
      previousVersion: (_rt, self: InstallContextObject) => self.previous
    }
  }),
  platformClass({
    name: 'System.UninstallContext',
    methods: { organizationId, uninstallerId: userId }
  })
];
