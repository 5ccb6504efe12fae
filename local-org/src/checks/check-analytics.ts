import { existsSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import type { CheckContext } from './check-context.ts';
import type { ComponentCheck, Subject } from './check-types.ts';
import { childNamed, childrenNamed, descendantsNamed } from './elements.ts';

/** Objects and fields of a report type. */
export const checkReportType: ComponentCheck = ({ root, report }, context) => {
  const base = childNamed(root, 'baseObject');
  if (base?.text && /__\w+$/.test(base.text) && !context.hasObject(base.text)) {
    report(`In field: baseObject - no CustomObject named ${base.text} found`, base);
  }
  for (const column of descendantsNamed(root, 'columns')) {
    const field = childNamed(column, 'field');
    const table = childNamed(column, 'table')?.text ?? '';
    const path = field?.text.split('.') ?? [];
    if (field?.text && context.object(table) && !context.hasPath(table, path)) {
      report(`In field: field - no CustomField named ${table}.${field.text} found`, field);
    }
  }
};

/** A report: its folder, its type, and custom fields of its columns, groupings and filters. */
export const checkReport: ComponentCheck = (subject, context) => {
  const { root, report } = subject;
  checkFolder(subject, context, 'ReportFolder');
  const type = childNamed(root, 'reportType');
  const custom = /^(\w+?)__c$/.exec(type?.text ?? '')?.[1];
  if (custom !== undefined && !context.isForeign(type?.text ?? '') && !context.exists('ReportType', custom)) {
    report(`In field: reportType - no ReportType named ${custom} found`, type);
  }
  const entity = /^CustomEntity\$(\w+__c)$/.exec(type?.text ?? '')?.[1];
  if (entity !== undefined && !context.hasObject(entity)) {
    report(`In field: reportType - no CustomObject named ${entity} found`, type);
  }
  const columns = [
    ...childrenNamed(root, 'columns'),
    ...childrenNamed(root, 'groupingsDown'),
    ...childrenNamed(root, 'groupingsAcross')
  ].flatMap((column) => childNamed(column, 'field') ?? []);
  const filters = descendantsNamed(root, 'criteriaItems').flatMap((item) => childNamed(item, 'column') ?? []);
  for (const column of [...columns, ...filters]) {
    // `Object__c.Field__c`, or `Object__c$Field__c` in a custom report type
    const [, object = '', field = ''] = /^(\w+__c)[.$](\w+__c)$/.exec(column.text) ?? [];
    if (field !== '' && context.object(object) && !context.hasField(object, field)) {
      report(`In field: column - no CustomField named ${object}.${field} found`, column);
    }
  }
};

/** A dashboard: its folder and its reports. */
export const checkDashboard: ComponentCheck = (subject, context) => {
  checkFolder(subject, context, 'DashboardFolder');
  const reports = new Set([...context.componentsOf('Report')].map(({ file }) => file.split(sep).slice(-2).join('/')));
  for (const element of descendantsNamed(subject.root, 'report')) {
    const name = element.text.split('/').slice(-2).join('/');
    if (name.includes('/') && !name.startsWith('unfiled$') && !reports.has(`${name}.report-meta.xml`)) {
      subject.report(`In field: report - no Report named ${element.text} found`, element);
    }
  }
};

/** The folder of a report is a component of its own; those that every org has are let through. */
function checkFolder({ component, report }: Subject, context: CheckContext, kind: string): void {
  const folder = dirname(component.file).split(sep).at(-1) ?? '';
  const isInRoot = folder === 'reports' || folder === 'dashboards';
  // the metadata format keeps a folder's description beside it under its bare name
  const isDescribed = context.exists(kind, folder) || existsSync(`${dirname(component.file)}-meta.xml`);
  if (!isInRoot && !/[$]|__/.test(folder) && !isDescribed) {
    report(`Cannot find folder:${folder}`);
  }
}
