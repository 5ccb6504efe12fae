import type { ObjectSchema, Schema } from '../../metadata/index.ts';
import { content, findComponent, nodes, textOf, type PageMetadata, type XmlNode } from '../metadata-source.ts';
import { findField } from '../page/describe-field.ts';
import { ReportError, unsupported } from './report-error.ts';
import { table } from '../../common/index.ts';

/** One object of a report type: how columns name it, and how a row reaches it. */
export interface ReportTable {
  readonly names: readonly string[];
  readonly object: ObjectSchema;
  /** Path from the row's object, with its point: `''`, `Order__r.`. */
  readonly prefix: string;
}

/** What a report type joins: a row is a record of `row`. */
export interface ReportTables {
  readonly label: string;
  readonly row: ObjectSchema;
  /** From the type's first object to the last. */
  readonly tables: readonly ReportTable[];
  /** Lookups that must be set for a row to count. */
  readonly required: readonly string[];
  /** Records of the first object without any of the second are rows too. */
  readonly withoutChildren?: { readonly parent: ObjectSchema; readonly field: string; readonly relationship: string };
}

/** Standard report types by their API name. */
const STANDARD: Readonly<Record<string, string>> = table({
  AccountList: 'Account',
  ContactList: 'Contact',
  CaseList: 'Case',
  LeadList: 'Lead',
  Opportunity: 'Opportunity',
  OpportunityList: 'Opportunity',
  CampaignList: 'Campaign',
  ProductList: 'Product2',
  OrderList: 'Order',
  ContractList: 'Contract',
  AssetList: 'Asset',
  User: 'User',
  UserList: 'User'
});

/** @throws ReportError for a report type that the local org does not know */
export function reportTables(metadata: PageMetadata, reportType: string): ReportTables {
  const { schema } = metadata;
  const [, single] = /^CustomEntity\$(\w+)$/.exec(reportType) ?? [];
  if (single) return oneObject(objectNamed(schema, single, reportType));
  const [, parent, child] = /^CustomEntityCustomEntity\$(\w+__c)\$(\w+__c)$/.exec(reportType) ?? [];
  if (parent && child) return parentAndChild(schema, parent, child, reportType);
  const [, standardParent, customChild] = /^(\w+?)CustomEntity\$(\w+__c)$/.exec(reportType) ?? [];
  if (standardParent && customChild) return parentAndChild(schema, standardParent, customChild, reportType);
  const custom = reportType.endsWith('__c')
    ? findComponent(metadata, 'ReportType', reportType.replace(/__c$/, ''))
    : undefined;
  if (custom) return customType(schema, content(custom), reportType);
  const standard = STANDARD[reportType];
  if (standard) return oneObject(objectNamed(schema, standard, reportType));
  return unsupported(`the report type ${reportType}`);
}

function objectNamed(schema: Schema, name: string, reportType: string): ObjectSchema {
  const object = schema.object(name);
  if (!object) throw new ReportError(`The report type ${reportType} names ${name}, which this org does not have.`);
  return object;
}

function oneObject(object: ObjectSchema): ReportTables {
  const table = { names: [object.name.toLowerCase()], object, prefix: '' };
  return { label: object.labelPlural, row: object, tables: [table], required: [] };
}

function parentAndChild(schema: Schema, parentName: string, childName: string, reportType: string): ReportTables {
  const parent = objectNamed(schema, parentName, reportType);
  const child = objectNamed(schema, childName, reportType);
  const links = [...child.fields.values()].filter(({ referenceTo }) => referenceTo.includes(parent.name));
  const link = links.find(({ masterDetail }) => masterDetail) ?? links[0];
  if (!link?.relationshipName)
    throw new ReportError(`The report type ${reportType} joins ${child.name}, which has no lookup to ${parent.name}.`);
  return {
    label: `${parent.labelPlural} with ${child.labelPlural}`,
    row: child,
    tables: [
      { names: [parent.name.toLowerCase()], object: parent, prefix: `${link.relationshipName}.` },
      { names: [child.name.toLowerCase()], object: child, prefix: '' }
    ],
    required: [link.name]
  };
}

interface Step {
  readonly object: ObjectSchema;
  readonly name: string;
  readonly field: string;
  readonly relationship: string;
  readonly isOuter: boolean;
}

/** A custom report type: a chain of child relationships from its base object. */
function customType(schema: Schema, xml: XmlNode, reportType: string): ReportTables {
  const base = objectNamed(schema, textOf(xml.baseObject) ?? '', reportType);
  const steps: Step[] = [];
  let object = base;
  let name = base.name;
  for (let [join] = nodes(xml.join); join; [join] = nodes(join.join)) {
    const relationship = textOf(join.relationship) ?? '';
    const child = object.childRelationships.find((known) => known.name?.toLowerCase() === relationship.toLowerCase());
    if (!child)
      throw new ReportError(
        `The report type ${reportType} names ${object.name}.${relationship}, which is no relationship.`
      );
    const next = objectNamed(schema, child.childObject, reportType);
    name = `${name}.${relationship}`;
    const up = findField(next, child.field)?.relationshipName ?? '';
    steps.push({
      object: next,
      name,
      field: child.field,
      relationship: up,
      isOuter: textOf(join.outerJoin) === 'true'
    });
    object = next;
  }
  if (steps.length > 1 && steps.some(({ isOuter }) => isOuter))
    unsupported(`the report type ${reportType}, which keeps records without related ones over more than two objects`);
  const chain = [{ object: base, name: base.name }, ...steps];
  const tables = chain.map((link, index) => ({
    names: [link.name.toLowerCase(), link.object.name.toLowerCase()],
    object: link.object,
    prefix: [...steps.slice(index)]
      .reverse()
      .map(({ relationship }) => `${relationship}.`)
      .join('')
  }));
  const [first] = steps;
  return {
    label: textOf(xml.label) ?? reportType,
    row: object,
    tables,
    required: first
      ? [
          steps
            .slice(1)
            .reverse()
            .map(({ relationship }) => `${relationship}.`)
            .join('') + first.field
        ]
      : [],
    ...(first?.isOuter && {
      withoutChildren: { parent: base, field: first.field, relationship: first.relationship }
    })
  };
}
