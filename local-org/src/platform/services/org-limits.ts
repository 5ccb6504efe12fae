import { type Engine, platformClass, type PlatformClass } from '../../engine/index.ts';
import { ApexList, ApexMap, PlatformObject } from '../../values/index.ts';
import { ORG_LIMITS } from '../../records/index.ts';

class OrgLimit extends PlatformObject {
  readonly $type = 'system.orglimit';
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = name;
  }

  override $str(): string {
    return this.name;
  }
}

function all(rt: Engine): ApexList {
  const list = new ApexList(rt.type('system.list<system.orglimit>'));
  list.items.push(...Object.keys(ORG_LIMITS).map((name) => new OrgLimit(name)));
  return list;
}

function byName(rt: Engine): ApexMap {
  const map = new ApexMap(rt.type('system.map<system.string,system.orglimit>'));
  Object.keys(ORG_LIMITS).forEach((name) => map.set(name, new OrgLimit(name)));
  return map;
}

/** `OrgLimits`: the maxima are a Developer Edition's, what is used the same as the REST API's `limits` says. */
export const orgLimitClasses: readonly PlatformClass[] = [
  platformClass({ name: 'System.OrgLimits', statics: { getAll: all, getMap: byName } }),
  platformClass({
    name: 'System.OrgLimit',
    methods: {
      getName: (_rt, self: OrgLimit) => self.name,
      getLimit: (_rt, self: OrgLimit) => ORG_LIMITS[self.name] ?? 0,
      getValue: (rt: Engine, self: OrgLimit) => rt.org.usage.used(self.name)
    }
  })
];
