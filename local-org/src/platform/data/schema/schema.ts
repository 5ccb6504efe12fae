import { textOf, textsOf, type Schema } from '../../../metadata/index.ts';
import { type Engine, platformClass } from '../../../engine/index.ts';
import { ApexMap, PlatformObject } from '../../../values/index.ts';
import type { ApexList, ApexValue } from '../../../values/index.ts';
import { listOf, readOnlyMembers } from '../support.ts';
import { DescribeObject } from './describe-object.ts';
import { describeMap, objectToken } from './tokens.ts';

const globalDescribes = new WeakMap<Schema, ApexMap>();

function globalDescribe(rt: Engine): ApexMap {
  const { schema } = rt.org;
  let map = globalDescribes.get(schema);
  if (map === undefined) {
    const entries = Array.from(schema.objects(), (object) => [object.name, objectToken(rt, object.name)] as const);
    globalDescribes.set(schema, (map = describeMap(rt, 'schema.sobjecttype', entries)));
  }
  // Apex may change the map that it is given; the next caller must not see that.
  return new ApexMap(map.type, map.entries(), { ignoreCase: true });
}

function describeSObjects(rt: Engine, names: ApexList): ApexList {
  const results = names.items.map((name) => {
    const object = rt.org.schema.object(String(name));
    return object === undefined
      ? rt.fail('System.InvalidParameterValueException', `sObject type '${String(name)}' is not supported.`)
      : new DescribeObject(object);
  });
  return listOf(rt, 'schema.describesobjectresult', results);
}

/** A tab set: an application of the project. */
class TabSet extends PlatformObject {
  readonly $type = 'schema.describetabsetresult';
  readonly label: string;
  readonly description: string | null;
  readonly tabs: readonly string[];

  constructor(label: string, description: string | null, tabs: readonly string[]) {
    super();
    this.label = label;
    this.description = description;
    this.tabs = tabs;
  }
}

class Tab extends PlatformObject {
  readonly $type = 'schema.describetabresult';
  readonly name: string;
  readonly label: string;
  readonly objectName: string | null;

  constructor(name: string, label: string, objectName: string | null) {
    super();
    this.name = name;
    this.label = label;
    this.objectName = objectName;
  }
}

function describeTabs(rt: Engine): ApexList {
  const sets = Array.from(
    rt.org.metadata.applications.values(),
    ({ fullName, data }) =>
      new TabSet(textOf(data, 'label') ?? fullName, textOf(data, 'description') ?? null, textsOf(data, 'tabs'))
  );
  return listOf(rt, 'schema.describetabsetresult', sets);
}

function tabOf(rt: Engine, name: string): Tab {
  const object = rt.org.schema.object(name.replace(/^standard-/, ''));
  const label = textOf(rt.org.metadata.tabs.get(name.toLowerCase())?.data, 'label');
  return new Tab(name, label ?? object?.labelPlural ?? name, object?.name ?? null);
}

export const schemaClasses = [
  platformClass({
    name: 'System.Schema',
    statics: { getGlobalDescribe: (rt) => globalDescribe(rt), describeSObjects, describeTabs }
  }),
  platformClass({
    name: 'Schema.DescribeTabSetResult',
    ...readOnlyMembers<TabSet>({
      getDescription: (_rt, self) => self.description,
      getLabel: (_rt, self) => self.label,
      getNamespace: (rt) => rt.org.metadata.namespace || null,
      getTabs: (rt, self) =>
        listOf(
          rt,
          'schema.describetabresult',
          self.tabs.map((name): ApexValue => tabOf(rt, name))
        ),
      isSelected: () => false
    })
  }),
  platformClass({
    name: 'Schema.DescribeTabResult',
    ...readOnlyMembers<Tab>({
      getLabel: (_rt, self) => self.label,
      getName: (_rt, self) => self.name,
      getSobjectName: (_rt, self) => self.objectName,
      isCustom: (_rt, self) => !self.name.startsWith('standard-')
    })
  })
];
