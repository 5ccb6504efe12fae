import { PlatformObject } from '../../values/index.ts';
import { platformClass, type PlatformClass } from '../../engine/index.ts';

class RequestObject extends PlatformObject {
  readonly $type = 'system.request';
}

export const requestClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.Request',
    statics: { getCurrent: () => new RequestObject() },
    methods: {
      getQuiddity: (rt) => rt.enumValue('system.quiddity', rt.tx.quiddity),
      getRequestId: (rt) => rt.tx.id
    }
  })
];
