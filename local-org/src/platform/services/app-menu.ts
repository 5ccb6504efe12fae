import { tableOf } from '../../db/index.ts';
import { type Engine, platformClass, type PlatformClass } from '../../engine/index.ts';
import type { ApexList } from '../../values/index.ts';
import { required } from '../core/support.ts';

/** `AppLauncher.AppMenu`: the order of the entries in the app launcher. */
export const appMenuClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'AppLauncher.AppMenu',
    statics: {
      setOrgSortOrder: (rt: Engine, applications: ApexList | null) => {
        const { db, schema } = rt.org;
        const item = schema.object('AppMenuItem');
        if (item !== undefined) {
          db.ensureTable(item);
          [...required(rt, applications)].forEach((id, order) =>
            db.run(`UPDATE ${tableOf(item)} SET "sortorder" = ? WHERE "applicationid" = ?`, [order, String(id)])
          );
        }
      }
    }
  })
];
