import { platformClass, type PlatformClass, type Engine } from '../../engine/index.ts';
import { required } from '../core/support.ts';

/** Where a job goes next to another one; null if that one is not waiting. */
function beside(rt: Engine, other: string, after: boolean): (others: readonly string[]) => number | null {
  const id = required(rt, other);
  return (others) => {
    const index = others.indexOf(id);
    return index < 0 ? null : index + (after ? 1 : 0);
  };
}

export const flexQueueClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.FlexQueue',
    statics: {
      moveJobToFront: (rt, id: string) => rt.org.asyncQueue.flexQueue.move(rt, required(rt, id), () => 0),
      moveJobToEnd: (rt, id: string) =>
        rt.org.asyncQueue.flexQueue.move(rt, required(rt, id), (others) => others.length),
      moveBeforeJob: (rt, id: string, other: string) =>
        rt.org.asyncQueue.flexQueue.move(rt, required(rt, id), beside(rt, other, false)),
      moveAfterJob: (rt, id: string, other: string) =>
        rt.org.asyncQueue.flexQueue.move(rt, required(rt, id), beside(rt, other, true))
    }
  })
];
