import { type Engine, platformClass, type PlatformClass } from '../../engine/index.ts';
import { ApexList, NotImplementedError, PlatformObject } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { required } from '../core/support.ts';
import { PlainObject } from '../plain-class.ts';

/** `Metadata.DeployContainer`: the components of a deployment. */
class DeployContainer extends PlatformObject {
  readonly $type = 'metadata.deploycontainer';
  items: ApexValue[] = [];

  /** Takes components out; whether there were any. */
  remove(isMeant: (item: ApexValue) => boolean): boolean {
    const before = this.items.length;
    this.items = this.items.filter((item) => !isMeant(item));
    return this.items.length < before;
  }
}

function fullName(item: ApexValue): string | null {
  return item instanceof PlainObject ? ((item.values.get('fullname') as string | null | undefined) ?? null) : null;
}

export const metadataOperationClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'Metadata.DeployContainer',
    constructors: { 'new/0': () => new DeployContainer() },
    methods: {
      addMetadata: (rt, self: DeployContainer, item: ApexValue) => void self.items.push(required(rt, item)),
      getMetadata: (rt, self: DeployContainer) =>
        new ApexList(rt.type('system.list<metadata.metadata>'), [...self.items]),
      removeMetadata: (_rt, self: DeployContainer, item: ApexValue) => self.remove((other) => other === item),
      removeMetadataByFullName: (_rt, self: DeployContainer, name: string | null) =>
        self.remove((item) => fullName(item) === name)
    }
  }),
  platformClass({
    name: 'Metadata.Operations',
    statics: {
      // Tests call the callback themselves (Apex Developer Guide, Testing Metadata Deployments).
      enqueueDeployment: (rt: Engine) => {
        if (rt.tx.isTest) {
          rt.fail('System.AsyncException', 'Metadata cannot be deployed from within a test');
        }
        throw new NotImplementedError('Metadata.Operations.enqueueDeployment');
      }
    }
  })
];
